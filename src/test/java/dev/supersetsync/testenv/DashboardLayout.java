package dev.supersetsync.testenv;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The two JSON documents inside a dashboard that its page is drawn from: where the charts are, and which filters. */
final class DashboardLayout {

    private static final int COLUMNS_OF_PAGE = 12;

    private DashboardLayout() {}

    /** One row with the charts beside each other. */
    static Map<String, Object> positions(String title, List<Integer> charts) {
        var positions = new LinkedHashMap<String, Object>();
        positions.put("DASHBOARD_VERSION_KEY", "v2");
        positions.put("ROOT_ID", Map.of("id", "ROOT_ID", "type", "ROOT", "children", List.of("GRID_ID")));
        positions.put("HEADER_ID", Map.of("id", "HEADER_ID", "type", "HEADER", "meta", Map.of("text", title)));
        positions.put(
                "GRID_ID",
                Map.of("id", "GRID_ID", "type", "GRID", "children", List.of("ROW-1"), "parents", List.of("ROOT_ID")));
        positions.put(
                "ROW-1",
                Map.of(
                        "id", "ROW-1",
                        "type", "ROW",
                        "children", charts.stream().map(DashboardLayout::key).toList(),
                        "parents", List.of("ROOT_ID", "GRID_ID"),
                        "meta", Map.of("background", "BACKGROUND_TRANSPARENT")));
        int width = Math.max(1, COLUMNS_OF_PAGE / Math.max(1, charts.size()));
        charts.forEach(chart -> positions.put(key(chart), position(chart, width)));
        return positions;
    }

    static Map<String, Object> metadata(List<NativeFilter> filters) {
        return Map.of(
                "native_filter_configuration",
                IntStream.range(0, filters.size())
                        .mapToObj(index -> filter("NATIVE_FILTER-" + (index + 1), filters.get(index)))
                        .toList());
    }

    private static Map<String, Object> position(int chart, int width) {
        return Map.of(
                "id", key(chart),
                "type", "CHART",
                "children", List.of(),
                "parents", List.of("ROOT_ID", "GRID_ID", "ROW-1"),
                "meta", Map.of("chartId", chart, "width", width, "height", 50));
    }

    private static String key(int chart) {
        return "CHART-" + chart;
    }

    private static Map<String, Object> filter(String id, NativeFilter filter) {
        var configuration = new HashMap<String, Object>();
        configuration.put("id", id);
        configuration.put("name", filter.name());
        configuration.put("type", "NATIVE_FILTER");
        configuration.put("filterType", "filter_select");
        configuration.put(
                "targets", List.of(Map.of("datasetId", filter.dataset(), "column", Map.of("name", filter.column()))));
        configuration.put("controlValues", Map.of("multiSelect", true, "enableEmptyFilter", false));
        configuration.put("defaultDataMask", Map.of("filterState", Map.of(), "extraFormData", Map.of()));
        configuration.put("cascadeParentIds", List.of());
        configuration.put("scope", Map.of("rootPath", List.of("ROOT_ID"), "excluded", List.of()));
        return configuration;
    }
}
