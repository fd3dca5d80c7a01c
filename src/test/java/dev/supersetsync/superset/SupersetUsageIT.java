package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.state.Tree;
import dev.supersetsync.state.UsageReader;
import dev.supersetsync.state.Usages;
import dev.supersetsync.testenv.NativeFilter;
import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Charts and native filters of a real Superset. */
@ExtendWith(SupersetLog.class)
class SupersetUsageIT {

    private final SupersetServer server = SupersetServer.shared();
    private final SupersetApi api = SupersetApi.of(server);
    private int dataset;
    private int chart;
    private int dashboard;

    @BeforeEach
    void makeChartAndDashboard() {
        int database = api.registerDatabase("usage", Warehouse.shared().sqlalchemyUri());
        dataset = api.createVirtualDataset(database, "shop", "usage_it", "SELECT status FROM shop.orders");
        chart = api.createChart(
                "Orders by status",
                dataset,
                "table",
                Map.of("groupby", List.of("status")),
                Map.of("columns", List.of("status")));
        dashboard =
                api.createDashboard("Usage", List.of(chart), List.of(new NativeFilter("Status", dataset, "status")));
    }

    @AfterEach
    void takeThemAway() {
        api.delete("/dashboard/" + dashboard);
        api.delete("/chart/" + chart);
        api.delete("/dataset/" + dataset);
    }

    @Test
    void findsChartAndFilter() {
        UsageReader reader = Connections.target(
                        Connections.withPassword(server.baseUrl(), server.username(), server.password()))
                .connect()
                .usages();
        Usages usages = reader.usagesOf(List.of(dataset));

        assertThat(usages.charts()).singleElement().satisfies(use -> {
            assertThat(use.id()).isEqualTo(chart);
            assertThat(use.name()).isEqualTo("Orders by status");
            assertThat(use.url()).startsWith(server.baseUrl()).contains(String.valueOf(chart));
            assertThat(use.params().member("groupby").parts()).containsExactly(new Tree.Text("status"));
            assertThat(use.dashboardIds()).containsExactly(dashboard);
            assertThat(use.owners()).isNotEmpty();
        });
        assertThat(reader.savedQueriesOf(List.of(chart)).get(chart))
                .satisfies(query -> assertThat(query.member("queries").parts()).isNotEmpty());
        assertThat(usages.filters()).singleElement().satisfies(use -> {
            assertThat(use.dashboardId()).isEqualTo(dashboard);
            assertThat(use.filter()).isEqualTo("Status");
            assertThat(use.datasetIds()).containsExactly(dataset);
            assertThat(use.columns()).containsExactly("status");
        });
        assertThat(usages.dashboards()).singleElement().satisfies(use -> {
            assertThat(use.title()).isEqualTo("Usage");
            assertThat(use.url()).isEqualTo(server.baseUrl() + "/superset/dashboard/" + dashboard + "/");
        });
    }
}
