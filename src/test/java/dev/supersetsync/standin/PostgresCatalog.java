package dev.supersetsync.standin;

import java.util.regex.Pattern;

/**
 * The part of PostgreSQL's catalog that is asked for through SQL Lab, with PostgreSQL's names of types, as a view in
 * the warehouse. Queries are turned to it before they are run.
 */
final class PostgresCatalog {

    /** The schema that holds the view; it is shown to nobody. */
    static final String SCHEMA = "standin_catalog";

    /** Creates the view. */
    static final String DDL = """
            CREATE SCHEMA standin_catalog;
            CREATE VIEW standin_catalog.columns AS
            SELECT 'warehouse' AS table_catalog, table_schema, table_name, column_name, ordinal_position, is_nullable,
                   CASE
                     WHEN data_type = 'CHARACTER VARYING' AND character_maximum_length >= 1000000000 THEN 'text'
                     WHEN data_type = 'TIMESTAMP' THEN 'timestamp without time zone'
                     WHEN data_type = 'JSON' THEN 'jsonb'
                     ELSE LOWER(data_type) END AS data_type,
                   CASE WHEN character_maximum_length < 1000000000 THEN character_maximum_length END
                     AS character_maximum_length,
                   CASE WHEN numeric_precision <= 1000 THEN numeric_precision END AS numeric_precision,
                   CASE WHEN numeric_precision <= 1000 THEN numeric_scale END AS numeric_scale,
                   remarks AS column_comment
            FROM information_schema.columns
            WHERE LOWER(table_schema) NOT IN ('information_schema', 'pg_catalog', 'standin_catalog')""";

    private static final Pattern COLUMNS = Pattern.compile("(?i)\\binformation_schema\\.columns\\b");

    private PostgresCatalog() {}

    static String translate(String sql) {
        return COLUMNS.matcher(sql).replaceAll(SCHEMA + ".columns");
    }
}
