package dev.supersetsync.superset;

import dev.supersetsync.state.Macros;
import dev.supersetsync.state.RowRule;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.Tree;
import dev.supersetsync.state.UsageReader;
import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.CrossFilterUse;
import dev.supersetsync.state.Usages.DashboardUse;
import dev.supersetsync.state.Usages.FilterUse;
import dev.supersetsync.state.Usages.QueryUse;
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
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads who uses datasets: one sweep over all charts and dashboards, since lists with filters can't be trusted, then the
 * queries of datasets, the rules of row-level security, and alerts and reports where there are any. Saved queries it
 * reads of those charts that they are asked for, and where settings leave open which charts they show as layers.
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
    private final Sweeps sweeps;
    private @Nullable Sweep sweep;
    private @Nullable Readers readers;
    private @Nullable List<JsonNode> rules;
    private @Nullable List<JsonNode> reports;

    SupersetUsageReader(Calls calls, ServerVersion version, Links links, Sweeps sweeps) {
        this.calls = calls;
        this.version = version;
        this.links = links;
        this.sweeps = sweeps;
    }

    @Override
    public synchronized Usages usagesOf(Collection<Integer> datasetIds) {
        Set<Integer> wanted = Set.copyOf(datasetIds);
        if (wanted.isEmpty()) {
            return Usages.NONE;
        }
        Sweep all = sweep();
        List<QueryUse> queries = readers().of(wanted);
        Set<Integer> concerned = new HashSet<>(wanted);
        queries.forEach(query -> concerned.add(query.datasetId()));
        List<ChartUse> charts = charts(all, concerned);
        Map<Integer, List<JsonNode>> onDashboards = onDashboards(all.charts());
        List<FilterUse> filters = filters(all, onDashboards, concerned);
        Set<Integer> dashboards = new HashSet<>();
        charts.forEach(chart -> dashboards.addAll(chart.dashboardIds()));
        filters.forEach(filter -> dashboards.add(filter.dashboardId()));
        Set<Integer> chartIds = charts.stream().map(ChartUse::id).collect(Collectors.toSet());
        return new Usages(
                wanted.stream().collect(Collectors.toMap(id -> id, this::urlOf)),
                queries,
                charts,
                all.dashboards().stream()
                        .filter(row -> dashboards.contains(id(row)))
                        .map(this::dashboard)
                        .toList(),
                filters,
                crossFilters(all, onDashboards, wanted),
                rules(wanted),
                reports(chartIds, dashboards));
    }

    @Override
    public synchronized Map<Integer, Tree> savedQueriesOf(Collection<Integer> chartIds) {
        Sweep all = sweep();
        Set<Integer> wanted = Set.copyOf(chartIds);
        Map<Integer, String> queries = savedQueries(
                all,
                all.charts().stream().filter(row -> wanted.contains(id(row))).toList());
        return wanted.stream().collect(Collectors.toMap(id -> id, id -> Trees.parsed(queries.getOrDefault(id, ""))));
    }

    private Map<Integer, String> savedQueries(Sweep all, List<JsonNode> charts) {
        List<JsonNode> missing = charts.stream()
                .filter(row -> !all.savedQueries().containsKey(id(row)))
                .toList();
        all.savedQueries().putAll(new SavedQueries(calls).of(missing));
        return charts.stream()
                .collect(Collectors.toMap(
                        SupersetUsageReader::id, row -> all.savedQueries().getOrDefault(id(row), "")));
    }

    private Readers readers() {
        Readers known = readers;
        if (known == null) {
            known = Readers.read(calls);
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

    private List<ChartUse> charts(Sweep all, Set<Integer> concerned) {
        List<JsonNode> direct = all.charts().stream()
                .filter(row -> isOn(concerned, row) || names(concerned, row))
                .toList();
        Map<Integer, String> queries = direct.isEmpty() ? Map.of() : savedQueries(all, Layers.open(all.charts()));
        Map<Integer, Set<Integer>> layers = Layers.of(all.charts(), queries);
        Set<Integer> ids = showing(direct, layers);
        return all.charts().stream()
                .filter(row -> ids.contains(id(row)))
                .map(row -> chart(row, layers))
                .toList();
    }

    private static boolean names(Set<Integer> concerned, JsonNode chart) {
        return macroDatasets(chart).stream().anyMatch(concerned::contains);
    }

    private static Set<Integer> macroDatasets(JsonNode chart) {
        return Macros.in(chart.path("params").asString("")).datasetIds();
    }

    /** The ids of these charts, of those that show one as a layer, of those that show one of these, and so on. */
    private static Set<Integer> showing(List<JsonNode> charts, Map<Integer, Set<Integer>> layers) {
        Set<Integer> ids = charts.stream().map(SupersetUsageReader::id).collect(Collectors.toSet());
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

    private ChartUse chart(JsonNode row, Map<Integer, Set<Integer>> layers) {
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
                macroDatasets(row),
                Trees.parsed(row.path("params").asString("")));
    }

    private static Map<Integer, List<JsonNode>> onDashboards(List<JsonNode> charts) {
        var onDashboards = new HashMap<Integer, List<JsonNode>>();
        for (JsonNode chart : charts) {
            ids(chart.path("dashboards"), "id")
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

    private DashboardUse dashboard(JsonNode row) {
        int id = id(row);
        return new DashboardUse(
                id,
                row.path("dashboard_title").asString(""),
                links.to(row.path("url").asString("/superset/dashboard/" + id + "/")),
                owners(row));
    }

    private List<RuleUse> rules(Set<Integer> wanted) {
        List<JsonNode> rows = rules;
        if (rows == null) {
            rows = readable(RULES, RULE_COLUMNS);
            rules = rows;
        }
        String url = links.to("/rowlevelsecurity/list/");
        return rows.stream()
                .map(SupersetUsageReader::rule)
                .filter(rule -> rule.datasetIds().stream().anyMatch(wanted::contains))
                .map(rule -> new RuleUse(rule, url))
                .toList();
    }

    private static RowRule rule(JsonNode row) {
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

    private List<ReportUse> reports(Set<Integer> charts, Set<Integer> dashboards) {
        List<JsonNode> rows = reports;
        if (rows == null) {
            rows = readable(REPORTS, REPORT_COLUMNS);
            reports = rows;
        }
        return rows.stream()
                .map(this::report)
                .filter(report -> (report.chartId() != null && charts.contains(report.chartId()))
                        || (report.dashboardId() != null && dashboards.contains(report.dashboardId())))
                .toList();
    }

    private ReportUse report(JsonNode row) {
        boolean isAlert = "Alert".equals(row.path("type").asString(""));
        return new ReportUse(
                id(row),
                row.path("name").asString(""),
                links.to(isAlert ? "/alert/list/" : "/report/list/"),
                owners(row),
                numberOrNull(row.path("chart_id")),
                numberOrNull(row.path("dashboard_id")));
    }

    /** Nothing where the server has no such thing, or does not let us read it: others say what that means. */
    private List<JsonNode> readable(String path, String columns) {
        try {
            return new Pages(calls).rows(path, columns, "name");
        } catch (SupersetException e) {
            if (e.kind() == Kind.NOT_FOUND || Integer.valueOf(403).equals(e.status())) {
                return List.of();
            }
            throw e;
        }
    }

    private static List<String> owners(JsonNode row) {
        return StreamSupport.stream(row.path("owners").values().spliterator(), false)
                .map(owner -> (owner.path("first_name").asString("") + " "
                                + owner.path("last_name").asString(""))
                        .strip())
                .toList();
    }

    private static Set<Integer> ids(JsonNode rows, String member) {
        return StreamSupport.stream(rows.values().spliterator(), false)
                .map(row -> row.path(member).asInt())
                .collect(Collectors.toSet());
    }

    private static @Nullable Integer numberOrNull(JsonNode node) {
        return node.isNumber() ? node.asInt() : null;
    }

    private static int id(JsonNode row) {
        return row.path("id").asInt();
    }
}
