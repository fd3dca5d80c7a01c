package dev.supersetsync.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ground that the other integration tests stand on: Superset is there, and reaches the warehouses. */
@ExtendWith(SupersetLog.class)
class SupersetServerIT {

    private final SupersetServer server = SupersetServer.shared();
    private final SupersetApi api = SupersetApi.of(server);

    @Test
    void isTheVersionThatTheBuildAskedFor() {
        assertThat(server.version()).isEqualTo(SupersetServer.testedVersion());
    }

    @Test
    void queriesTheShopInThePostgresqlWarehouse() {
        int database = api.registerDatabase("smoke", Warehouse.shared().sqlalchemyUri());
        int dataset = api.createDataset(database, "shop", "order_items");

        var rows = api.chartData(dataset, Map.of("metrics", List.of(SupersetApi.adHoc("SUM", "revenue"))));

        assertThat(rows)
                .singleElement()
                .satisfies(
                        row -> assertThat(row.path("SUM(revenue)").asDouble()).isEqualTo(2040000.9));
        api.delete("/dataset/" + dataset);
        api.delete("/database/" + database);
    }

    @Test
    void queriesSqliteWarehouse() {
        var warehouse = SqliteWarehouse.named("smoke");
        warehouse.execute("CREATE TABLE tea (cups INTEGER)");
        warehouse.execute("INSERT INTO tea VALUES (2), (3)");
        int database = api.registerDatabase("smoke_sqlite", warehouse.sqlalchemyUri());
        int dataset = api.createDataset(database, null, "tea");

        var rows = api.chartData(dataset, Map.of("metrics", List.of(SupersetApi.adHoc("SUM", "cups"))));

        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.path("SUM(cups)").asInt()).isEqualTo(5));
        api.delete("/dataset/" + dataset);
        api.delete("/database/" + database);
    }
}
