package dev.supersetsync;

import static dev.supersetsync.World.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first sync makes what is declared, and the next one has nothing to do. */
@ExtendWith(SupersetLog.class)
class FirstSyncIT {

    private static final String ORDERS = """
            - table: orders
              description: One row per order
              main_datetime_column: ordered_at
              cache_timeout: 3600
              certification: {by: Data team, details: Tested every night}
              columns:
                - {name: order_id, groupable: false, filterable: true}
                - {name: ordered_at, label: Ordered at, description: When it was ordered, temporal: true}
                - {name: status, label: Status, type: TEXT}
                - {name: revenue, label: Revenue, groupable: false, filterable: false}
                - {name: cost, hidden: true}
                - {name: margin, label: Margin, type: NUMERIC, expression: revenue - cost}
              metrics:
                - {name: revenue, label: Revenue, aggregation: SUM, column: revenue, format: CURRENCY, currency: EUR}
                - {name: orders, description: How many, aggregation: COUNT_DISTINCT, column: order_id, format: STANDARD}
                - {name: customers, aggregation: COUNT_DISTINCT, column: customer_id}
                - {name: mean_revenue, aggregation: AVG, column: revenue}
                - {name: paid_revenue, aggregation: SUM, column: revenue, filter: paid}
                - {name: per_order, formula: "[revenue] / [orders]", d3_format: ",.3f"}
                - {name: per_lost, formula: "[revenue] / [refunded]"}
                - {name: refunded, expression: COUNT(*) FILTER (WHERE status = 'refunded'), warning: Preliminary}
                - {name: margin, aggregation: SUM, column: margin}
            """;

    @RegisterExtension
    private final World world = new World();

    @Test
    void makesTheDatasetAsDeclared() {
        var run = world.models(ORDERS).syncs();

        assertThat(run.runStatus()).isEqualTo("SUCCEEDED");
        assertThat(run.actions()).isEqualTo(Map.of("orders", "CREATE"));
        assertThat(run.change("orders").path("outcome").asString()).isEqualTo("APPLIED");
        assertThat(run.count("created")).isEqualTo(1);
        var orders = world.see("orders");
        assertThat(run.change("orders").path("superset_id").asInt()).isEqualTo(orders.id());
        assertThat(orders.kind()).isEqualTo("physical");
        assertThat(orders.text("description")).isEqualTo("One row per order");
        assertThat(orders.text("main_dttm_col")).isEqualTo("ordered_at");
        assertThat(orders.json().path("cache_timeout").asInt()).isEqualTo(3600);
        assertThat(orders.extra().path("certification").path("certified_by").asString())
                .isEqualTo("Data team");
        assertThat(orders.extra().path("certification").path("details").asString())
                .isEqualTo("Tested every night");
    }

    @Test
    void givesColumnsTheirLabelsDescriptionsAndFlags() {
        world.models(ORDERS).syncs();

        var orders = world.see("orders");
        assertThat(orders.columnNames())
                .containsExactlyInAnyOrder("order_id", "ordered_at", "status", "revenue", "cost", "margin");
        assertThat(orders.column("ordered_at").path("verbose_name").asString()).isEqualTo("Ordered at");
        assertThat(orders.column("ordered_at").path("description").asString()).isEqualTo("When it was ordered");
        assertThat(orders.column("ordered_at").path("is_dttm").asBoolean()).isTrue();
        assertThat(orders.column("ordered_at").path("type").asString()).startsWith("TIMESTAMP");
        assertThat(orders.column("order_id").path("type").asString()).isEqualTo("BIGINT");
        assertThat(orders.column("order_id").path("groupby").asBoolean()).isFalse();
        assertThat(orders.column("order_id").path("filterable").asBoolean()).isTrue();
        assertThat(orders.column("revenue").path("filterable").asBoolean()).isFalse();
        assertThat(orders.column("cost").path("is_active").asBoolean()).isFalse();
        assertThat(orders.column("status").path("is_dttm").asBoolean()).isFalse();
        assertThat(orders.column("margin").path("expression").asString()).isEqualTo("revenue - cost");
    }

    @Test
    void givesMetricsTheirFormatsAndLeavesOutSupersetsCount() {
        world.models(ORDERS).syncs();

        var orders = world.see("orders");
        assertThat(orders.metricNames())
                .containsExactlyInAnyOrder(
                        "revenue",
                        "orders",
                        "customers",
                        "mean_revenue",
                        "paid_revenue",
                        "per_order",
                        "per_lost",
                        "refunded",
                        "margin");
        assertThat(orders.metric("revenue").path("verbose_name").asString()).isEqualTo("Revenue");
        assertThat(orders.metric("revenue").path("d3format").asString()).isEqualTo(",.2f");
        assertThat(orders.currency("revenue").path("symbol").asString()).isEqualTo("EUR");
        assertThat(orders.metric("orders").path("description").asString()).isEqualTo("How many");
        assertThat(orders.metric("orders").path("d3format").asString()).isEqualTo(",.2~f");
        assertThat(orders.metric("per_order").path("d3format").asString()).isEqualTo(",.3f");
        assertThat(orders.metric("refunded").path("warning_text").asString()).isEqualTo("Preliminary");
    }

    @Test
    void metricsGiveTheNumbersOfTheWarehouse() {
        world.models(ORDERS).syncs();

        int orders = world.see("orders").id();
        assertThat(World.metric(orders, "revenue")).isEqualTo(world.number("SELECT SUM(revenue) FROM %s.orders"));
        assertThat(World.metric(orders, "orders")).isEqualTo(4.0);
        assertThat(World.metric(orders, "customers")).isEqualTo(3.0);
        assertThat(World.metric(orders, "mean_revenue")).isEqualTo(world.number("SELECT AVG(revenue) FROM %s.orders"));
        assertThat(World.metric(orders, "paid_revenue"))
                .isEqualTo(world.number("SELECT SUM(revenue) FROM %s.orders WHERE paid"));
        assertThat(World.metric(orders, "per_order"))
                .isEqualTo(world.number("SELECT SUM(revenue) / COUNT(DISTINCT order_id) FROM %s.orders"));
        assertThat(World.metric(orders, "per_lost")).isNull();
        assertThat(World.metric(orders, "margin")).isEqualTo(world.number("SELECT SUM(revenue - cost) FROM %s.orders"));
    }

    @Test
    void columnsCanBeGroupedByAndUsedAsTimeAxis() {
        world.models(ORDERS).syncs();

        int orders = world.see("orders").id();
        var month = Map.of(
                "expressionType", "SQL",
                "sqlExpression", "ordered_at",
                "label", "ordered_at",
                "columnType", "BASE_AXIS",
                "timeGrain", "P1M");
        var rows =
                API.chartData(orders, Map.of("columns", List.of(month), "metrics", List.of("orders"), "row_limit", 10));
        assertThat(rows).extracting(row -> row.path("orders").asInt()).containsExactlyInAnyOrder(2, 2);
    }

    @Test
    void theSecondSyncWritesNothing() {
        world.models(ORDERS).syncs();
        var before = world.see("orders");

        var run = world.models(ORDERS).syncs();

        assertThat(run.actions()).isEmpty();
        assertThat(run.count("unchanged")).isEqualTo(1);
        assertThat(run.writes()).isZero();
        assertThat(world.see("orders").stored()).isEqualTo(before.stored());
    }

    @Test
    void aDatasetThatAPersonMadeAlreadyAsDeclaredCostsNoWrite() {
        int dataset = world.personMakes("orders");
        var before = world.see("orders");

        var run = world.models("- {table: orders, columns: [{name: status}]}").syncs();

        assertThat(run.count("unchanged")).isEqualTo(1);
        assertThat(run.writes()).isZero();
        assertThat(world.see("orders").stored()).isEqualTo(before.stored());
        assertThat(world.see("orders").id()).isEqualTo(dataset);
    }

    @Test
    void makesManyDatasetsOfASchemaThatSupersetDoesNotKnow() {
        var models = new StringBuilder();
        for (int number = 1; number <= 8; number++) {
            world.sql("CREATE TABLE %s.t" + number + " (id bigint)");
            models.append("- {table: t%d, columns: [{name: id, label: Id}]}%n".formatted(number));
        }

        var run = world.models(models.toString()).syncs();

        assertThat(run.count("created")).isEqualTo(8);
        assertThat(world.datasets()).hasSize(8);
        assertThat(world.see("t8").metricNames()).isEmpty();
        assertThat(world.models(models.toString()).syncs().writes()).isZero();
    }

    /** Superset makes the dataset, and then fails to put together what it answers. */
    @Test
    void makesATableWhoseNameSupersetCannotParse() {
        world.sql("CREATE TABLE %s.values (id bigint)");
        var models = world.models("- {table: values, description: All, columns: [{name: id}], metrics: []}");

        var run = models.syncs();

        assertThat(run.actions()).isEqualTo(Map.of("values", "CREATE"));
        assertThat(run.change("values").path("outcome").asString()).isEqualTo("APPLIED");
        assertThat(world.datasets()).containsExactly("values");
        var again = models.syncs();
        assertThat(again.count("unchanged")).isEqualTo(1);
        assertThat(again.writes()).isZero();
    }
}
