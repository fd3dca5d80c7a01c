package dev.supersetsync.superset;

import dev.supersetsync.state.Tree;
import dev.supersetsync.state.Usages.CrossFilterUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Finds, in what was read of dashboards, the charts that filter charts on some datasets when somebody clicks in them. Of
 * those on the same dataset it says nothing: what they filter by they use themselves.
 */
final class CrossFilterUses {

    /** Superset's own kinds of charts that have dimensions and filter nothing. Those of others may. */
    private static final Set<String> SILENT = Set.of(
            "area",
            "bar",
            "big_number",
            "big_number_total",
            "bubble",
            "bubble_v2",
            "bullet",
            "cal_heatmap",
            "cartodiagram",
            "chord",
            "compare",
            "country_map",
            "deck_multi",
            "dist_bar",
            "event_flow",
            "handlebars",
            "heatmap",
            "heatmap_v2",
            "histogram",
            "histogram_v2",
            "horizon",
            "line",
            "mapbox",
            "paired_ttest",
            "para",
            "partition",
            "pop_kpi",
            "rose",
            "sankey",
            "sankey_v2",
            "time_pivot",
            "time_table",
            "waterfall",
            "word_cloud");

    private static final Set<String> DIMENSIONS = Set.of(
            "groupby",
            "groupby_b",
            "groupbyRows",
            "groupbyColumns",
            "columns",
            "all_columns",
            "x_axis",
            "entity",
            "source",
            "target",
            "series",
            "spatial",
            "start_spatial",
            "end_spatial",
            "line_column",
            "geojson");

    private final Map<Integer, List<JsonNode>> chartsByDashboard;
    private final Set<Integer> wanted;

    CrossFilterUses(Map<Integer, List<JsonNode>> chartsByDashboard, Set<Integer> wanted) {
        this.chartsByDashboard = chartsByDashboard;
        this.wanted = wanted;
    }

    List<CrossFilterUse> on(int dashboardId, String metadata) {
        List<JsonNode> charts = chartsByDashboard.getOrDefault(dashboardId, List.of());
        List<JsonNode> filtered = charts.stream()
                .filter(chart -> wanted.contains(datasetOf(chart)))
                .toList();
        if (filtered.isEmpty()) {
            return List.of();
        }
        JsonNode json = Trees.node(metadata);
        return json.path("cross_filters_enabled").asBoolean(true)
                ? charts.stream()
                        .flatMap(chart -> use(dashboardId, json, chart, filtered))
                        .toList()
                : List.of();
    }

    private static Stream<CrossFilterUse> use(
            int dashboardId, JsonNode metadata, JsonNode chart, List<JsonNode> filtered) {
        int id = chart.path("id").asInt();
        FilterScope scope = FilterScope.ofChart(metadata, id);
        Set<Integer> others = filtered.stream()
                .filter(other -> datasetOf(other) != datasetOf(chart))
                .map(other -> other.path("id").asInt())
                .filter(scope::has)
                .collect(Collectors.toSet());
        Tree.Members dimensions = others.isEmpty() ? new Tree.Members(Map.of()) : dimensions(chart);
        return dimensions.members().isEmpty()
                ? Stream.empty()
                : Stream.of(new CrossFilterUse(
                        dashboardId, id, chart.path("slice_name").asString(""), others, dimensions));
    }

    private static Tree.Members dimensions(JsonNode chart) {
        var members = new LinkedHashMap<String, Tree>();
        if (!SILENT.contains(chart.path("viz_type").asString(""))) {
            JsonNode params = Trees.node(chart.path("params").asString(""));
            params.properties().stream()
                    .filter(member -> isDimension(member.getKey(), params) && isChosen(member.getValue()))
                    .forEach(member -> members.put(member.getKey(), Trees.of(member.getValue())));
        }
        return new Tree.Members(members);
    }

    /** A table has a leftover of its other way to show rows; a chart with dimensions does not filter by its axis. */
    private static boolean isDimension(String key, JsonNode params) {
        String mode = params.path("query_mode").asString("");
        return switch (key) {
            case "all_columns" -> !mode.equals("aggregate");
            case "groupby" -> !mode.equals("raw");
            case "x_axis" -> params.path("groupby").isEmpty();
            default -> DIMENSIONS.contains(key);
        };
    }

    private static boolean isChosen(JsonNode value) {
        return value.isContainer() ? !value.isEmpty() : !value.asString("").isEmpty();
    }

    private static int datasetOf(JsonNode chart) {
        return "table".equals(chart.path("datasource_type").asString(""))
                ? chart.path("datasource_id").asInt(-1)
                : -1;
    }
}
