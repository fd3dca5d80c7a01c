package dev.supersetsync.standin;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of PostgreSQL's catalog that is asked for through SQL Lab, as views in the warehouse: {@code pg_class},
 * {@code pg_namespace}, {@code pg_attribute}, {@code pg_type} and {@code information_schema.columns}, with
 * PostgreSQL's names of types. Names stand where PostgreSQL has numbers. Queries are turned to it before they are run.
 */
public final class PostgresCatalog {

    /** The schema that holds the views; it is shown to nobody. */
    static final String SCHEMA = "standin_catalog";

    /** Creates the views. */
    static final String DDL = """
            CREATE SCHEMA standin_catalog;
            CREATE ALIAS standin_catalog.written_type FOR 'dev.supersetsync.standin.PostgresCatalog.formatType';
            CREATE VIEW standin_catalog.columns AS
            SELECT 'warehouse' AS table_catalog, table_schema, table_name, column_name, ordinal_position, is_nullable,
                   CASE
                     WHEN data_type = 'character varying' AND character_maximum_length >= 1000000000 THEN 'text'
                     WHEN data_type = 'timestamp' THEN 'timestamp without time zone'
                     WHEN data_type = 'json' THEN 'jsonb'
                     ELSE data_type END AS data_type,
                   CASE WHEN character_maximum_length < 1000000000 THEN character_maximum_length END
                     AS character_maximum_length,
                   CASE WHEN data_type = 'numeric' AND numeric_precision <= 1000 THEN numeric_precision END
                     AS numeric_precision,
                   CASE WHEN data_type = 'numeric' AND numeric_precision <= 1000 THEN numeric_scale END
                     AS numeric_scale
            FROM information_schema.columns
            WHERE table_schema NOT IN ('information_schema', 'pg_catalog', 'standin_catalog');
            CREATE VIEW standin_catalog.pg_namespace AS
            SELECT schema_name AS oid, schema_name AS nspname FROM information_schema.schemata;
            CREATE VIEW standin_catalog.pg_class AS
            SELECT table_schema || '.' || table_name AS oid, table_name AS relname, table_schema AS relnamespace,
                   CASE UPPER(table_type) WHEN 'VIEW' THEN 'v' ELSE 'r' END AS relkind
            FROM information_schema.tables;
            CREATE VIEW standin_catalog.pg_attribute AS
            SELECT table_schema || '.' || table_name AS attrelid, column_name AS attname, data_type AS atttypid,
                   COALESCE(CAST(character_maximum_length AS VARCHAR), numeric_precision || ',' || numeric_scale)
                     AS atttypmod,
                   ordinal_position AS attnum, FALSE AS attisdropped
            FROM standin_catalog.columns;
            CREATE VIEW standin_catalog.pg_type AS
            SELECT DISTINCT data_type AS oid, data_type AS typname, 'b' AS typtype, -1 AS typlen,
                   CAST(NULL AS VARCHAR) AS typelem, 0 AS typbasetype
            FROM standin_catalog.columns""";

    private static final Pattern CATALOG =
            Pattern.compile("(?i)\\b(information_schema\\.(?=columns\\b)|pg_catalog\\.)");
    private static final Pattern FORMAT_TYPE = Pattern.compile("(?i)\\bformat_type\\(");

    private PostgresCatalog() {}

    static String translate(String sql) {
        String withViews = CATALOG.matcher(sql).replaceAll(SCHEMA + ".");
        return FORMAT_TYPE.matcher(withViews).replaceAll(SCHEMA + ".written_type(");
    }

    /** What the function of this name gives: the type with its length; called by the warehouse. */
    public static @Nullable String formatType(@Nullable String type, @Nullable String length) {
        return type == null || length == null ? type : type + "(" + length + ")";
    }
}
