package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetOptions;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a Superset that caches results shows before and after a sync: in charts, and as the values of native filters. */
class CachedResultsIT {

    private static final String SCHEMA = "cached_" + Long.toString(System.currentTimeMillis(), 36);
    private static final String ORDERS = """
            - table: orders
              description: %s
              columns: [{name: status}]
              metrics: [{name: amount, aggregation: %s, column: revenue}]
            """;
    /** What a native filter asks for its values. */
    private static final Map<String, ?> VALUES =
            Map.of("columns", List.of("status"), "metrics", List.of(), "orderby", List.of(List.of("status", true)));

    private static final Map<String, ?> AMOUNT = Map.of("columns", List.of(), "metrics", List.of("amount"));

    @SuppressWarnings("NullAway.Init")
    private static SupersetServer server;

    @SuppressWarnings("NullAway.Init")
    private static SupersetApi api;

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() {
        server = SupersetServer.start(SupersetOptions.defaults().withDataCache());
        api = SupersetApi.of(server);
        api.registerDatabase("cached", Warehouse.shared().sqlalchemyUriFor(server));
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
    void makeTable() {
        sql("""
                CREATE SCHEMA %1$s;
                CREATE TABLE %1$s.orders (status text, revenue numeric);
                INSERT INTO %1$s.orders VALUES ('done', 10), ('open', 30);
                """);
    }

    @AfterEach
    void drop() {
        api.list("/dataset/", "(page_size:100)")
                .forEach(row -> api.delete("/dataset/" + row.path("id").asInt()));
        sql("DROP SCHEMA %1$s CASCADE");
    }

    @Test
    void chartsShowAChangedMetricAtOnce() {
        int orders = synced("One", "SUM");
        assertThat(ask(orders, AMOUNT).at("/data/0/amount").asDouble()).isEqualTo(40);
        assertThat(ask(orders, AMOUNT).path("is_cached").asBoolean()).isTrue();

        synced("One", "MAX");

        var fresh = ask(orders, AMOUNT);
        assertThat(fresh.path("is_cached").asBoolean(false)).isFalse();
        assertThat(fresh.at("/data/0/amount").asDouble()).isEqualTo(30);
    }

    @Test
    void filtersShowNewValuesAfterASyncThatChangesTheirDataset() {
        int orders = synced("One", "SUM");
        assertThat(statuses(orders)).containsExactly("done", "open");
        sql("INSERT INTO %1$s.orders VALUES ('lost', 5)");
        assertThat(statuses(orders)).containsExactly("done", "open");

        synced("Two", "SUM");

        assertThat(statuses(orders)).containsExactly("done", "lost", "open");
    }

    @Test
    void filtersKeepTheirCachedValuesAfterASyncThatChangesNothing() {
        int orders = synced("One", "SUM");
        assertThat(statuses(orders)).containsExactly("done", "open");
        sql("INSERT INTO %1$s.orders VALUES ('lost', 5)");

        synced("One", "SUM");

        assertThat(statuses(orders)).containsExactly("done", "open");
    }

    @Test
    void chartBuildersSuggestValuesThatAreNotCached() {
        int orders = synced("One", "SUM");
        assertThat(suggested(orders)).containsExactlyInAnyOrder("done", "open");

        sql("INSERT INTO %1$s.orders VALUES ('lost', 5)");

        assertThat(suggested(orders)).containsExactlyInAnyOrder("done", "lost", "open");
    }

    private static int synced(String description, String aggregation) {
        var run = new Request(
                        service,
                        "main",
                        SCHEMA,
                        "cached",
                        SCHEMA,
                        ORDERS.formatted(description, aggregation),
                        "CREATE, UPDATE",
                        Map.of())
                .syncs();
        assertThat(run.runStatus()).isEqualTo("SUCCEEDED");
        return api.list("/dataset/", "(page_size:100)").getFirst().path("id").asInt();
    }

    private static List<String> statuses(int dataset) {
        return ask(dataset, VALUES)
                .path("data")
                .valueStream()
                .map(row -> row.path("status").asString())
                .toList();
    }

    private static List<String> suggested(int dataset) {
        return api.get("/datasource/table/%d/column/status/values/".formatted(dataset))
                .path("result")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** A query as a dashboard sends it, which takes what is cached. */
    private static JsonNode ask(int dataset, Map<String, ?> query) {
        var context = Map.of(
                "datasource",
                Map.of("id", dataset, "type", "table"),
                "queries",
                List.of(query),
                "result_format",
                "json",
                "result_type",
                "full",
                "force",
                false);
        return api.post("/chart/data", context).path("result").path(0);
    }

    private static void sql(String sql) {
        Warehouse.shared().execute(sql.formatted(SCHEMA));
    }
}
