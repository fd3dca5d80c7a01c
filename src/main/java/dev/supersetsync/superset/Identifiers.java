package dev.supersetsync.superset;

import dev.supersetsync.state.DatasetKey;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a warehouse quotes names in the queries that are made here. A dialect that folds the case of names, or is not
 * known, has no entry: a quoted name could be another one there, so it is not asked this way.
 */
enum Identifiers {
    /** As in standard SQL. */
    DOUBLE_QUOTES('"', '"'),
    /** As MySQL and those that follow it. */
    BACKTICKS('`', '`'),
    /** As SQL Server. */
    BRACKETS('[', ']');

    private static final Set<String> STANDARD = Set.of(
            "postgresql", "redshift", "cockroachdb", "sqlite", "duckdb", "motherduck", "trino", "presto", "awsathena");
    private static final Set<String> LIKE_MYSQL = Set.of(
            "mysql",
            "mariadb",
            "bigquery",
            "databricks",
            "hive",
            "impala",
            "clickhouse",
            "clickhousedb",
            "doris",
            "pydoris",
            "starrocks");

    private final char open;
    private final char close;

    Identifiers(char open, char close) {
        this.open = open;
        this.close = close;
    }

    /** The way of a backend, by Superset's word for it. */
    static Optional<Identifiers> of(String backend) {
        if (STANDARD.contains(backend)) {
            return Optional.of(DOUBLE_QUOTES);
        }
        if (LIKE_MYSQL.contains(backend)) {
            return Optional.of(BACKTICKS);
        }
        return "mssql".equals(backend) ? Optional.of(BRACKETS) : Optional.empty();
    }

    String quote(String name) {
        return open + name.replace(String.valueOf(close), "" + close + close) + close;
    }

    /** A table, with its schema and catalog where they are stated. */
    String quote(DatasetKey key) {
        return Stream.of(key.catalog(), key.schema(), key.name())
                .filter(Objects::nonNull)
                .map(this::quote)
                .collect(Collectors.joining("."));
    }
}
