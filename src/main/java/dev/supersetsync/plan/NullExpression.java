package dev.supersetsync.plan;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expression of a column that is retained as NULL: {@code CAST(NULL AS type)}, in the dialect of the warehouse. A
 * plain NULL would not do: PostgreSQL can neither group by it nor sum it. PostgreSQL and SQLite are tried on real
 * servers, the others follow their manuals.
 *
 * @param sql the expression
 * @param exact false if the type is not known, so that text stands for it
 */
record NullExpression(String sql, boolean exact) {

    private static final Set<String> MYSQL = Set.of("mysql", "mariadb", "tidb", "starrocks", "doris");
    private static final Set<String> BIGQUERY = Set.of("bigquery");
    private static final Map<String, String> MYSQL_TYPES = Map.ofEntries(
            Map.entry("CHAR", "CHAR"),
            Map.entry("INT", "SIGNED"),
            Map.entry("NUMBER", "DECIMAL(38, 10)"),
            Map.entry("FLOAT", "DOUBLE"),
            Map.entry("BOOL", "SIGNED"),
            Map.entry("DATE", "DATE"),
            Map.entry("TIME", "TIME"),
            Map.entry("TIMESTAMP", "DATETIME"));
    private static final Map<String, String> BIGQUERY_TYPES = Map.ofEntries(
            Map.entry("CHAR", "STRING"),
            Map.entry("INT", "INT64"),
            Map.entry("NUMBER", "NUMERIC"),
            Map.entry("FLOAT", "FLOAT64"),
            Map.entry("BOOL", "BOOL"),
            Map.entry("DATE", "DATE"),
            Map.entry("TIME", "TIME"),
            Map.entry("TIMESTAMP", "TIMESTAMP"));
    private static final Map<String, String> STANDARD_TYPES = Map.ofEntries(
            Map.entry("CHAR", "VARCHAR"),
            Map.entry("INT", "BIGINT"),
            Map.entry("NUMBER", "NUMERIC"),
            Map.entry("FLOAT", "DOUBLE PRECISION"),
            Map.entry("BOOL", "BOOLEAN"),
            Map.entry("DATE", "DATE"),
            Map.entry("TIME", "TIME"),
            Map.entry("TIMESTAMP", "TIMESTAMP"));
    /** Dialects whose own spelling of these types can stand in a CAST as it is. */
    private static final Set<String> OWN_SPELLING = Set.of("postgresql", "redshift", "cockroachdb", "sqlite");

    private static final Pattern CASTABLE =
            Pattern.compile("(TEXT|VARCHAR|CHAR|CHARACTER|CHARACTER VARYING|BIGINT|INTEGER|INT|SMALLINT|NUMERIC|DECIMAL"
                    + "|DOUBLE PRECISION|REAL|FLOAT|BOOLEAN|DATE|TIME|TIMESTAMP)"
                    + "(\\(\\d+(, ?\\d+)?\\))?( WITH(OUT)? TIME ZONE)?");

    private static final Pattern NULLABLE = Pattern.compile("Nullable\\((.*)\\)", Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> CLICKHOUSE = Map.of(
            "CHAR", "Nullable(String)",
            "INT", "Nullable(Int64)",
            "NUMBER", "Nullable(Decimal(38, 10))",
            "FLOAT", "Nullable(Float64)",
            "BOOL", "Nullable(Bool)",
            "DATE", "Nullable(Date)",
            "TIME", "Nullable(String)",
            "TIMESTAMP", "Nullable(DateTime)");

    private static final Map<String, Map<String, String>> BY_BACKEND = Map.of(
            "postgresql", Map.of("CHAR", "TEXT"),
            "redshift", Map.of(),
            "sqlite", Map.of("CHAR", "TEXT"),
            "clickhouse", CLICKHOUSE,
            "clickhousedb", CLICKHOUSE,
            "mssql", Map.of("CHAR", "NVARCHAR(4000)", "BOOL", "BIT", "TIMESTAMP", "DATETIME2", "FLOAT", "FLOAT"),
            "oracle", Map.of("CHAR", "VARCHAR2(4000)", "INT", "NUMBER", "BOOL", "NUMBER", "FLOAT", "BINARY_DOUBLE"));

    /**
     * The expression for a column of a type.
     *
     * @param type the type as Superset stores it, empty if it is not known
     * @param backend Superset's word for the dialect
     */
    static NullExpression of(String type, String backend) {
        String family = family(type);
        if (OWN_SPELLING.contains(backend) && CASTABLE.matcher(type).matches()) {
            return new NullExpression("CAST(NULL AS " + type + ")", true);
        }
        return new NullExpression(
                "CAST(NULL AS " + name(family.isEmpty() ? "CHAR" : family, backend) + ")", !family.isEmpty());
    }

    private static String name(String family, String backend) {
        if (MYSQL.contains(backend)) {
            return MYSQL_TYPES.getOrDefault(family, "CHAR");
        }
        if (BIGQUERY.contains(backend)) {
            return BIGQUERY_TYPES.getOrDefault(family, "STRING");
        }
        String standard = STANDARD_TYPES.getOrDefault(family, "VARCHAR");
        return BY_BACKEND.getOrDefault(backend, Map.of()).getOrDefault(family, standard);
    }

    /** What kind of values a type holds, whatever its dialect calls it; empty if nothing fits. */
    static String family(String type) {
        String upper = type.toUpperCase(Locale.ROOT).replaceAll("\\(.*", "").strip();
        Matcher nullable = NULLABLE.matcher(type);
        if (nullable.matches()) {
            return family(nullable.group(1));
        }
        if (upper.startsWith("TIMESTAMP") || upper.startsWith("DATETIME") || upper.startsWith("SMALLDATETIME")) {
            return "TIMESTAMP";
        }
        return switch (upper) {
            case "DATE", "DATE32" -> "DATE";
            case "TIME", "TIME WITHOUT TIME ZONE", "TIME WITH TIME ZONE" -> "TIME";
            case "BOOL", "BOOLEAN", "BIT" -> "BOOL";
            case "FLOAT", "REAL", "DOUBLE", "DOUBLE PRECISION", "DOUBLE_PRECISION", "FLOAT4", "FLOAT8" -> "FLOAT";
            case "FLOAT32", "FLOAT64" -> "FLOAT";
            case "NUMERIC", "DECIMAL", "NUMBER", "BIGNUMERIC", "MONEY" -> "NUMBER";
            case "INT", "INTEGER", "BIGINT", "SMALLINT", "TINYINT", "MEDIUMINT", "LONG", "LONGINTEGER" -> "INT";
            case "INT2", "INT4", "INT8", "INT16", "INT32", "INT64", "SERIAL", "BIGSERIAL", "HUGEINT" -> "INT";
            case "UINT8", "UINT16", "UINT32", "UINT64" -> "INT";
            case "TEXT", "STRING", "CHAR", "VARCHAR", "CHARACTER", "CHARACTER VARYING", "NCHAR", "NVARCHAR" -> "CHAR";
            case "VARCHAR2", "NVARCHAR2", "CLOB", "NTEXT", "TINYTEXT", "MEDIUMTEXT", "LONGTEXT", "CITEXT" -> "CHAR";
            case "NAME", "UUID", "ENUM", "LOWCARDINALITY", "FIXEDSTRING" -> "CHAR";
            default -> "";
        };
    }
}
