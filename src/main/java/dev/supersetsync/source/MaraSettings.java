package dev.supersetsync.source;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all data sets of an export.
 *
 * @param database the database's name in Superset, or null
 * @param schema where the flattened tables are, or null
 * @param personalData how attributes with personal data look in Superset
 * @param highCardinality how attributes with many values look there
 * @param currency the ISO code for metrics that are amounts, or null
 */
record MaraSettings(
        @Nullable String database,
        @Nullable String schema,
        MaraVisibility personalData,
        MaraVisibility highCardinality,
        @Nullable String currency) {

    static final String PERSONAL_DATA = "personal_data";
    static final String HIGH_CARDINALITY = "high_cardinality_attributes";
    static final String CURRENCY = "currency";

    private static final Pattern ISO_CODE = Pattern.compile("[A-Z]{3}");

    static MaraSettings of(MaraNode root) {
        return new MaraSettings(
                root.text("database"),
                root.text("schema"),
                root.constant(PERSONAL_DATA, MaraVisibility.class).orElse(MaraVisibility.HIDE),
                root.constant(HIGH_CARDINALITY, MaraVisibility.class).orElse(MaraVisibility.SHOW),
                currency(root));
    }

    private static @Nullable String currency(MaraNode root) {
        String currency = root.text(CURRENCY);
        if (currency == null || ISO_CODE.matcher(currency).matches()) {
            return currency;
        }
        root.refuse(CURRENCY, "must be an ISO code, such as EUR");
        return null;
    }
}
