package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.FilterUse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageReaderTests {

    private static final String DASHBOARD = """
            {"id": 7, "dashboard_title": "Shop", "url": "/superset/dashboard/7/"%s}""";
    private static final String METADATA = """
            "{\\"native_filter_configuration\\": [{\\"name\\": \\"Status\\", \\"targets\\": \
            [{\\"datasetId\\": 12, \\"column\\": {\\"name\\": \\"status\\"}}]}, {\\"name\\": \\"Range\\", \\"targets\\": [{}]}, \
            {\\"name\\": \\"Other\\", \\"targets\\": [{\\"datasetId\\": 99, \\"column\\": {\\"name\\": \\"x\\"}}]}]}\"""";

    private final CannedServer server = new CannedServer()
            .answer("GET /api/v1/chart/", 200, """
            {"count": 3, "result": [
              {"id": 4, "slice_name": "Sales", "url": "/explore/?slice_id=4", "datasource_id": 12, "datasource_type": "table",
               "params": "{}"},
              {"id": 5, "slice_name": "Gone", "url": "/x", "datasource_id": 12, "datasource_type": "table", "params": null},
              {"id": 6, "slice_name": "Else", "url": "/x", "datasource_id": 13, "datasource_type": "table", "params": "{}"}]}
            """)
            .answer("GET /api/v1/chart/4", 200, "{\"result\": {\"id\": 4, \"query_context\": \"{q}\"}}");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readsSavedQueriesOnlyOfChartsInQuestion() {
        server.answer("GET /api/v1/dashboard/", 200, "{\"count\": 0, \"result\": []}");

        Usages usages = usagesOf(12);

        assertThat(usages.charts())
                .containsExactly(new ChartUse(4, "Sales", server.url() + "/explore/?slice_id=4", 12, "{}", "{q}"));
        assertThat(server.calls()).doesNotContain("GET /api/v1/chart/6");
    }

    @Test
    void asksEachDashboardForItsFilters() {
        server.answer("GET /api/v1/dashboard/", 200, list(DASHBOARD.formatted("")))
                .answer("GET /api/v1/dashboard/7", 200, "{\"result\": {\"json_metadata\": " + METADATA + "}}");

        assertThat(usagesOf(12).filters()).containsExactly(filter());
    }

    @Test
    void findsFiltersInTheListOfOlderServers() {
        server.answer("GET /static/version_info.json", 200, "{\"version\": \"4.1.4\"}")
                .answer("GET /api/v1/dashboard/", 200, list(DASHBOARD.formatted(", \"json_metadata\": " + METADATA)));

        assertThat(usagesOf(12).filters()).containsExactly(filter());
        assertThat(server.calls()).doesNotContain("GET /api/v1/dashboard/7");
    }

    @Test
    void passesOverDashboardsThatCannotBeOpenedOrRead() {
        server.answer("GET /api/v1/dashboard/", 200, list(DASHBOARD.formatted("")))
                .answer("GET /api/v1/dashboard/7", 403, "{\"message\": \"Forbidden\"}");

        assertThat(usagesOf(12).filters()).isEmpty();
        server.answer("GET /api/v1/dashboard/7", 200, "{\"result\": {\"json_metadata\": \"{broken\"}}");
        assertThat(usagesOf(12).filters()).isEmpty();
    }

    private Usages usagesOf(int dataset) {
        return Connections.target(Connections.withPassword(server.url(), "ana", "password"))
                .connect()
                .usages()
                .usagesOf(List.of(dataset));
    }

    private FilterUse filter() {
        return new FilterUse(7, "Shop", server.url() + "/superset/dashboard/7/", "Status", 12, "status");
    }

    private static String list(String row) {
        return "{\"count\": 1, \"result\": [" + row + "]}";
    }
}
