package dev.supersetsync.superset;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * All charts and dashboards as they were read once, not looked into yet. What is read of single charts later is kept
 * with it.
 *
 * @param charts the rows of the chart list
 * @param dashboards the rows of the dashboard list
 * @param metadata the {@code json_metadata} of the dashboards, by id
 * @param savedQueries the {@code query_context} of charts, by id, as far as they were read
 */
record Sweep(
        List<JsonNode> charts,
        List<JsonNode> dashboards,
        Map<Integer, String> metadata,
        Map<Integer, String> savedQueries) {

    static final Sweep NOTHING = new Sweep(List.of(), List.of(), Map.of(), Map.of());

    Sweep {
        savedQueries = new ConcurrentHashMap<>(savedQueries);
    }

    /** What tells whether anything was added, changed or taken away since: how many there are, and the newest change. */
    String state() {
        return state(charts.size(), newest(charts)) + " " + state(dashboards.size(), newest(dashboards));
    }

    static String state(int count, String newest) {
        return count + "@" + newest;
    }

    /** The known {@code json_metadata} of those dashboards that did not change since, by id. */
    Map<Integer, String> metadataOf(List<JsonNode> rows) {
        return still(dashboards, rows, metadata);
    }

    /** The known {@code query_context} of those charts that did not change since, by id. */
    Map<Integer, String> savedQueriesOf(List<JsonNode> rows) {
        return still(charts, rows, savedQueries);
    }

    private static Map<Integer, String> still(List<JsonNode> before, List<JsonNode> now, Map<Integer, String> known) {
        Map<Integer, String> changes = before.stream().collect(Collectors.toMap(Sweep::id, Sweep::changedOn));
        return now.stream()
                .filter(row -> !changedOn(row).isEmpty() && changedOn(row).equals(changes.get(id(row))))
                .filter(row -> known.containsKey(id(row)))
                .collect(Collectors.toMap(Sweep::id, row -> known.getOrDefault(id(row), "")));
    }

    private static String newest(List<JsonNode> rows) {
        return rows.stream().map(Sweep::changedOn).max(String::compareTo).orElse("");
    }

    private static int id(JsonNode row) {
        return row.path("id").asInt();
    }

    private static String changedOn(JsonNode row) {
        return row.path("changed_on_utc").asString("");
    }
}
