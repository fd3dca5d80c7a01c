package dev.supersetsync.superset;

import dev.supersetsync.state.Macros;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.Tree;
import dev.supersetsync.state.UsageReader;
import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.CrossFilterUse;
import dev.supersetsync.state.Usages.FilterUse;
import dev.supersetsync.state.Usages.ReportUse;
import dev.supersetsync.state.Usages.RuleUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads who uses datasets: one sweep over all charts and dashboards, since lists with filters can't be trusted, then the
 * SQL of datasets, the rules of row-level security, and alerts and reports where there are any. Saved queries it reads of
 * those charts that they are asked for, and where settings leave open which charts they show as layers; of all charts
 * where templates run, since a macro in one may name any dataset.
 */
final class SupersetUsageReader implements UsageReader {

    private static final String RULES = "/api/v1/rowlevelsecurity/";
    private static final String RULE_COLUMNS = "id,name,filter_type,clause,group_key,tables.id,roles.id";
    private static final String REPORTS = "/api/v1/report/";
    private static final String REPORT_COLUMNS =
            "id,name,type,chart_id,dashboard_id,owners.first_name,owners.last_name";

    private final Calls calls;
    private final ServerVersion version;
    private final Links links;
    private final UsageRows rows;
    private final Sweeps sweeps;
    private final SupersetDatasetReader datasets;
    private @Nullable Sweep sweep;
    private @Nullable Readers readers;
    private @Nullable List<JsonNode> rules;
    private @Nullable List<JsonNode> reports;

    SupersetUsageReader(
            Calls calls, ServerVersion version, Links links, Sweeps sweeps, SupersetDatasetReader datasets) {
        this.calls = calls;
        this.version = version;
        this.links = links;
        this.rows = new UsageRows(links);
        this.sweeps = sweeps;
        this.datasets = datasets;
    }

    @Override
    public synchronized Usages usagesOf(Collection<Integer> datasetIds) {
        Set<Integer> wanted = Set.copyOf(datasetIds);
        if (wanted.isEmpty()) {
            return Usages.NONE;
        }
        Sweep all = sweep();
        Readers readers = readers(wanted);
        Readers.Found found = readers.of(wanted);
        Set<Integer> concerned = found.ids();
        List<ChartUse> charts = charts(all, concerned, readers.templatesMayRun());
        Map<Integer, List<JsonNode>> onDashboards = onDashboards(all.charts());
        List<FilterUse> filters = filters(all, onDashboards, concerned);
        Set<Integer> dashboards = new HashSet<>();
        charts.forEach(chart -> dashboards.addAll(chart.dashboardIds()));
        filters.forEach(filter -> dashboards.add(filter.dashboardId()));
        Set<Integer> chartIds = charts.stream().map(ChartUse::id).collect(Collectors.toSet());
        return new Usages(
                concerned.stream().collect(Collectors.toMap(id -> id, this::urlOf)),
                found.queries(),
                found.templated(),
                charts,
                all.dashboards().stream()
                        .filter(row -> dashboards.contains(UsageRows.id(row)))
                        .map(rows::dashboard)
                        .toList(),
                filters,
                crossFilters(all, onDashboards, wanted),
                rules(concerned),
                reports(chartIds, dashboards));
    }

    @Override
    public synchronized Map<Integer, Tree> savedQueriesOf(Collection<Integer> chartIds) {
        Sweep all = sweep();
        Set<Integer> wanted = Set.copyOf(chartIds);
        Map<Integer, String> queries = savedQueries(
                all,
                all.charts().stream()
                        .filter(row -> wanted.contains(UsageRows.id(row)))
                        .toList());
        return wanted.stream().collect(Collectors.toMap(id -> id, id -> Trees.parsed(queries.getOrDefault(id, ""))));
    }

    private Map<Integer, String> savedQueries(Sweep all, List<JsonNode> charts) {
        List<JsonNode> missing = charts.stream()
                .filter(row -> !all.savedQueries().containsKey(UsageRows.id(row)))
                .toList();
        all.savedQueries().putAll(new SavedQueries(calls).of(missing));
        return charts.stream()
                .collect(Collectors.toMap(
                        UsageRows::id, row -> all.savedQueries().getOrDefault(UsageRows.id(row), "")));
    }

    private Readers readers(Set<Integer> wanted) {
        Readers known = readers;
        if (known == null) {
            known = Readers.read(calls, datasets, wanted);
            readers = known;
        }
        return known;
    }

    private String urlOf(int datasetId) {
        return links.to("/explore/?datasource_type=table&datasource_id=" + datasetId);
    }

    private Sweep sweep() {
        Sweep known = sweep;
        if (known == null) {
            known = sweeps.current(calls, version);
            sweep = known;
        }
        return known;
    }

    /** Where templates run, macros count that only a saved query has. */
    private List<ChartUse> charts(Sweep all, Set<Integer> concerned, boolean templatesMayRun) {
        Map<Integer, String> queries = templatesMayRun ? savedQueries(all, all.charts()) : Map.of();
        List<JsonNode> direct = all.charts().stream()
                .filter(row -> isOn(concerned, row) || names(concerned, row, queries))
                .toList();
        Map<Integer, String> ofLayers = direct.isEmpty() ? Map.of() : savedQueries(all, Layers.open(all.charts()));
        Map<Integer, Set<Integer>> layers = Layers.of(all.charts(), ofLayers);
        Set<Integer> ids = showing(direct, layers);
        return all.charts().stream()
                .filter(row -> ids.contains(UsageRows.id(row)))
                .map(row -> rows.chart(row, layers, queries))
                .toList();
    }

    private static boolean names(Set<Integer> concerned, JsonNode chart, Map<Integer, String> queries) {
        return UsageRows.macroDatasets(chart, queries).stream().anyMatch(concerned::contains);
    }

    /** The ids of these charts, of those that show one as a layer, of those that show one of these, and so on. */
    private static Set<Integer> showing(List<JsonNode> charts, Map<Integer, Set<Integer>> layers) {
        Set<Integer> ids = charts.stream().map(UsageRows::id).collect(Collectors.toSet());
        boolean grew = true;
        while (grew) {
            grew = ids.addAll(layers.entrySet().stream()
                    .filter(entry -> entry.getValue().stream().anyMatch(ids::contains))
                    .map(Map.Entry::getKey)
                    .toList());
        }
        return ids;
    }

    private static boolean isOn(Set<Integer> wanted, JsonNode chart) {
        return "table".equals(chart.path("datasource_type").asString(""))
                && wanted.contains(chart.path("datasource_id").asInt(-1));
    }

    private static Map<Integer, List<JsonNode>> onDashboards(List<JsonNode> charts) {
        var onDashboards = new HashMap<Integer, List<JsonNode>>();
        for (JsonNode chart : charts) {
            UsageRows.ids(chart.path("dashboards"), "id")
                    .forEach(id -> onDashboards
                            .computeIfAbsent(id, _ -> new ArrayList<>())
                            .add(chart));
        }
        return onDashboards;
    }

    private static List<FilterUse> filters(
            Sweep all, Map<Integer, List<JsonNode>> onDashboards, Set<Integer> concerned) {
        var filters = new FilterUses(onDashboards, concerned);
        return all.metadata().entrySet().stream()
                .flatMap(entry -> filters.on(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private static List<CrossFilterUse> crossFilters(
            Sweep all, Map<Integer, List<JsonNode>> onDashboards, Set<Integer> wanted) {
        var filters = new CrossFilterUses(onDashboards, wanted);
        return all.metadata().entrySet().stream()
                .flatMap(entry -> filters.on(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private List<RuleUse> rules(Set<Integer> wanted) {
        List<JsonNode> known = rules;
        if (known == null) {
            known = readable(RULES, RULE_COLUMNS);
            rules = known;
        }
        String url = links.to("/rowlevelsecurity/list/");
        return known.stream()
                .map(UsageRows::rule)
                .filter(rule -> rule.datasetIds().stream().anyMatch(wanted::contains)
                        || Macros.in(rule.clause()).datasetIds().stream().anyMatch(wanted::contains))
                .map(rule -> new RuleUse(rule, url))
                .toList();
    }

    private List<ReportUse> reports(Set<Integer> charts, Set<Integer> dashboards) {
        List<JsonNode> known = reports;
        if (known == null) {
            known = readable(REPORTS, REPORT_COLUMNS);
            reports = known;
        }
        return known.stream()
                .map(rows::report)
                .filter(report -> (report.chartId() != null && charts.contains(report.chartId()))
                        || (report.dashboardId() != null && dashboards.contains(report.dashboardId())))
                .toList();
    }

    /** Nothing where the server has no such thing, or does not let us read it: others say what that means. */
    private List<JsonNode> readable(String path, String columns) {
        try {
            return new Pages(calls).confirmed(path, columns, "name");
        } catch (SupersetException e) {
            if (e.kind() == Kind.NOT_FOUND || Integer.valueOf(403).equals(e.status())) {
                return List.of();
            }
            throw e;
        }
    }
}
