package dev.supersetsync.superset;

import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The charts of a dashboard that a filter is for. The stored list of charts is as old as the last time that somebody
 * saved the filter. A dashboard makes it anew from the scope, so a chart that was added since counts where the scope is
 * the whole dashboard.
 */
final class FilterScope {

    private static final String WHOLE_DASHBOARD = "ROOT_ID";

    private final Set<Integer> listed;
    private final Set<Integer> excluded;
    private final boolean isEverywhere;

    private FilterScope(Set<Integer> listed, Set<Integer> excluded, boolean isEverywhere) {
        this.listed = listed;
        this.excluded = excluded;
        this.isEverywhere = isEverywhere;
    }

    /** The scope in what is stored of a filter, its {@code scope} and {@code chartsInScope}. */
    static FilterScope of(JsonNode filter) {
        boolean isListed = filter.path("chartsInScope").isArray();
        JsonNode scope = filter.path("scope");
        return new FilterScope(
                ids(filter.path("chartsInScope")),
                ids(scope.path("excluded")),
                !isListed || texts(scope.path("rootPath")).contains(WHOLE_DASHBOARD));
    }

    /** The scope of a chart that filters others when somebody clicks in it: its own, or that of all such charts. */
    static FilterScope ofChart(JsonNode metadata, int chart) {
        JsonNode own =
                metadata.path("chart_configuration").path(String.valueOf(chart)).path("crossFilters");
        return of(own.path("scope").isObject() ? own : metadata.path("global_chart_configuration"));
    }

    boolean has(int chart) {
        return listed.contains(chart) || (isEverywhere && !excluded.contains(chart));
    }

    private static Set<String> texts(JsonNode list) {
        return list.valueStream().map(one -> one.asString("")).collect(Collectors.toSet());
    }

    private static Set<Integer> ids(JsonNode list) {
        return list.valueStream()
                .filter(JsonNode::isNumber)
                .map(JsonNode::asInt)
                .collect(Collectors.toSet());
    }
}
