package dev.supersetsync.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetClient.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The contract of writing the metadata of dashboards: what stays of it, and what is made up. */
interface DashboardContract extends SupersetContract {

    String DASHBOARDS = "/api/v1/dashboard/";
    String TITLE = "contract of metadata";

    private int dashboard(ObjectNode metadata) {
        ObjectNode dashboard = Json.object("dashboard_title", TITLE).put("json_metadata", metadata.toString());
        return id(client().post(DASHBOARDS, dashboard.toString()));
    }

    private static ObjectNode metadata() {
        ObjectNode metadata = Json.object();
        metadata.putArray("native_filter_configuration").add(filter("A", 1)).add(filter("B", 2));
        metadata.put("color_scheme", "lyftColors");
        metadata.putObject("filter_scopes").putObject("1");
        return metadata;
    }

    private static ObjectNode filter(String id, int dataset) {
        ObjectNode filter = Json.object("id", id);
        filter.putArray("targets").addObject().put("datasetId", dataset);
        return filter;
    }

    private JsonNode stored(int dashboard) {
        return Json.read(client().get(DASHBOARDS + dashboard).text("/result/json_metadata"));
    }

    /** Takes away what an earlier test left. */
    @BeforeEach
    default void removeDashboards() {
        client().get(DASHBOARDS + "?q=(columns:!(id,dashboard_title),page_size:100)")
                .at("/result")
                .valueStream()
                .filter(row -> row.path("dashboard_title").asString("").equals(TITLE))
                .forEach(row -> client().delete(DASHBOARDS + row.path("id")));
    }

    @Test
    default void keepsMetadataAsItIsCreated() {
        assertThat(stored(dashboard(metadata()))).isEqualTo(metadata());
    }

    @Test
    default void makesUpWhatIsLeftOutOfWholeMetadataAndDropsTheScopesOfFilterBoxes() {
        int dashboard = dashboard(metadata());

        Reply reply = client().put(
                        DASHBOARDS + dashboard,
                        Json.object("json_metadata", metadata().toString()).toString());

        JsonNode stored = stored(dashboard);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(stored.path("native_filter_configuration"))
                .isEqualTo(metadata().path("native_filter_configuration"));
        assertThat(stored.path("color_scheme").asString()).isEqualTo("lyftColors");
        assertThat(stored.path("refresh_frequency").asInt(-1)).isZero();
        assertThat(stored.path("cross_filters_enabled").asBoolean(false)).isTrue();
        assertThat(stored.path("expanded_slices").isObject()).isTrue();
        assertThat(stored.path("timed_refresh_immune_slices").isArray()).isTrue();
        assertThat(stored.path("filter_scopes").isMissingNode()).isTrue();
    }

    @Test
    default void writesNativeFiltersAloneSinceFive() {
        int dashboard = dashboard(metadata());
        ObjectNode change = Json.object("modified", Json.array().add(filter("A", 3)));
        change.putArray("deleted");
        change.putArray("reordered");

        Reply reply = client().put(DASHBOARDS + dashboard + "/filters", change.toString());

        ObjectNode expected = metadata();
        if (server().version().listsDashboardMetadata()) {
            assertThat(reply.status()).isEqualTo(404);
        } else {
            assertThat(reply.status()).isEqualTo(200);
            expected.putArray("native_filter_configuration").add(filter("A", 3)).add(filter("B", 2));
        }
        assertThat(stored(dashboard)).isEqualTo(expected);
    }

    @Test
    default void writesChartCustomizationsAloneSinceSix() {
        ObjectNode before = metadata();
        before.putArray("chart_customization_config").add(filter("C", 1));
        int dashboard = isSix() ? dashboard(before) : dashboard(metadata());
        ObjectNode change = Json.object("modified", Json.array().add(filter("C", 3)));
        change.putArray("deleted");
        change.putArray("reordered");

        Reply reply = client().put(DASHBOARDS + dashboard + "/chart_customizations", change.toString());

        assertThat(reply.status()).isEqualTo(isSix() ? 200 : 404);
        before.putArray("chart_customization_config").add(filter("C", 3));
        assertThat(stored(dashboard)).isEqualTo(isSix() ? before : metadata());
    }
}
