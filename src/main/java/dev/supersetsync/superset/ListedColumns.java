package dev.supersetsync.superset;

import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.DatasetKey.Place;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Asks a warehouse for the names of the columns of many tables with one query, through SQL Lab, and tells which tables
 * it lists with all that was asked for. Most dialects were never tried, so it says yes or nothing: that a table or a
 * column is not listed may be the fault of the question, and must be found out in another way.
 */
final class ListedColumns {

    /** SQL Lab shows no more rows at a time, as it comes. */
    private static final int PAGE = 10_000;

    /** Fewer tables than this are asked for by name, more are picked from all. */
    private static final int FEW = 200;

    /** Fewer tables than this are looked at one by one in the same time. */
    private static final int WORTH_A_QUERY = 6;

    /** Text means the same in every dialect only without quotes and backslashes, and without what templates use. */
    private static final Pattern PLAIN = Pattern.compile("[^'\"`\\\\{}%\\p{Cntrl}]+");

    private static final String QUERY = """
            SELECT table_schema AS table_schema, table_name AS table_name, column_name AS column_name
            FROM %s
            WHERE table_schema = '%s' AND table_name > '%s'%s
            ORDER BY table_name, ordinal_position""";

    private static final String ONLY_THIS_DATABASE = """
            (SELECT * FROM information_schema.columns WHERE table_catalog = current_database()) AS listed""";

    private static final String OF_SQLITE = """
            (SELECT '%1$s' AS table_schema, m.name AS table_name, p.name AS column_name, p.cid AS ordinal_position
              FROM "%1$s".sqlite_master AS m JOIN pragma_table_info(m.name, '%1$s') AS p
              WHERE m.type IN ('table', 'view')) AS listed""";

    private final SqlLab sqlLab;

    ListedColumns(SqlLab sqlLab) {
        this.sqlLab = sqlLab;
    }

    /** What is known of those of these tables of one schema that are listed with all that was asked for. */
    Map<DatasetKey, TableFacts> confirmed(Database database, Place place, Collection<Presence> questions) {
        List<Presence> asked = questions.stream()
                .filter(question -> isPlain(question.table().name()))
                .toList();
        Optional<String> view = view(database.backend(), place);
        if (view.isEmpty() || asked.size() < WORTH_A_QUERY) {
            return Map.of();
        }
        Map<String, List<String>> listed = listed(database, place, view.get(), asked);
        var confirmed = new HashMap<DatasetKey, TableFacts>();
        for (Presence question : asked) {
            var facts =
                    new TableFacts.Listed(listed.getOrDefault(question.table().name(), List.of()));
            if (!facts.columns().isEmpty() && question.isAnsweredBy(facts)) {
                confirmed.put(question.table(), facts);
            }
        }
        return confirmed;
    }

    /** Where the dialect lists columns by its manual; nowhere if that is not known or it folds the case of names. */
    private static Optional<String> view(String backend, Place place) {
        String schema = place.schema();
        if (schema == null || !isPlain(schema)) {
            return Optional.empty();
        }
        String catalog = place.catalog() == null ? "" : quoted(backend, place.catalog()) + ".";
        return Optional.ofNullable(
                switch (backend) {
                    case "mysql",
                            "mariadb",
                            "doris",
                            "pydoris",
                            "starrocks",
                            "cockroachdb",
                            "mssql",
                            "trino",
                            "presto",
                            "awsathena",
                            "databricks",
                            "clickhouse",
                            "clickhousedb" -> catalog + "information_schema.columns";
                    case "bigquery" -> catalog + quoted(backend, schema) + ".INFORMATION_SCHEMA.COLUMNS";
                    case "redshift" -> "svv_columns";
                    case "duckdb", "motherduck" -> ONLY_THIS_DATABASE;
                    case "sqlite" -> OF_SQLITE.formatted(schema);
                    default -> null;
                });
    }

    private static String quoted(String backend, String name) {
        return Identifiers.of(backend)
                .map(identifiers -> identifiers.quote(name))
                .orElse(name);
    }

    /** The columns by table, as far as they could be listed. */
    private Map<String, List<String>> listed(Database database, Place place, String view, List<Presence> asked) {
        var listed = new HashMap<String, List<String>>();
        var starts = new HashSet<String>();
        Optional<String> start = Optional.of("");
        // A warehouse that compares names in a way of its own must not be asked the same again.
        while (start.isPresent() && starts.add(start.get())) {
            String sql = query(view, place, start.get(), asked);
            var question = new SqlLab.Question(database.id(), place.catalog(), null, sql, PAGE);
            start = sqlLab.ask(question) instanceof SqlLab.Reply.Rows rows
                    ? collect(rows, place, listed)
                    : Optional.empty();
        }
        return listed;
    }

    private static String query(String view, Place place, String after, List<Presence> asked) {
        String these = asked.size() > FEW
                ? ""
                : " AND table_name IN ("
                        + asked.stream()
                                .map(question -> "'" + question.table().name() + "'")
                                .collect(Collectors.joining(", "))
                        + ")";
        return QUERY.formatted(view, place.schema(), after, these);
    }

    /** Returns the table after which to go on, nothing if there are no more. */
    private static Optional<String> collect(SqlLab.Reply.Rows rows, Place place, Map<String, List<String>> listed) {
        Map<String, List<String>> page = columnsByTable(rows.data(), place);
        List<String> tables = List.copyOf(page.keySet());
        if (!rows.cut() || tables.isEmpty()) {
            listed.putAll(page);
            return Optional.empty();
        }
        page.remove(tables.getLast());
        listed.putAll(page);
        return Optional.of(tables.get(Math.max(0, tables.size() - 2)));
    }

    private static Map<String, List<String>> columnsByTable(List<JsonNode> rows, Place place) {
        var columns = new LinkedHashMap<String, List<String>>();
        for (JsonNode row : rows) {
            // Some compare without regard to case.
            if (row.path("table_schema").asString("").equals(place.schema())) {
                columns.computeIfAbsent(row.path("table_name").asString(""), _ -> new ArrayList<>())
                        .add(row.path("column_name").asString(""));
            }
        }
        return columns;
    }

    private static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }
}
