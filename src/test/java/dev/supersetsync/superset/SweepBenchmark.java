package dev.supersetsync.superset;

import dev.supersetsync.impact.DatasetSql;
import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.impact.ImpactFinder;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.UsageReader;
import dev.supersetsync.state.Usages;
import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long it takes to find out who uses what, on a real Superset with many charts and dashboards, beside a bare reader
 * that sends just the requests that are needed for it, one after the other. Not a test: {@code bench/run sweep} starts
 * it, and it fills the Superset that it is given.
 */
final class SweepBenchmark {

    private static final int DATASETS = 50;
    private static final int CHARTS_ON_DASHBOARD = 10;

    private final SupersetServer server = SupersetServer.shared();
    private final SupersetApi api = SupersetApi.of(server);
    private final int charts;
    private final int dashboards;
    private final int rounds;

    SweepBenchmark() {
        this(5000, 500, 3);
    }

    private SweepBenchmark(int charts, int dashboards, int rounds) {
        this.charts = charts;
        this.dashboards = dashboards;
        this.rounds = rounds;
    }

    /** Takes how many charts and how many dashboards there shall be, and how many rounds are measured. */
    void main(String[] arguments) {
        new SweepBenchmark(number(arguments, 0, charts), number(arguments, 1, dashboards), number(arguments, 2, rounds))
                .run();
        System.exit(0);
    }

    private static DatasetSql sqlOf(int dataset) {
        var key = new DatasetKey("warehouse", null, "dwh", "d" + dataset);
        var nothing = new Dataset(key, Settings.none(), List.of(), List.of());
        return new DatasetSql(
                new ActualDataset(dataset, "", 1, null, nothing, null, "", Map.of(), Map.of()), List.of(), "");
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private void run() {
        List<Integer> datasets = filled();
        System.out.printf(
                "Superset %s, %d charts on %d datasets, %d dashboards with 3 filters each%n",
                server.version(), charts, datasets.size(), dashboards);
        System.out.printf("%-46s %9s %9s %9s %6s%n", "", "requests", "seconds", "bare", "ratio");
        List<Swept> named = new ArrayList<>();
        List<Swept> again = new ArrayList<>();
        List<Swept> unnamed = new ArrayList<>();
        List<Swept> unnamedByAll = new ArrayList<>();
        List<Duration> bare = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            try (Target target = target()) {
                named.add(swept(target, datasets, "status"));
                again.add(swept(target, datasets, "status"));
            }
            try (Target target = target()) {
                unnamed.add(swept(target, datasets.subList(0, 2), "amount"));
            }
            try (Target target = target()) {
                unnamedByAll.add(swept(target, datasets, "amount"));
            }
            bare.add(timed(this::bare));
        }
        row("who uses a metric or column that all name", named, median(bare));
        row("the same that no chart names, of two datasets", unnamed, median(bare));
        row("the same that no chart names, of all datasets", unnamedByAll, median(bare));
        row("the first again, for the apply that follows", again, median(bare));
    }

    private Target target() {
        return Connections.target(Connections.withPassword(server.baseUrl(), server.username(), server.password()));
    }

    private static Swept swept(Target target, List<Integer> datasets, String column) {
        var connection = target.connect();
        Duration time = timed(() -> found(connection.usages(), datasets, column));
        return new Swept(time, connection.requests().reads());
    }

    private static void row(String what, List<Swept> swept, Duration bare) {
        Duration ours = median(swept.stream().map(Swept::time).toList());
        System.out.printf(
                "%-46s %9d %9.2f %9.2f %6.2f%n",
                what, swept.getLast().requests(), seconds(ours), seconds(bare), seconds(ours) / seconds(bare));
    }

    /** What one sweep took. */
    private record Swept(Duration time, long requests) {}

    /** What a plan asks that takes a metric and a column out of these datasets. */
    private static void found(UsageReader reader, List<Integer> datasets, String column) {
        Usages usages = reader.usagesOf(datasets);
        Set<Integer> open = asked(new ImpactFinder(usages, Map.of()), datasets, column);
        asked(new ImpactFinder(usages, reader.savedQueriesOf(open)), datasets, column);
    }

    private static Set<Integer> asked(ImpactFinder finder, List<Integer> datasets, String column) {
        for (int dataset : datasets) {
            finder.ofMetric(sqlOf(dataset), "count", Effect.BREAKS);
            finder.ofColumn(dataset, column, Effect.BREAKS);
        }
        return finder.open();
    }

    /** The lists, what they leave out of charts by export and of dashboards one by one. */
    private void bare() {
        var ids = new ArrayList<Integer>();
        var boards = new ArrayList<Integer>();
        for (int page = 0; page * 100 < charts; page++) {
            String columns = "id,slice_name,datasource_id,params,dashboards.id";
            api.list("/chart/", "(columns:!(" + columns + "),order_column:slice_name,page:" + page + ",page_size:100)")
                    .forEach(row -> ids.add(row.path("id").asInt()));
        }
        for (int page = 0; page * 100 < dashboards; page++) {
            api.list("/dashboard/", "(columns:!(id),order_column:dashboard_title,page:" + page + ",page_size:100)")
                    .forEach(row -> boards.add(row.path("id").asInt()));
        }
        for (int from = 0; from < ids.size(); from += 100) {
            var batch = ids.subList(from, Math.min(ids.size(), from + 100))
                    .toString()
                    .replace(" ", "");
            api.send("GET", "/chart/export/?q=!(" + batch.substring(1, batch.length() - 1) + ")", null);
        }
        boards.forEach(id -> api.get("/dashboard/" + id + "?q=(columns:!(json_metadata))"));
    }

    private List<Integer> filled() {
        int database = api.registerDatabase("sweep", Warehouse.shared().sqlalchemyUri());
        int there = api.get("/chart/?q=(page_size:1)").path("count").asInt();
        List<Integer> datasets = datasets();
        if (there >= charts && !datasets.isEmpty()) {
            return datasets;
        }
        List<Integer> made = IntStream.range(0, DATASETS)
                .mapToObj(i -> api.createVirtualDataset(
                        database, "shop", "sweep_" + i, "SELECT status, 1 AS amount, now() AS at FROM shop.orders"))
                .toList();
        var boards =
                IntStream.range(0, dashboards).mapToObj(i -> dashboard(i, made)).toList();
        IntStream.range(0, charts)
                .forEach(i -> chart(i, made.get(i % DATASETS), boards.get(i / CHARTS_ON_DASHBOARD % dashboards)));
        return made;
    }

    private List<Integer> datasets() {
        int count = api.get("/dataset/?q=(page_size:1)").path("count").asInt();
        return IntStream.rangeClosed(0, count / 100)
                .mapToObj(page -> api.list("/dataset/", "(order_column:table_name,page:" + page + ",page_size:100)"))
                .flatMap(List::stream)
                .filter(row -> row.path("table_name").asString("").startsWith("sweep_"))
                .map(row -> row.path("id").asInt())
                .distinct()
                .toList();
    }

    private int dashboard(int i, List<Integer> datasets) {
        var filters = IntStream.range(0, 3)
                .mapToObj(k -> Map.of(
                        "id",
                        "NATIVE_FILTER-" + i + "-" + k,
                        "name",
                        "Filter " + k,
                        "filterType",
                        "filter_select",
                        "type",
                        "NATIVE_FILTER",
                        "scope",
                        Map.of("rootPath", List.of("ROOT_ID"), "excluded", List.of()),
                        "targets",
                        List.of(Map.of(
                                "datasetId", datasets.get((i + k) % DATASETS), "column", Map.of("name", "status")))))
                .toList();
        var metadata = Map.of("native_filter_configuration", filters, "label_colors", Map.of(), "refresh_frequency", 0);
        return api.post(
                        "/dashboard/",
                        Map.of(
                                "dashboard_title",
                                "Sweep " + i,
                                "json_metadata",
                                JsonMapper.shared().writeValueAsString(metadata)))
                .path("id")
                .asInt();
    }

    private void chart(int i, int dataset, int dashboard) {
        var sql =
                Map.of("expressionType", "SQL", "sqlExpression", "SUM(amount) / NULLIF(COUNT(*), 0)", "label", "rate");
        var params = Map.of(
                "datasource",
                dataset + "__table",
                "viz_type",
                "echarts_timeseries_line",
                "x_axis",
                "at",
                "groupby",
                List.of("status"),
                "metrics",
                List.of("count", sql),
                "adhoc_filters",
                List.of(Map.of(
                        "clause", "WHERE",
                        "expressionType", "SIMPLE",
                        "subject", "status",
                        "operator", "IN",
                        "comparator", List.of("open", "done"))),
                "annotation_layers",
                List.of(),
                "extra_form_data",
                Map.of(),
                "description",
                "x".repeat(1500));
        var query = Map.of("columns", List.of("status"), "metrics", List.of("count", sql), "row_limit", 100);
        var context = Map.of(
                "datasource", Map.of("id", dataset, "type", "table"), "queries", List.of(query), "form_data", params);
        api.post(
                "/chart/",
                Map.of(
                        "slice_name",
                        "Sweep " + i,
                        "viz_type",
                        "echarts_timeseries_line",
                        "datasource_id",
                        dataset,
                        "datasource_type",
                        "table",
                        "dashboards",
                        List.of(dashboard),
                        "params",
                        JsonMapper.shared().writeValueAsString(params),
                        "query_context",
                        JsonMapper.shared().writeValueAsString(context)));
    }

    private static Duration timed(Runnable work) {
        Instant start = Instant.now();
        work.run();
        return Duration.between(start, Instant.now());
    }

    private static Duration median(List<Duration> durations) {
        var sorted = new ArrayList<>(durations);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
