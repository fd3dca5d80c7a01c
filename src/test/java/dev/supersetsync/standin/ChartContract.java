package dev.supersetsync.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetClient.Reply;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The contract of charts and dashboards: where they name datasets, and what a deletion leaves of that. */
interface ChartContract extends SupersetContract {

    private int chart(int dataset) {
        ObjectNode params = Json.object("datasource", dataset + "__table").put("viz_type", "table");
        params.set("groupby", Json.texts("status"));
        params.set("metrics", Json.texts("count"));
        ObjectNode query = Json.object("columns", Json.texts("status"));
        query.set("metrics", Json.texts("count"));
        ObjectNode context =
                Json.object("datasource", Json.object().put("id", dataset).put("type", "table"));
        context.set("queries", Json.array().add(query));
        context.put("result_format", "json").put("result_type", "full").put("force", true);
        ObjectNode chart = Json.object("slice_name", "contract")
                .put("viz_type", "table")
                .put("datasource_id", dataset)
                .put("datasource_type", "table")
                .put("params", params.toString())
                .put("query_context", context.toString());
        return id(client().post("/api/v1/chart/", chart.toString()));
    }

    private int dashboard(int dataset) {
        ObjectNode target = Json.object("column", Json.object("name", "status"));
        target.put("datasetId", dataset);
        ObjectNode filter =
                Json.object("id", "NATIVE_FILTER-1").put("name", "Status").put("type", "NATIVE_FILTER");
        filter.set("targets", Json.array().add(target));
        ObjectNode metadata =
                Json.object("native_filter_configuration", Json.array().add(filter));
        ObjectNode dashboard = Json.object("dashboard_title", "contract").put("json_metadata", metadata.toString());
        return id(client().post("/api/v1/dashboard/", dashboard.toString()));
    }

    private JsonNode listed(int chart) {
        return client().get(
                        "/api/v1/chart/?q=(columns:!(id,slice_name,params,query_context,datasource_id,datasource_type,url),"
                                + "filters:!((col:id,opr:eq,value:" + chart + ")))")
                .at("/result/0");
    }

    private void remove(String kind, int id) {
        client().delete("/api/v1/" + kind + "/" + id);
    }

    @Test
    default void listsChartsWithParamsButWithoutQueryContext() {
        int dataset = orders();
        int chart = chart(dataset);

        JsonNode row = listed(chart);

        assertThat(row.path("datasource_id").asInt()).isEqualTo(dataset);
        assertThat(Json.read(row.path("params").asString()).at("/groupby/0").asString())
                .isEqualTo("status");
        assertThat(row.path("query_context").isMissingNode()).isTrue();
        assertThat(row.path("url").asString()).isEqualTo("/explore/?slice_id=" + chart);
        remove("chart", chart);
    }

    @Test
    default void readsOneChartWithItsQueryContextAndWithItsDatasetOnlySinceSix() {
        int chart = chart(orders());

        JsonNode row = client().get("/api/v1/chart/" + chart).at("/result");

        assertThat(row.path("query_context").asString()).contains("\"queries\"");
        assertThat(row.path("datasource_id").isMissingNode()).isEqualTo(!isSix());
        remove("chart", chart);
    }

    @Test
    default void rendersAChartFromItsQueryContext() {
        int chart = chart(orders());

        Reply reply = client().get("/api/v1/chart/" + chart + "/data/");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/result/0/data").size()).isEqualTo(2);
        remove("chart", chart);
    }

    @Test
    default void keepsAChartWithoutItsDeletedDataset() {
        int dataset = orders();
        int chart = chart(dataset);

        Reply deletion = client().delete(path(dataset));

        JsonNode row = listed(chart);
        assertThat(deletion.status()).isEqualTo(200);
        assertThat(deletion.text("/message")).isEqualTo("OK");
        assertThat(row.path("datasource_id").isNull()).isTrue();
        assertThat(row.path("datasource_type").asString()).isEqualTo("table");
        assertThat(row.path("params").asString()).contains(dataset + "__table");
        assertThat(client().get("/api/v1/chart/" + chart + "/data/").status()).isEqualTo(404);
        remove("chart", chart);
    }

    @Test
    default void exportsWhichDatasetAChartHasAsLongAsItHasOne() {
        int dataset = orders();
        int chart = chart(dataset);
        Supplier<JsonNode> exported = () ->
                Archive.unzip(client().get("/api/v1/chart/export/?q=!(" + chart + ")")
                                .bytes())
                        .entrySet()
                        .stream()
                        .filter(file -> file.getKey().startsWith("charts/"))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseThrow();

        assertThat(exported.get().path("dataset_uuid").asString("")).hasSize(36);
        client().delete(path(dataset));
        assertThat(exported.get().path("dataset_uuid").isMissingNode()).isTrue();
        assertThat(client().get("/api/v1/chart/export/?q=!(99999)").status()).isEqualTo(404);
        remove("chart", chart);
    }

    @Test
    default void rendersAChartAgainThatIsPointedToAnotherDatasetInAllPlaces() {
        int dataset = orders();
        int chart = chart(dataset);
        client().delete(path(dataset));
        int other = orders();
        String context = client().get("/api/v1/chart/" + chart).text("/result/query_context");
        ObjectNode half = Json.object("datasource_type", "table").put("datasource_id", other);

        client().put("/api/v1/chart/" + chart, half.toString());
        int rendered = client().get("/api/v1/chart/" + chart + "/data/").status();
        half.put("query_context", context.replaceAll("(\"id\": ?)" + dataset, "$1" + other));
        Reply reply = client().put("/api/v1/chart/" + chart, half.toString());

        assertThat(rendered).isEqualTo(404);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(client().get("/api/v1/chart/" + chart + "/data/").status()).isEqualTo(200);
        assertThat(client().get("/api/v1/chart/" + chart).text("/result/params"))
                .contains(dataset + "__table");
        remove("chart", chart);
    }

    @Test
    default void keepsANativeFilterOnADeletedDataset() {
        int dataset = orders();
        int dashboard = dashboard(dataset);

        client().delete(path(dataset));

        String metadata = client().get("/api/v1/dashboard/" + dashboard).text("/result/json_metadata");
        assertThat(Json.read(metadata)
                        .at("/native_filter_configuration/0/targets/0/datasetId")
                        .asInt())
                .isEqualTo(dataset);
        remove("dashboard", dashboard);
    }

    @Test
    default void listsTheMetadataOfDashboardsOnlyBeforeFive() {
        int dashboard = dashboard(orders());

        JsonNode row = client().get(
                        "/api/v1/dashboard/?q=(columns:!(id,json_metadata,url),filters:!((col:id,opr:eq,value:"
                                + dashboard + ")))")
                .at("/result/0");

        assertThat(row.path("id").asInt()).isEqualTo(dashboard);
        assertThat(row.path("json_metadata").isMissingNode())
                .isEqualTo(!server().version().listsDashboardMetadata());
        remove("dashboard", dashboard);
    }

    @Test
    default void tellsTheChartsOfADataset() {
        int dataset = orders();
        int chart = chart(dataset);

        Reply reply = client().get(path(dataset) + "/related_objects");

        assertThat(reply.at("/charts/count").asInt()).isEqualTo(1);
        assertThat(reply.at("/charts/result/0/id").asInt()).isEqualTo(chart);
        assertThat(reply.at("/dashboards/count").asInt()).isZero();
        remove("chart", chart);
    }

    @Test
    default void wantsTheTypeOfADatasetWithItsId() {
        int dataset = orders();
        int chart = chart(dataset);

        Reply reply = client().put("/api/v1/chart/" + chart, "{\"datasource_id\":" + dataset + "}");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("/message")).isEqualTo("Fatal error");
        remove("chart", chart);
    }

    @Test
    default void deletesNothingThatIsNotThere() {
        assertThat(client().delete(path(99999)).status()).isEqualTo(404);
    }

    @Test
    default void deletesAllOrNothing() {
        int dataset = orders();

        Reply reply = client().delete("/api/v1/dataset/?q=!(" + dataset + ",99999)");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(client().get(path(dataset)).status()).isEqualTo(200);
    }

    @Test
    default void deletesSeveral() {
        int orders = orders();
        int empty = id(create("empty"));

        Reply reply = client().delete("/api/v1/dataset/?q=!(" + orders + "," + empty + ")");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/message")).isEqualTo("Deleted 2 datasets");
        assertThat(client().get(path(empty)).status()).isEqualTo(404);
    }
}
