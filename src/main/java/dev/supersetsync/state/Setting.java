package dev.supersetsync.state;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Everything about a dataset, column or metric that can be compared and written. Which of them a model can declare is
 * the document's matter; the others are known so that REPLACE can reset them and UPDATE can leave them.
 */
public enum Setting {
    /** What it means, in prose. */
    DESCRIPTION(Value.UNSET),
    /** The time column that charts use first. */
    MAIN_DATETIME_COLUMN(Value.UNSET),
    /** How long results are cached, in seconds. */
    CACHE_TIMEOUT(Value.UNSET),
    /** Who vouches for it. */
    CERTIFICATION(Value.UNSET),
    /** The people who may change it; kept by REPLACE. */
    OWNERS(Value.UNSET),
    /** The query of a virtual dataset; unset for a physical one. */
    SQL(Value.UNSET),
    /** Time-zone offset in hours. */
    OFFSET(new Value.Whole(0)),
    /** Where a click on the dataset leads. */
    DEFAULT_ENDPOINT(Value.UNSET),
    /** SQL that limits the values offered in filters. */
    FETCH_VALUES_PREDICATE(Value.UNSET),
    /** Whether filters offer values. */
    FILTER_SELECT_ENABLED(Value.flag(true)),
    /** Parameters of Jinja templates. */
    TEMPLATE_PARAMS(Value.UNSET),
    /** Whether column names are normalised. */
    NORMALIZE_COLUMNS(Value.flag(false)),
    /** Whether the main time column is always filtered too. */
    ALWAYS_FILTER_MAIN_DTTM(Value.flag(false)),
    /** The column that holds the currency of a row (6.1). */
    CURRENCY_CODE_COLUMN(Value.UNSET),
    /** What else stands in Superset's {@code extra}, without our mark and the certification. */
    EXTRA(Value.UNSET),

    /** The name that people see. */
    LABEL(Value.UNSET),
    /** The warehouse's type of a column. */
    TYPE(Value.UNSET),
    /** The SQL of a metric or calculated column; unset for a physical column. */
    EXPRESSION(Value.UNSET),
    /** Whether a column is a time. */
    TEMPORAL(Value.flag(false)),
    /** Whether charts may group by a column. */
    GROUPABLE(Value.flag(true)),
    /** Whether charts may filter by a column. */
    FILTERABLE(Value.flag(true)),
    /** Whether a column is left out of what people see. */
    HIDDEN(Value.flag(false)),
    /** How a text or number is read as a time. */
    DATE_FORMAT(Value.UNSET),
    /** Superset's advanced data type of a column. */
    ADVANCED_DATA_TYPE(Value.UNSET),

    /** How a number is shown. */
    D3_FORMAT(Value.UNSET),
    /** The currency of a metric. */
    CURRENCY(Value.UNSET),
    /** A warning beside a metric. */
    WARNING(Value.UNSET),
    /** Superset's type of a metric, a remnant that charts do not use. */
    METRIC_TYPE(Value.UNSET);

    /** What a dataset itself has. */
    public static final Set<Setting> OF_DATASET = Collections.unmodifiableSet(EnumSet.of(
            DESCRIPTION,
            MAIN_DATETIME_COLUMN,
            CACHE_TIMEOUT,
            CERTIFICATION,
            OWNERS,
            SQL,
            OFFSET,
            DEFAULT_ENDPOINT,
            FETCH_VALUES_PREDICATE,
            FILTER_SELECT_ENABLED,
            TEMPLATE_PARAMS,
            NORMALIZE_COLUMNS,
            ALWAYS_FILTER_MAIN_DTTM,
            CURRENCY_CODE_COLUMN,
            EXTRA));

    /** What a column has. */
    public static final Set<Setting> OF_COLUMN = Collections.unmodifiableSet(EnumSet.of(
            DESCRIPTION,
            EXTRA,
            LABEL,
            TYPE,
            EXPRESSION,
            TEMPORAL,
            GROUPABLE,
            FILTERABLE,
            HIDDEN,
            DATE_FORMAT,
            ADVANCED_DATA_TYPE));

    /** What a metric has. */
    public static final Set<Setting> OF_METRIC = Collections.unmodifiableSet(EnumSet.of(
            DESCRIPTION, CERTIFICATION, EXTRA, LABEL, EXPRESSION, D3_FORMAT, CURRENCY, WARNING, METRIC_TYPE));

    private final Value whenUnset;

    Setting(Value whenUnset) {
        this.whenUnset = whenUnset;
    }

    /** What Superset gives a new dataset, column or metric when nobody says otherwise. */
    public Value defaultValue() {
        return whenUnset;
    }

    /** The name in paths and answers, such as {@code main_datetime_column}. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}
