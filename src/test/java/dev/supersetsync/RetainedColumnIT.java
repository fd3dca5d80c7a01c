package dev.supersetsync;

import static dev.supersetsync.World.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A column that leaves the document and the warehouse answers NULL, so that charts go on working, until it is back. */
@ExtendWith(SupersetLog.class)
class RetainedColumnIT {

    private static final String BEFORE = """
            - table: orders
              columns:
                - {name: order_id}
                - {name: ordered_at, label: When, temporal: true}
                - {name: status, label: State, description: What became of it, filterable: true}
                - {name: revenue, label: Money}
              metrics: [{name: orders, aggregation: COUNT, column: order_id}]
            """;
    private static final String AFTER = """
            - table: orders
              columns: [{name: order_id}]
              metrics: [{name: orders, aggregation: COUNT, column: order_id}]
            """;

    @RegisterExtension
    private final World world = new World();

    @Test
    void keepsItsPlaceAndAnswersNullInPostgres() {
        world.models(BEFORE).syncs();
        var before = world.see("orders");
        dropInPostgres();

        var run = world.models(AFTER).syncs();

        assertThat(run.withheld()).isEmpty();
        var after = world.see("orders");
        assertThat(after.ids()).isEqualTo(before.ids());
        for (var name : List.of("ordered_at", "status", "revenue")) {
            assertThat(after.column(name).path("expression").asString()).startsWith("CAST(NULL AS ");
            assertThat(after.column(name).path("verbose_name"))
                    .isEqualTo(before.column(name).path("verbose_name"));
            assertThat(after.column(name).path("groupby"))
                    .isEqualTo(before.column(name).path("groupby"));
        }
        assertThat(after.column("order_id").path("expression").asString("")).isEmpty();
        assertChartsWork(after.id());
    }

    @Test
    void keepsItsPlaceAndAnswersNullInSqlite() {
        var warehouse = new SqliteWorld(world);
        warehouse.models(BEFORE).syncs();
        var before = warehouse.see();
        warehouse.drop("ordered_at", "status", "revenue");

        var run = warehouse.models(AFTER).syncs();

        assertThat(run.withheld()).isEmpty();
        var after = warehouse.see();
        assertThat(after.ids()).isEqualTo(before.ids());
        assertThat(after.column("status").path("expression").asString()).startsWith("CAST(NULL AS ");
        assertChartsWork(after.id());
    }

    private static void assertChartsWork(int dataset) {
        assertThat(World.metric(dataset, "orders")).isEqualTo(4.0);
        var grouped = World.ask(dataset, List.of("status"), List.of("orders"));
        assertThat(grouped.status()).isEqualTo(200);
        assertThat(rows(grouped)).hasSize(1);
        assertThat(rows(grouped).getFirst().path("status").isNull()).isTrue();

        var filtered = World.ask(
                dataset,
                List.of("order_id"),
                List.of("orders"),
                List.of(Map.of("col", "status", "op", "==", "val", "done")));
        assertThat(filtered.status()).isEqualTo(200);
        assertThat(rows(filtered)).isEmpty();

        var summed = World.ask(dataset, List.of(), List.of(SupersetApi.adHoc("SUM", "revenue")));
        assertThat(summed.status()).isEqualTo(200);
        assertThat(rows(summed).getFirst().path("SUM(revenue)").isNull()).isTrue();

        var overTime = World.ask(dataset, List.of(axis("ordered_at")), List.of("orders"));
        assertThat(overTime.status()).isEqualTo(200);
        assertThat(rows(overTime)).hasSize(1);
    }

    @Test
    void becomesPhysicalAgainWhenItIsBack() {
        world.models(BEFORE).syncs();
        var before = world.see("orders");
        dropInPostgres();
        world.models(AFTER).syncs();
        world.sql("ALTER TABLE %s.orders ADD COLUMN status text DEFAULT 'new'");
        world.sql("ALTER TABLE %s.orders ADD COLUMN revenue numeric DEFAULT 3");
        world.sql("ALTER TABLE %s.orders ADD COLUMN ordered_at timestamp DEFAULT '2026-01-01'");

        world.models(BEFORE).syncs();

        var after = world.see("orders");
        assertThat(after.ids()).isEqualTo(before.ids());
        assertThat(after.column("status").path("expression").asString("")).isEmpty();
        assertThat(after.column("status").path("verbose_name").asString()).isEqualTo("State");
        assertThat(World.ask(after.id(), List.of("status"), List.of("orders")).text())
                .contains("\"new\"");
    }

    @Test
    void becomesPhysicalAgainWhenTheWarehouseAloneHasItBack() {
        world.models(BEFORE).syncs();
        dropInPostgres();
        world.models(AFTER).syncs();
        world.sql("ALTER TABLE %s.orders ADD COLUMN status text DEFAULT 'new'");

        var run = world.models(AFTER).syncs();

        assertThat(run.paths("orders")).allMatch(path -> path.startsWith("columns.status."));
        assertThat(world.see("orders").column("status").path("expression").asString(""))
                .isEmpty();
        assertThat(world.see("orders").column("revenue").path("expression").asString())
                .startsWith("CAST(NULL AS ");
    }

    @Test
    void isNotTouchedAgain() {
        world.models(BEFORE).syncs();
        dropInPostgres();
        world.models(AFTER).syncs();

        var run = world.models(AFTER).syncs();

        assertThat(run.count("unchanged")).isEqualTo(1);
        assertThat(run.writes()).isZero();
    }

    @Test
    void namesTheChartsThatAnswerNull() {
        world.models(BEFORE).syncs();
        int chart = world.chart(world.see("orders").id(), List.of("status"), List.of("orders"));
        dropInPostgres();

        var run = world.models(AFTER).syncs();

        var impact = run.change("orders").path("impact").path(0);
        assertThat(impact.path("id").asInt()).isEqualTo(chart);
        assertThat(impact.path("effect").asString()).isEqualTo("RETURNS_NULL");
        assertThat(API.renderedChart(chart)).hasSize(1);
    }

    @Test
    void namesTheChartWhoseFreeSqlNamesIt() {
        world.models(BEFORE).syncs();
        var free = Map.of("expressionType", "SQL", "sqlExpression", "SUM(revenue)", "label", "money");
        int chart = world.chart(world.see("orders").id(), List.of(), List.of(free));
        dropInPostgres();

        var run = world.models(AFTER).syncs();

        assertThat(run.withheld()).isEmpty();
        assertThat(run.change("orders").path("impact").isEmpty()).isTrue();
        assertThat(run.warnings()).contains("MISSING_IN_WAREHOUSE orders columns.revenue");
        var impact = run.body()
                .path("warnings")
                .valueStream()
                .filter(warning -> warning.path("path").asString("").equals("columns.revenue"))
                .flatMap(warning -> warning.path("impact").valueStream())
                .toList();
        assertThat(impact).anySatisfy(it -> {
            assertThat(it.path("kind").asString()).isEqualTo("CHART");
            assertThat(it.path("id").asInt()).isEqualTo(chart);
            assertThat(it.path("uses").path(0).asString()).isEqualTo("column revenue");
            assertThat(it.path("effect").asString()).isEqualTo("BREAKS");
        });
    }

    private void dropInPostgres() {
        world.sql("ALTER TABLE %s.orders DROP COLUMN status, DROP COLUMN revenue, DROP COLUMN ordered_at");
    }

    private static Map<String, String> axis(String column) {
        return Map.of(
                "expressionType", "SQL",
                "sqlExpression", column,
                "label", column,
                "columnType", "BASE_AXIS",
                "timeGrain", "P1D");
    }

    private static List<JsonNode> rows(SupersetApi.Answer answer) {
        return answer.json().path("result").path(0).path("data").valueStream().toList();
    }
}
