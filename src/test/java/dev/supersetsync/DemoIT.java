package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.Demo;
import dev.supersetsync.testenv.NewestVersion;
import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.SupersetServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person sees who follows the README: the demo's dashboard, and the first sync of the example document. */
@NewestVersion
@ExtendWith(SupersetLog.class)
class DemoIT {

    private static final String MODELS = """
            --boundary\r
            Content-Disposition: form-data; name="models"; filename="shop.yaml"\r
            Content-Type: application/octet-stream\r
            \r
            %s\r
            --boundary--\r
            """;

    private final SupersetApi api = SupersetApi.of(SupersetServer.shared());

    @SuppressWarnings("NullAway.Init")
    private ConfigurableApplicationContext service;

    @BeforeEach
    void start() throws IOException {
        Demo.prepare(SupersetServer.shared());
        service = DemoApplication.startService(SupersetServer.shared(), 0);
    }

    @AfterEach
    void stop() {
        service.close();
        for (var path : List.of("/dashboard/", "/chart/", "/dataset/")) {
            ids(path).values().forEach(id -> api.delete(path + id));
        }
    }

    @Test
    void theFirstSyncOfTheExampleGivesMetricsThatReturnNumbers() throws Exception {
        var answer = sync();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        int items = ids("/dataset/").getOrDefault("order_items", -1);
        var metrics = List.of("revenue", "orders", "average_order", "margin_rate", "returned_items");
        assertThat(api.chartData(items, Map.of("metrics", metrics)))
                .singleElement()
                .satisfies(row -> assertThat(metrics)
                        .allSatisfy(metric ->
                                assertThat(row.path(metric).asDouble()).isPositive()));
    }

    @Test
    void theChartsThatPeopleMadeGiveTheSameAfterTheSync() throws Exception {
        var before = chartRows();

        sync();

        assertThat(before).isNotEmpty().allSatisfy(rows -> assertThat(rows).isNotEmpty());
        assertThat(chartRows()).isEqualTo(before);
    }

    @Test
    void theSecondSyncWritesNothing() throws Exception {
        sync();

        var second = JsonMapper.shared().readTree(sync().body());

        assertThat(second.path("summary").path("unchanged").asInt()).isEqualTo(3);
        assertThat(second.path("requests").path("writes").asInt()).isZero();
    }

    private HttpResponse<String> sync() throws IOException, InterruptedException {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        var body = MODELS.formatted(Files.readString(Path.of("examples/shop.yaml")));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sync"))
                .header("Authorization", "Bearer " + DemoApplication.TOKEN)
                .header("Content-Type", "multipart/form-data; boundary=boundary")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private List<List<JsonNode>> chartRows() {
        return ids("/chart/").values().stream()
                .map(chart -> api.renderedChart(chart).stream()
                        .sorted((one, other) -> one.toString().compareTo(other.toString()))
                        .toList())
                .toList();
    }

    /** What of the demo is there, by name. */
    private Map<String, Integer> ids(String path) {
        var names = Map.of("/dashboard/", "dashboard_title", "/chart/", "slice_name", "/dataset/", "table_name");
        var demo = List.of(
                "Shop", "Revenue by month", "Orders by channel", "order_items", "orders", "customers", "top_customers");
        var ids = new TreeMap<String, Integer>();
        for (var row : api.list(path, "(page_size:100)")) {
            var name = row.path(names.get(path)).asString();
            if (demo.contains(name)) {
                ids.put(name, row.path("id").asInt());
            }
        }
        return ids;
    }
}
