package dev.supersetsync.standin;

import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers what charts ask: turns their queries into SQL on the dataset, runs it, and words failures as Superset does. */
final class ChartData {

    private static final int MOST_ROWS = 50_000;

    private final SupersetVersion version;
    private final Queries queries;

    ChartData(SupersetVersion version, Queries queries) {
        this.version = version;
        this.queries = queries;
    }

    /** Answers the queries of a context on a dataset; one that fails fails them all. */
    Answer answer(ObjectNode dataset, JsonNode context) {
        ArrayNode results = Json.array();
        try {
            for (JsonNode query : context.path("queries")) {
                ChartQuery chart = new ChartQuery(version, dataset, query);
                String sql = chart.sql();
                results.add(
                        context.path("result_type").asString("full").equals("query")
                                ? Json.object("language", "sql").put("query", sql)
                                : run(dataset, chart, sql));
            }
        } catch (QueryFailed failed) {
            return failure(failed);
        }
        return Answer.ok(Json.object("result", results));
    }

    private ObjectNode run(ObjectNode dataset, ChartQuery chart, String sql) throws QueryFailed {
        Queries.Result result = queries.run(sql, dataset.path("schema").stringValue(null), MOST_ROWS);
        List<String> names = result.columnTypes().stream().map(ColumnType::name).toList();
        ArrayNode data = Json.array();
        for (List<JsonNode> row : result.rows()) {
            ObjectNode entry = data.addObject();
            IntStream.range(0, names.size()).forEach(i -> entry.set(names.get(i), row.get(i)));
        }
        ObjectNode answer = Json.object("colnames", Json.texts(names.toArray(String[]::new)));
        answer.set("data", data);
        answer.put("rowcount", data.size());
        answer.put("query", sql);
        ArrayNode rejected = answer.putArray("rejected_filters");
        chart.ignored()
                .forEach(column ->
                        rejected.addObject().put("reason", "not_in_datasource").put("column", column));
        return answer;
    }

    private Answer failure(QueryFailed failed) {
        if (failed.reason() == QueryFailed.Reason.SYNTAX && version.parsesCharts()) {
            return Answer.errors(
                    422,
                    "INVALID_SQL_ERROR",
                    "Error parsing near '" + failed.subject() + "' at line 1:1",
                    Json.object());
        }
        return Answer.message(400, "Error: " + failed.text());
    }

    /** The names in a list of texts, for messages in the spelling of Python. */
    static String listed(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").toList().toString();
    }
}
