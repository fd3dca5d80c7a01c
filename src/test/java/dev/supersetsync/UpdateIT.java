package dev.supersetsync;

import static dev.supersetsync.World.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An update changes exactly the fields that are declared otherwise, and nothing beside them. */
@ExtendWith(SupersetLog.class)
class UpdateIT {

    private static final String ORDERS = """
            - table: orders
              description: %s
              columns:
                - {name: order_id, label: %s}
                - {name: status, label: Status}
              metrics:
                - {name: orders, aggregation: COUNT, column: order_id, label: %s}
                - {name: revenue, aggregation: SUM, column: revenue}
            """;

    @RegisterExtension
    private final World world = new World();

    @Test
    void changesOneLabelAndNothingElse() {
        world.models(ORDERS.formatted("Orders", "Order", "Orders")).syncs();
        var before = world.see("orders");

        var run = world.models(ORDERS.formatted("Orders", "Number", "Orders")).syncs();

        assertThat(run.actions()).isEqualTo(Map.of("orders", "UPDATE"));
        assertThat(run.paths("orders")).containsExactly("columns.order_id.label");
        var field = run.field("orders", "columns.order_id.label");
        assertThat(field.path("before").asString()).isEqualTo("Order");
        assertThat(field.path("after").asString()).isEqualTo("Number");
        assertThat(field.path("overwrites_ui_edit").asBoolean(true)).isFalse();
        assertThat(run.change("orders").path("outcome").asString()).isEqualTo("APPLIED");
        assertThat(run.writes()).isEqualTo(1);
        var after = world.see("orders");
        assertThat(after.column("order_id").path("verbose_name").asString()).isEqualTo("Number");
        assertThat(after.ids()).isEqualTo(before.ids());
        assertThat(after.uuid()).isEqualTo(before.uuid());
        assertThat(after.column("status").path("verbose_name").asString()).isEqualTo("Status");
        assertThat(after.text("description")).isEqualTo("Orders");
        assertThat(after.metric("orders")).isEqualTo(before.metric("orders"));
    }

    @Test
    void changesFieldsOfTheDatasetAColumnAndAMetricAtOnce() {
        world.models(ORDERS.formatted("Orders", "Order", "Orders")).syncs();

        var run = world.models(ORDERS.formatted("All orders", "Number", "How many"))
                .syncs();

        assertThat(run.paths("orders"))
                .containsExactlyInAnyOrder("description", "columns.order_id.label", "metrics.orders.label");
        assertThat(run.writes()).isEqualTo(1);
        assertThat(world.see("orders").metric("orders").path("verbose_name").asString())
                .isEqualTo("How many");
    }

    @Test
    void addsAMetricAndAColumnAndKeepsTheIdsOfTheOthers() {
        world.models("- {table: orders, columns: [{name: status}], metrics: [{name: orders, aggregation: COUNT}]}")
                .syncs();
        var before = world.see("orders");

        world.models("""
                - table: orders
                  columns: [{name: status}, {name: revenue}, {name: margin, type: NUMERIC, expression: revenue - cost}]
                  metrics:
                    - {name: orders, aggregation: COUNT}
                    - {name: margin, aggregation: SUM, column: margin}
                """).syncs();

        var after = world.see("orders");
        assertThat(after.columnNames()).containsExactlyInAnyOrder("status", "revenue", "margin");
        assertThat(after.metricNames()).containsExactlyInAnyOrder("orders", "margin");
        assertThat(after.ids()).containsAllEntriesOf(before.ids());
        assertThat(World.metric(after.id(), "margin"))
                .isEqualTo(world.number("SELECT SUM(revenue - cost) FROM %s.orders"));
    }

    @Test
    void removesAMetricThatIsNoLongerDeclared() {
        world.models("- {table: orders, columns: [{name: status}], metrics: [{name: orders, aggregation: COUNT}]}")
                .syncs();

        var run = world.models("- {table: orders, columns: [{name: status}]}").syncs();

        assertThat(run.paths("orders")).contains("metrics.orders");
        assertThat(world.see("orders").metricNames()).isEmpty();
    }

    @Test
    void keepsAMetricThatIsNoLongerDeclaredWhileAChartUsesIt() {
        world.models("- {table: orders, columns: [{name: status}], metrics: [{name: orders, aggregation: COUNT}]}")
                .syncs();
        int chart = world.chart(world.see("orders").id(), List.of("status"), List.of("orders"));

        var run = world.models("- {table: orders, columns: [{name: status, label: Status}]}")
                .syncs();

        assertThat(run.withheld()).containsExactly("UPDATE orders metrics.orders USED");
        var impact = run.withheld("USED").path("impact").path(0);
        assertThat(impact.path("kind").asString()).isEqualTo("CHART");
        assertThat(impact.path("id").asInt()).isEqualTo(chart);
        assertThat(impact.path("effect").asString()).isEqualTo("BREAKS");
        assertThat(run.paths("orders")).containsExactly("columns.status.label");
        assertThat(API.renderedChart(chart)).hasSize(3);
    }

    @Test
    void refusesToRemoveAUsedMetricBeforeAnyWriteWhenBreakingChangesFail() {
        world.models("- {table: orders, columns: [{name: status}], metrics: [{name: orders, aggregation: COUNT}]}")
                .syncs();
        world.chart(world.see("orders").id(), List.of("status"), List.of("orders"));
        var before = world.see("orders");

        var answer = world.models("- {table: orders, columns: [{name: status, label: Status}]}")
                .guard("breaking_changes", "FAIL")
                .sync()
                .expect(409);

        assertThat(answer.problem()).isEqualTo("breaking-changes");
        assertThat(answer.body().path("plan").path("id").asString()).isNotEmpty();
        assertThat(world.see("orders").stored()).isEqualTo(before.stored());
    }

    @Test
    void isWithheldWithoutUpdateInTheStrategy() {
        world.models("- {table: orders, description: One}").syncs();
        world.sql("CREATE TABLE %s.items (id bigint)");

        var run = world.models("- {table: orders, description: Two}\n- {table: items}")
                .strategy("DELETE")
                .syncs();

        assertThat(run.withheld()).containsExactlyInAnyOrder("UPDATE orders STRATEGY", "CREATE items STRATEGY");
        assertThat(run.writes()).isZero();
    }

    @Test
    void namesOfAnyKindSurvive() {
        world.sql("CREATE TABLE %s.\"Odd Table\" (\"Net Amount\" numeric, \"a.b\" text, \"quo\"\"te\" int)");
        world.sql("INSERT INTO %s.\"Odd Table\" VALUES (2.5, 'x', 1), (4, 'y', 1)");
        var models = """
                - table: Odd Table
                  columns: [{name: Net Amount}, {name: a.b, label: %s}, {name: 'quo"te'}]
                  metrics:
                    - {name: Nettó in €, aggregation: SUM, column: Net Amount, label: "Nettó, 100 %% 'sicher'"}
                    - {name: odd, aggregation: MAX, column: 'quo"te'}
                """;
        world.models(models.formatted("A b")).syncs();

        var run = world.models(models.formatted("Á")).syncs();

        assertThat(run.paths("Odd Table")).containsExactly("columns[\"a.b\"].label");
        int dataset = world.see("Odd Table").id();
        assertThat(World.metric(dataset, "Nettó in €")).isEqualTo(6.5);
        assertThat(World.metric(dataset, "odd")).isEqualTo(1.0);
        assertThat(world.models(models.formatted("Á")).syncs().writes()).isZero();
    }

    @Test
    void chartsDoNotGoOnShowingWhatWasCachedForTheOldExpression() {
        var models = "- {table: orders, columns: [{name: status}], metrics: [{name: orders, expression: %s}]}";
        world.models(models.formatted("COUNT(*)")).syncs();
        int orders = world.see("orders").id();
        var before = cacheKey(orders);
        assertThat(cacheKey(orders)).isEqualTo(before);

        world.models(models.formatted("COUNT(status)")).syncs();

        assertThat(cacheKey(orders)).isNotEqualTo(before);
    }

    private static String cacheKey(int dataset) {
        return World.ask(dataset, List.of(), List.of("orders"))
                .json()
                .path("result")
                .path(0)
                .path("cache_key")
                .asString();
    }

    @Test
    void theSameIdempotencyKeyGivesTheSameRun() {
        var yaml = world.models("- {table: orders, columns: [{name: status}]}").yaml();

        var first = RunningService.shared().post("/sync", yaml, "Idempotency-Key", world.name());
        var second = RunningService.shared().post("/sync", yaml, "Idempotency-Key", world.name());

        assertThat(second.expect(200).id()).isEqualTo(first.expect(200).id());
        assertThat(second.count("created")).isEqualTo(1);
    }

    private static final String SHIPPED = """
            - table: orders
              main_datetime_column: %s
              columns:
                - {name: ordered_at, temporal: true}
                - {name: shipped_at, type: TIMESTAMP, temporal: true}
                - %s
              metrics: []
            """;

    @Test
    void waitsForTheWarehouseWithWhatIsToReadAColumn() {
        world.models(SHIPPED.formatted("ordered_at", "{name: margin, expression: revenue / 2}"))
                .syncs();

        var run = world.models(SHIPPED.formatted("shipped_at", "{name: margin}"));
        var early = run.syncs();

        assertThat(early.writes()).isZero();
        assertThat(early.withheld())
                .containsExactlyInAnyOrder(
                        "UPDATE orders columns.shipped_at MISSING_IN_WAREHOUSE",
                        "UPDATE orders columns.margin.expression MISSING_IN_WAREHOUSE",
                        "UPDATE orders main_datetime_column MISSING_IN_WAREHOUSE");
        var before = world.see("orders");
        assertThat(before.column("margin").path("expression").asString()).isEqualTo("revenue / 2");
        assertThat(before.text("main_dttm_col")).isEqualTo("ordered_at");
        assertThat(World.ask(before.id(), List.of("margin"), List.of()).status())
                .isEqualTo(200);

        world.sql("ALTER TABLE %s.orders ADD COLUMN shipped_at timestamp, ADD COLUMN margin numeric");

        assertThat(run.syncs().withheld()).isEmpty();
        var after = world.see("orders");
        assertThat(after.column("margin").path("expression").asString("")).isEmpty();
        assertThat(after.text("main_dttm_col")).isEqualTo("shipped_at");
        assertThat(World.ask(after.id(), List.of("margin"), List.of()).status()).isEqualTo(200);
    }

    @Test
    void makesADatasetWithoutAMainTimeThatItDoesNotHave() {
        var models = world.models(SHIPPED.formatted("shipped_at", "{name: revenue}"));

        var run = models.syncs();

        assertThat(run.withheld())
                .containsExactlyInAnyOrder(
                        "CREATE orders columns.shipped_at MISSING_IN_WAREHOUSE",
                        "CREATE orders main_datetime_column MISSING_IN_WAREHOUSE");
        assertThat(world.see("orders").text("main_dttm_col")).isNotEqualTo("shipped_at");
        assertThat(models.syncs().writes()).isZero();
    }
}
