package dev.supersetsync.superset;

import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.DatasetKey.Place;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.WarehouseColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks a PostgreSQL for the columns of many tables with one query on its catalog, through SQL Lab. Gives nothing at all
 * where that can't be done; there is another way then.
 */
final class PostgresTables {

    private static final char FIELD = '\u001f';
    private static final char COLUMN = '\u001e';

    /** With one row for each table, SQL Lab's limit of 10,000 rows is far. */
    private static final int PAGE = 2000;

    /** Fewer tables than this are asked for by name, more are picked from all. */
    private static final int FEW = 200;

    private static final String QUERY = """
            SELECT c.relname AS table_name, string_agg(a.attname || chr(31) || format_type(a.atttypid, a.atttypmod)
              || chr(31) || CAST(t.typtype AS text) || chr(31) || COALESCE(CAST(e.typtype AS text), '') || chr(31)
              || COALESCE(format_type(NULLIF(CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE e.typbasetype END, 0),
                 NULL), ''), chr(30) ORDER BY a.attnum) AS table_columns
            FROM pg_catalog.pg_class AS c
            JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
            JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
            LEFT JOIN pg_catalog.pg_type AS e ON e.oid = t.typelem AND t.typlen = -1
            WHERE n.nspname = %s AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
              AND c.relname > %s%s
            GROUP BY c.relname ORDER BY c.relname LIMIT %d""";

    private final SqlLab sqlLab;

    PostgresTables(SqlLab sqlLab) {
        this.sqlLab = sqlLab;
    }

    /** What there is of these tables of one schema, empty if it could not be asked. */
    Optional<Map<DatasetKey, TableFacts>> ask(Database database, Place place, Collection<DatasetKey> keys) {
        String schema = place.schema();
        if (schema == null || !"postgresql".equals(database.backend())) {
            return Optional.empty();
        }
        var found = new HashMap<String, TableFacts>();
        String after = "";
        while (after != null) {
            var question = new SqlLab.Question(database.id(), place.catalog(), null, query(schema, after, keys), PAGE);
            if (!(sqlLab.ask(question) instanceof SqlLab.Reply.Rows rows)) {
                return Optional.empty();
            }
            after = collect(rows, found);
        }
        return Optional.of(keys.stream()
                .collect(
                        Collectors.toMap(key -> key, key -> found.getOrDefault(key.name(), new TableFacts.Missing()))));
    }

    /** Returns the table after which to go on, null if there are no more. */
    private static @Nullable String collect(SqlLab.Reply.Rows rows, Map<String, TableFacts> found) {
        String last = null;
        for (JsonNode row : rows.data()) {
            last = row.path("table_name").asString("");
            found.put(
                    last,
                    new TableFacts.Present(columns(row.path("table_columns").asString(""))));
        }
        return rows.cut() || rows.data().size() == PAGE ? last : null;
    }

    private static String query(String schema, String after, Collection<DatasetKey> keys) {
        String these = keys.size() > FEW
                ? ""
                : " AND c.relname IN ("
                        + keys.stream().map(key -> text(key.name())).collect(Collectors.joining(", ")) + ")";
        return QUERY.formatted(text(schema), text(after), these, PAGE);
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static List<WarehouseColumn> columns(String joined) {
        var columns = new ArrayList<WarehouseColumn>();
        for (String column : joined.split(String.valueOf(COLUMN), -1)) {
            columns.add(column(Arrays.asList(column.split(String.valueOf(FIELD), -1))));
        }
        return columns;
    }

    private static WarehouseColumn column(List<String> fields) {
        boolean domain = "d".equals(fields.get(2)) || "d".equals(fields.get(3));
        boolean listOrEnum = "e".equals(fields.get(2)) || "e".equals(fields.get(3));
        String type = domain ? PostgresTypes.ofDomain(fields.get(4)) : PostgresTypes.written(fields.get(1), listOrEnum);
        return new WarehouseColumn(fields.get(0), type, PostgresTypes.isTemporal(type));
    }
}
