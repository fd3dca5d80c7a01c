package dev.supersetsync.source;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes names into a query that joins tables, before it is known which warehouse it goes to: as they are where every
 * warehouse reads them so, else in the quotes of the standard.
 */
final class SqlNames {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Set<String> RESERVED = Set.of(
            "all",
            "analyse",
            "analyze",
            "and",
            "any",
            "array",
            "as",
            "asc",
            "between",
            "both",
            "by",
            "case",
            "cast",
            "check",
            "collate",
            "column",
            "constraint",
            "create",
            "cross",
            "current",
            "current_date",
            "current_time",
            "current_timestamp",
            "current_user",
            "default",
            "delete",
            "desc",
            "distinct",
            "do",
            "drop",
            "else",
            "end",
            "except",
            "exists",
            "false",
            "fetch",
            "for",
            "foreign",
            "from",
            "full",
            "grant",
            "group",
            "grouping",
            "groups",
            "having",
            "in",
            "index",
            "inner",
            "insert",
            "intersect",
            "interval",
            "into",
            "is",
            "join",
            "key",
            "lateral",
            "leading",
            "left",
            "like",
            "limit",
            "localtime",
            "localtimestamp",
            "merge",
            "natural",
            "not",
            "null",
            "of",
            "offset",
            "on",
            "only",
            "option",
            "or",
            "order",
            "outer",
            "over",
            "partition",
            "placing",
            "primary",
            "range",
            "rank",
            "references",
            "returning",
            "right",
            "row",
            "rows",
            "select",
            "session_user",
            "set",
            "some",
            "symmetric",
            "system",
            "table",
            "then",
            "to",
            "trailing",
            "true",
            "unique",
            "union",
            "update",
            "user",
            "using",
            "values",
            "variadic",
            "when",
            "where",
            "window",
            "with");

    private SqlNames() {}

    /** The name of a column, of which case counts. */
    static String written(String name) {
        return PLAIN.matcher(name).matches() && !isReserved(name) ? name : quoted(name);
    }

    /** What a query calls a table for itself, so that case does not count. */
    static String alias(String name) {
        return PLAIN.matcher(name.toLowerCase(Locale.ROOT)).matches() && !isReserved(name) ? name : quoted(name);
    }

    private static boolean isReserved(String name) {
        return RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
