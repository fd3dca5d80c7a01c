package dev.supersetsync.superset;

import dev.supersetsync.state.Tree;
import dev.supersetsync.state.Usages.FilterUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
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

    private final Map<Integer, List<JsonNode>> chartsByDashboard;
    private final Set<Integer> wanted;

    FilterUses(Map<Integer, List<JsonNode>> chartsByDashboard, Set<Integer> wanted) {
        this.chartsByDashboard = chartsByDashboard;
        this.wanted = wanted;
    }

    List<FilterUse> on(int dashboardId, String metadata) {
        var uses = new ArrayList<FilterUse>();
        JsonNode json = Trees.node(metadata);
        for (String member : MEMBERS) {
            for (JsonNode filter : json.path(member).values()) {
                FilterUse use = use(dashboardId, filter);
                if (concerns(use)) {
                    uses.add(use);
                }
            }
        }
        return uses;
    }

    private boolean concerns(FilterUse use) {
        return use.datasetIds().stream().anyMatch(wanted::contains)
                || use.filteredDatasetIds().stream().anyMatch(wanted::contains);
    }

    private FilterUse use(int dashboardId, JsonNode filter) {
        Set<Integer> datasets = new HashSet<>();
        Set<String> columns = new HashSet<>();
        for (JsonNode target : filter.path("targets").values()) {
            if (target.path("datasetId").isNumber()) {
                datasets.add(target.path("datasetId").asInt());
            }
            String column = target.path("column").path("name").asString("");
            if (!column.isEmpty()) {
                columns.add(column);
            }
        }
        return new FilterUse(
                dashboardId,
                filter.path("name").asString(""),
                datasets,
                columns.isEmpty() ? Set.of() : filtered(dashboardId, filter),
                columns,
                settings(filter));
    }

    private Set<Integer> filtered(int dashboardId, JsonNode filter) {
        Set<Integer> scope = ids(filter.path("chartsInScope"));
        Set<Integer> excluded = ids(filter.path("scope").path("excluded"));
        return chartsByDashboard.getOrDefault(dashboardId, List.of()).stream()
                .filter(chart -> {
                    int id = chart.path("id").asInt();
                    return filter.path("chartsInScope").isArray() ? scope.contains(id) : !excluded.contains(id);
                })
                .filter(chart -> chart.path("datasource_id").isNumber())
                .map(chart -> chart.path("datasource_id").asInt())
                .collect(Collectors.toSet());
    }

    private static Set<Integer> ids(JsonNode list) {
        return StreamSupport.stream(list.values().spliterator(), false)
                .filter(JsonNode::isNumber)
                .map(JsonNode::asInt)
                .collect(Collectors.toSet());
    }

    private static Tree settings(JsonNode filter) {
        var members = new LinkedHashMap<String, Tree>();
        filter.properties().forEach(member -> {
            if (!NOT_LOOKED_INTO.contains(member.getKey())) {
                members.put(member.getKey(), Trees.of(member.getValue()));
            }
        });
        return new Tree.Members(members);
    }
}
