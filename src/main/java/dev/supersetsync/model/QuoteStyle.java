package dev.supersetsync.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The ways of quoting that exist. What a name means in the warehouse is not its business, except where quoting fixes the case. */
enum QuoteStyle implements Quoting {
    /** Double quotes, as the standard has it. */
    STANDARD {
        @Override
        public String quote(String identifier) {
            return '"' + identifier.replace("\"", "\"\"") + '"';
        }
    },
    /**
     * Backticks. SQLite is here because it takes an unknown name in double quotes for a text, and would sum it up
     * without an error: https://www.sqlite.org/quirks.html#dblquote
     */
    BACKTICKS {
        @Override
        public String quote(String identifier) {
            return '`' + identifier.replace("`", "``") + '`';
        }
    },
    /** Backticks around each part, because a dot separates a field from the record that it is in. */
    BACKTICKED_PARTS {
        @Override
        public String quote(String identifier) {
            return Arrays.stream(identifier.split("\\.", -1))
                    .map(part -> '`' + part.replace("\\", "\\\\").replace("`", "\\`") + '`')
                    .collect(Collectors.joining("."));
        }
    },
    /** Square brackets. */
    BRACKETS {
        @Override
        public String quote(String identifier) {
            return '[' + identifier.replace("]", "]]") + ']';
        }
    },
    /**
     * Double quotes where names are upper case unless quoted. Superset shows such a name in lower case, so a plain name
     * in lower case means the one in upper case.
     */
    UPPER_CASE {
        @Override
        public String quote(String identifier) {
            boolean folded = LOWER_CASE_NAME.matcher(identifier).matches();
            return STANDARD.quote(folded ? identifier.toUpperCase(Locale.ROOT) : identifier);
        }
    };

    private static final Pattern LOWER_CASE_NAME = Pattern.compile("[a-z_][a-z0-9_$]*");

    static QuoteStyle of(String backend) {
        return switch (backend.toLowerCase(Locale.ROOT)) {
            case "mysql", "mariadb", "sqlite", "hive", "spark", "databricks", "impala", "drill" -> BACKTICKS;
            case "doris", "pydoris", "starrocks", "clickhouse", "clickhousedb", "couchbase" -> BACKTICKS;
            case "bigquery" -> BACKTICKED_PARTS;
            case "mssql" -> BRACKETS;
            case "snowflake", "oracle", "db2", "ibm_db_sa", "hana", "exa", "firebird" -> UPPER_CASE;
            default -> STANDARD;
        };
    }
}
