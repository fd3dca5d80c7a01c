package dev.supersetsync.impact;

import java.util.Set;

/**
 * What the quotes of a warehouse's SQL mean. It is no grammar.
 *
 * @param doubleQuotesAreTexts whether double quotes enclose a text, not an identifier
 * @param squareBracketsQuote whether square brackets enclose an identifier, not the index of an array
 */
record Dialect(boolean doubleQuotesAreTexts, boolean squareBracketsQuote) {

    private static final Set<String> TEXTS_IN_DOUBLE_QUOTES = Set.of(
            "mysql", "mariadb", "tidb", "bigquery", "hive", "spark", "databricks", "impala", "doris", "starrocks");
    private static final Set<String> NAMES_IN_BRACKETS = Set.of("mssql", "sqlite", "access");

    /** The dialect of a backend, by Superset's word for it. */
    static Dialect of(String backend) {
        return new Dialect(TEXTS_IN_DOUBLE_QUOTES.contains(backend), NAMES_IN_BRACKETS.contains(backend));
    }
}
