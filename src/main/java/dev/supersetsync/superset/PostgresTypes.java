package dev.supersetsync.superset;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes PostgreSQL's types as Superset writes them in a dataset when it creates one (as SQLAlchemy reflects and prints
 * them), so that a column has the same type whichever way it came into a dataset.
 */
final class PostgresTypes {

    private static final String UNKNOWN = "UNKNOWN";

    /** What SQLAlchemy has a class for; PostgreSQL's other types are unknown to it. */
    private static final Set<String> KNOWN = Set.of(
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "NUMERIC",
            "REAL",
            "DOUBLE PRECISION",
            "MONEY",
            "CHAR",
            "VARCHAR",
            "TEXT",
            "BYTEA",
            "TIMESTAMP WITHOUT TIME ZONE",
            "TIMESTAMP WITH TIME ZONE",
            "DATE",
            "TIME WITHOUT TIME ZONE",
            "TIME WITH TIME ZONE",
            "INTERVAL",
            "BOOLEAN",
            "JSON",
            "JSONB",
            "UUID",
            "INET",
            "CIDR",
            "MACADDR",
            "MACADDR8",
            "BIT",
            "BIT VARYING",
            "TSVECTOR",
            "INT4RANGE",
            "INT8RANGE",
            "NUMRANGE",
            "DATERANGE",
            "TSRANGE",
            "TSTZRANGE",
            "OID",
            "REGCLASS",
            "HSTORE");

    private static final Pattern ARGUMENTS = Pattern.compile("\\(([\\d,]+)\\)");

    private PostgresTypes() {}

    /**
     * A type.
     *
     * @param formatted as {@code format_type} writes it
     * @param isEnum whether it is an enumeration, or a list of one
     */
    static String written(String formatted, boolean isEnum) {
        boolean array = formatted.endsWith("[]");
        String element = array ? formatted.substring(0, formatted.length() - 2) : formatted;
        String type = isEnum ? element.toUpperCase(Locale.ROOT) : plain(element);
        return array && !type.equals(UNKNOWN) ? type + "[]" : type;
    }

    /** The type of a domain: SQLAlchemy drops the arguments, the time zone and the list of what it stands for. */
    static String ofDomain(String formattedBase) {
        String base = ARGUMENTS.matcher(formattedBase.replace("[]", "")).replaceAll("");
        String type = plain(base);
        return type.replace("WITH TIME ZONE", "WITHOUT TIME ZONE");
    }

    static boolean isTemporal(String type) {
        return type.startsWith("TIMESTAMP") || type.startsWith("DATE") || type.startsWith("TIME");
    }

    private static String plain(String formatted) {
        Matcher matcher = ARGUMENTS.matcher(formatted);
        String arguments = matcher.find() ? matcher.group(1).replace(",", ", ") : "";
        String name = word(matcher.replaceAll("").strip());
        String family = name.startsWith("INTERVAL ") ? "INTERVAL" : name;
        if (!KNOWN.contains(family)) {
            return UNKNOWN;
        }
        return arguments.isEmpty() ? name : withArguments(name, arguments);
    }

    private static String word(String name) {
        return switch (name) {
            case "character varying", "name", "\"char\"" -> "VARCHAR";
            case "character" -> "CHAR";
            default -> name.toUpperCase(Locale.ROOT);
        };
    }

    private static String withArguments(String name, String arguments) {
        if (name.startsWith("INTERVAL")) {
            return name + " (" + arguments + ")";
        }
        int space = name.startsWith("TIME") ? name.indexOf(' ') : -1;
        return space < 0
                ? name + "(" + arguments + ")"
                : name.substring(0, space) + "(" + arguments + ")" + name.substring(space);
    }
}
