package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.UsageReader;
import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.FilterUse;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads who uses datasets: one sweep over all charts and one over all dashboards, since lists with filters can't be
 * trusted, and then each chart in question for its saved query.
 */
final class SupersetUsageReader implements UsageReader {

    private static final String CHARTS = "/api/v1/chart/";
    private static final String CHART_COLUMNS = "id,slice_name,url,datasource_id,datasource_type,params";

    private final Calls calls;
    private final NativeFilters filters;
    private final Links links;

    SupersetUsageReader(Calls calls, ServerVersion version, Links links) {
        this.calls = calls;
        this.filters = new NativeFilters(calls, version, links);
        this.links = links;
    }

    @Override
    public Usages usagesOf(Collection<Integer> datasetIds) {
        Set<Integer> wanted = Set.copyOf(datasetIds);
        if (wanted.isEmpty()) {
            return new Usages(List.of(), List.of());
        }
        List<JsonNode> charts = new Pages(calls)
                .rows(CHARTS, CHART_COLUMNS, "slice_name").stream()
                        .filter(chart -> isOn(wanted, chart))
                        .toList();
        List<FilterUse> used = filters.all().stream()
                .filter(filter -> wanted.contains(filter.datasetId()))
                .toList();
        return new Usages(
                Parallel.map(charts, this::use).stream()
                        .flatMap(Optional::stream)
                        .toList(),
                used);
    }

    private static boolean isOn(Set<Integer> wanted, JsonNode chart) {
        return "table".equals(chart.path("datasource_type").asString(""))
                && wanted.contains(chart.path("datasource_id").asInt(-1));
    }

    /** Empty if the chart is gone in the meantime. */
    private Optional<ChartUse> use(JsonNode row) {
        int id = row.path("id").asInt();
        try {
            JsonNode chart = calls.json(Request.get(CHARTS + id, "(columns:!(id,query_context))"));
            return Optional.of(new ChartUse(
                    id,
                    row.path("slice_name").asString(""),
                    links.to(row.path("url").asString("/explore/?slice_id=" + id)),
                    row.path("datasource_id").asInt(),
                    row.path("params").asString(""),
                    chart.path("result").path("query_context").asString("")));
        } catch (SupersetException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
