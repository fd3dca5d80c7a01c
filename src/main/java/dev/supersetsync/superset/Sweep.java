package dev.supersetsync.superset;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * All charts and dashboards as they were read once, not looked into yet. What is read of single charts later is kept
 * with it.
 *
 * @param charts the rows of the chart list
 * @param dashboards the rows of the dashboard list
 * @param metadata the {@code json_metadata} of the dashboards, by id
 * @param queryContexts the {@code query_context} of charts, by id, as far as they were read
 */
record Sweep(
        List<JsonNode> charts,
        List<JsonNode> dashboards,
        Map<Integer, String> metadata,
        Map<Integer, String> queryContexts) {

    static Sweep of(List<JsonNode> charts, List<JsonNode> dashboards, Map<Integer, String> metadata) {
        return new Sweep(charts, dashboards, metadata, new ConcurrentHashMap<>());
    }

    /** What tells whether anything was added, changed or taken away since: how many there are, and the newest change. */
    String state() {
        return state(charts.size(), newest(charts)) + " " + state(dashboards.size(), newest(dashboards));
    }

    static String state(int count, String newest) {
        return count + "@" + newest;
    }

    private static String newest(List<JsonNode> rows) {
        return rows.stream()
                .map(row -> row.path("changed_on_utc").asString(""))
                .max(String::compareTo)
                .orElse("");
    }
}
