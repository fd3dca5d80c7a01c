package dev.supersetsync.superset;

import dev.supersetsync.state.Macros;
import dev.supersetsync.state.RowRule;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.DashboardUse;
import dev.supersetsync.state.Usages.ReportUse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Rows of Superset's lists as what they say of who uses what. It reads nothing and leaves nobody out.
 *
 * @param links where people find them
 */
record UsageRows(Links links) {

    /**
     * A chart.
     *
     * @param layers the charts that charts show, by the id of the chart that shows them
     * @param savedQueries the {@code query_context} of charts by their ids, as far as macros in them count
     */
    ChartUse chart(JsonNode row, Map<Integer, Set<Integer>> layers, Map<Integer, String> savedQueries) {
        int id = id(row);
        boolean onDataset = "table".equals(row.path("datasource_type").asString(""))
                && row.path("datasource_id").isNumber();
        return new ChartUse(
                id,
                row.path("slice_name").asString(""),
                links.to(row.path("url").asString("/explore/?slice_id=" + id)),
                owners(row),
                onDataset ? row.path("datasource_id").asInt() : null,
                ids(row.path("dashboards"), "id"),
                layers.getOrDefault(id, Set.of()),
                macroDatasets(row, savedQueries),
                Trees.parsed(row.path("params").asString("")));
    }

    DashboardUse dashboard(JsonNode row) {
        int id = id(row);
        return new DashboardUse(
                id,
                row.path("dashboard_title").asString(""),
                links.to(row.path("url").asString("/superset/dashboard/" + id + "/")),
                owners(row));
    }

    static RowRule rule(JsonNode row) {
        return new RowRule(
                id(row),
                row.path("name").asString(""),
                row.path("clause").asString(""),
                row.path("filter_type").asString("Regular"),
                row.path("group_key").asString(null),
                null,
                ids(row.path("roles"), "id"),
                ids(row.path("tables"), "id"));
    }

    ReportUse report(JsonNode row) {
        boolean isAlert = "Alert".equals(row.path("type").asString(""));
        return new ReportUse(
                id(row),
                row.path("name").asString(""),
                links.to(isAlert ? "/alert/list/" : "/report/list/"),
                owners(row),
                numberOrNull(row.path("chart_id")),
                numberOrNull(row.path("dashboard_id")));
    }

    static Set<Integer> macroDatasets(JsonNode chart, Map<Integer, String> savedQueries) {
        Macros inQuery = Macros.in(savedQueries.getOrDefault(id(chart), ""));
        return Macros.in(chart.path("params").asString("")).and(inQuery).datasetIds();
    }

    private static List<String> owners(JsonNode row) {
        return StreamSupport.stream(row.path("owners").values().spliterator(), false)
                .map(owner -> (owner.path("first_name").asString("") + " "
                                + owner.path("last_name").asString(""))
                        .strip())
                .toList();
    }

    static Set<Integer> ids(JsonNode rows, String member) {
        return StreamSupport.stream(rows.values().spliterator(), false)
                .map(row -> row.path(member).asInt())
                .collect(Collectors.toSet());
    }

    private static @Nullable Integer numberOrNull(JsonNode node) {
        return node.isNumber() ? node.asInt() : null;
    }

    static int id(JsonNode row) {
        return row.path("id").asInt();
    }
}
