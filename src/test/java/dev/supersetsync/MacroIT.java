package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetOptions;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What macros take in on a Superset that runs templates: charts that a plan names fail when it is gone. */
class MacroIT {

    private static final String SCHEMA = "macros_" + Long.toString(System.currentTimeMillis(), 36);
    private static final String TOTAL = "[{name: total, expression: SUM(revenue)}, {name: orders, aggregation: COUNT}]";
    private static final String ORDERS_ONLY = "[{name: orders, aggregation: COUNT}]";

    @SuppressWarnings("NullAway.Init")
    private static SupersetServer server;

    @SuppressWarnings("NullAway.Init")
    private static SupersetApi api;

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() {
        server = SupersetServer.start(SupersetOptions.defaults().withTemplates());
        api = SupersetApi.of(server);
        api.registerDatabase("macros", Warehouse.shared().sqlalchemyUriFor(server));
        service = RunningService.startWithTarget(Map.of(
                "superset-sync.targets.main.url", server.baseUrl(),
                "superset-sync.targets.main.username", server.username(),
                "superset-sync.targets.main.password", server.password()));
    }

    @AfterAll
    static void stop() {
        service.close();
        server.close();
    }

    @BeforeEach
    void makeTables() {
        sql("""
                CREATE SCHEMA %1$s;
                CREATE TABLE %1$s.orders (status text, revenue numeric);
                CREATE TABLE %1$s.items (status text, revenue numeric);
                INSERT INTO %1$s.orders VALUES ('done', 10), ('open', 30);
                INSERT INTO %1$s.items VALUES ('done', 1), ('open', 3);
                """);
    }

    @AfterEach
    void drop() {
        for (var path : List.of("/chart/", "/dataset/")) {
            api.list(path, "(page_size:100)")
                    .forEach(row -> api.delete(path + row.path("id").asInt()));
        }
        sql("DROP SCHEMA %1$s CASCADE");
    }

    @Test
    void whatOtherDatasetsAndSavedQueriesTakeInIsUsed() {
        models(TOTAL).syncs();
        int orders = dataset("orders");
        int items = dataset("items");
        var people = new People(api);
        people.addMetric(items, "far", "{{ metric('total', %d) }} * 2".formatted(orders));
        people.addMetric(items, "near", "COUNT(*) * 2");
        people.addMetric(items, "left", "{{ metric('total') }} * 3");
        var said = new HashMap<Integer, String>(Map.of(
                chart(items, "metrics: [far]", "metrics: [far]"),
                "BREAKS metric far",
                chart(items, "metrics: [near]", "metrics: [near]"),
                "",
                chart(items, "metrics: [near]", sqlMetric("{{ metric('total', %d) }}".formatted(orders))),
                "BREAKS metric total",
                chart(items, "metrics: [near]", sqlMetric("MAX({{ 'revenue' }})")),
                ""));
        if (!server.version().startsWith("4.")) {
            String left = sqlMetric("{{ metric('left', %d) }}".formatted(items));
            said.put(chart(orders, left, left), "BREAKS metric total");
        }
        said.keySet()
                .forEach(chart -> assertThat(answer(chart).status())
                        .as(answer(chart).text())
                        .isEqualTo(200));
        var without = models(ORDERS_ONLY);

        var withheld = without.syncs();

        assertThat(withheld.withheld()).containsExactly("UPDATE orders metrics.total USED");
        said.forEach((chart, words) -> assertThat(Gallery.said(withheld, chart)).isEqualTo(words));
        assertThat(Gallery.others(withheld)).containsExactly("METRIC far: BREAKS metric total");

        without.guard("breaking_changes", "ALLOW").syncs();
        said.forEach((chart, words) -> assertThat(answer(chart).status() == 200)
                .as(words + answer(chart).text())
                .isEqualTo(words.isEmpty()));
    }

    @Test
    void whoReadsADatasetThatGoesIsNamed() {
        models(TOTAL).syncs();
        int orders = dataset("orders");
        int items = dataset("items");
        new People(api).addMetric(items, "far", "{{ metric('total', %d) }}".formatted(orders));
        int far = chart(items, "metrics: [far]", "metrics: [far]");

        var withheld = request("- {table: items, columns: [{name: status}, {name: revenue}]}\n", "DELETE")
                .syncs();

        assertThat(withheld.withheld()).containsExactly("DELETE orders USED");
        assertThat(Gallery.said(withheld, far)).isEqualTo("BREAKS metric far");
        assertThat(Gallery.others(withheld)).containsExactly("METRIC far: BREAKS dataset");
    }

    private static Request models(String metrics) {
        return request("""
                - {table: orders, columns: [{name: status}, {name: revenue}], metrics: %s}
                - {table: items, columns: [{name: status}, {name: revenue}]}
                """.formatted(metrics), "CREATE, UPDATE");
    }

    private static Request request(String models, String strategy) {
        return new Request(service, "main", SCHEMA, "macros", SCHEMA, models, strategy, Map.of());
    }

    private static int dataset(String table) {
        return api.list("/dataset/", "(page_size:100)").stream()
                .filter(row -> row.path("table_name").asString().equals(table))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asInt();
    }

    private static int chart(int dataset, String settings, String query) {
        return api.createChart("Chart", dataset, "table", Gallery.tree(settings), Gallery.tree(query));
    }

    private static String sqlMetric(String sql) {
        return "metrics: [{expressionType: SQL, sqlExpression: \"%s\", label: m}]".formatted(sql);
    }

    /** As a dashboard asks: a macro that names no dataset means that of the query. */
    private static SupersetApi.Answer answer(int chart) {
        var query = api.get("/chart/" + chart).path("result").path("query_context");
        return api.send("POST", "/chart/data", JsonMapper.shared().readTree(query.asString()));
    }

    private static void sql(String sql) {
        Warehouse.shared().execute(sql.formatted(SCHEMA));
    }
}
