package dev.supersetsync.superset;

import dev.supersetsync.state.Macros;
import dev.supersetsync.state.Tree;
import dev.supersetsync.state.Usages.FilterUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Finds, in what was read of dashboards, the native filters and chart customisations that use some datasets: by their
 * target, or since they filter charts on the dataset by the name of their column.
 */
final class FilterUses {

    private static final List<String> MEMBERS = List.of("native_filter_configuration", "chart_customization_config");

    /** What says where and how a filter shows, not what it refers to. */
    private static final Set<String> NOT_LOOKED_INTO = Set.of(
            "id",
            "name",
            "title",
            "type",
            "filterType",
            "description",
            "scope",
            "chartsInScope",
            "tabsInScope",
            "defaultDataMask",
            "cascadeParentIds",
            "targets",
            "time_range");

    /** The one kind of filter that offers the values of its column. Customisations of 6.0 do, and tell no kind. */
    private static final String CHOICE = "filter_select";

    /** What the choice that a filter comes with adds to charts: a time column, a dimension. */
    private static final String CHOSEN = "extraFormData";

    private final Map<Integer, List<JsonNode>> chartsByDashboard;
    private final Set<Integer> wanted;

    FilterUses(Map<Integer, List<JsonNode>> chartsByDashboard, Set<Integer> wanted) {
        this.chartsByDashboard = chartsByDashboard;
        this.wanted = wanted;
    }

    List<FilterUse> on(int dashboardId, String metadata) {
        JsonNode json = Trees.node(metadata);
        List<JsonNode> all = MEMBERS.stream()
                .flatMap(member -> json.path(member).valueStream())
                .toList();
        return all.stream()
                .map(filter -> use(dashboardId, filter, all))
                .filter(this::concerns)
                .toList();
    }

    private boolean concerns(FilterUse use) {
        return use.datasetIds().stream().anyMatch(wanted::contains)
                || use.filteredDatasetIds().stream().anyMatch(wanted::contains)
                || use.macroDatasetIds().stream().anyMatch(wanted::contains);
    }

    private FilterUse use(int dashboardId, JsonNode filter, List<JsonNode> all) {
        List<FilterTarget> targets = FilterTarget.of(filter);
        Set<String> columns = targets.stream()
                .map(FilterTarget::column)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        return new FilterUse(
                dashboardId,
                filter.path("name").asString(filter.path("title").asString("")),
                FilterTarget.datasets(targets),
                columns.isEmpty() ? Set.of() : filtered(dashboardId, filter, all),
                columns,
                Macros.in(filter.toString()).datasetIds(),
                !columns.isEmpty() && filter.path("filterType").asString(CHOICE).equals(CHOICE),
                settings(filter));
    }

    /** It filters charts, and the choices of the filters that depend on it. */
    private Set<Integer> filtered(int dashboardId, JsonNode filter, List<JsonNode> all) {
        FilterScope scope = FilterScope.of(filter);
        Stream<Integer> ofCharts = chartsByDashboard.getOrDefault(dashboardId, List.of()).stream()
                .filter(chart -> scope.has(chart.path("id").asInt()))
                .filter(chart -> chart.path("datasource_id").isNumber())
                .map(chart -> chart.path("datasource_id").asInt());
        JsonNode id = filter.path("id");
        Stream<Integer> ofFilters = all.stream()
                .filter(other -> other.path("cascadeParentIds").valueStream().anyMatch(id::equals))
                .flatMap(other -> FilterTarget.datasets(FilterTarget.of(other)).stream());
        return Stream.concat(ofCharts, ofFilters).collect(Collectors.toSet());
    }

    private static Tree settings(JsonNode filter) {
        var members = new LinkedHashMap<String, Tree>();
        filter.properties().forEach(member -> {
            if (!NOT_LOOKED_INTO.contains(member.getKey())) {
                members.put(member.getKey(), Trees.of(member.getValue()));
            }
        });
        JsonNode chosen = filter.path("defaultDataMask").path(CHOSEN);
        if (chosen.isObject() && !chosen.isEmpty()) {
            members.put(CHOSEN, Trees.of(chosen));
        }
        return new Tree.Members(members);
    }
}
