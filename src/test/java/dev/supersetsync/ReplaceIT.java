package dev.supersetsync;

import static dev.supersetsync.World.API;
import static dev.supersetsync.World.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** REPLACE leaves exactly what is declared, in the same dataset, so that what hangs on it goes on working. */
@ExtendWith(SupersetLog.class)
class ReplaceIT {

    private static final String ORDERS = """
            - table: orders
              columns: [{name: status, label: Status}]
              metrics: [{name: orders, aggregation: COUNT}]
            """;
    private static final String QUERY = """
            - table: orders
              sql: SELECT status, 2 * revenue AS revenue FROM %s.orders
              columns: [{name: status, label: Status}]
              metrics: [{name: orders, aggregation: COUNT}, {name: revenue, aggregation: SUM, column: revenue}]
            """;

    @RegisterExtension
    private final World world = new World();

    @Test
    void keepsTheDatasetAndTakesOutAllThatIsNotDeclared() {
        int orders = world.personMakes("orders");
        PEOPLE.set(orders, "description", "Theirs");
        PEOPLE.set(orders, "cache_timeout", 60);
        PEOPLE.certify(orders, "Board", "Audited");
        PEOPLE.addMetric(orders, "lost", "COUNT(*) FILTER (WHERE status = 'lost')");
        PEOPLE.addColumn(orders, "half", "revenue / 2", "NUMERIC");
        PEOPLE.setColumn(orders, "status", "groupby", false);
        var before = world.see("orders");

        var run = replace(ORDERS).syncs();

        assertThat(run.actions()).isEqualTo(Map.of("orders", "REPLACE"));
        assertThat(run.count("replaced")).isEqualTo(1);
        var after = world.see("orders");
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.uuid()).isEqualTo(before.uuid());
        assertThat(after.columnNames()).containsExactly("status");
        assertThat(after.metricNames()).containsExactly("orders");
        assertThat(after.text("description")).isEmpty();
        assertThat(after.isNull("cache_timeout")).isTrue();
        assertThat(after.extra().has("certification")).isFalse();
        assertThat(after.column("status").path("groupby").asBoolean()).isTrue();
        assertThat(after.column("status").path("verbose_name").asString()).isEqualTo("Status");
        assertThat(after.json().path("owners")).isEqualTo(before.json().path("owners"));
    }

    @Test
    void writesNothingWhenNothingElseIsThere() {
        replace(ORDERS).syncs();

        var run = replace(ORDERS).syncs();

        assertThat(run.count("unchanged")).isEqualTo(1);
        assertThat(run.writes()).isZero();
    }

    @Test
    void chartsRenderAfterwards() {
        int orders = world.personMakes("orders");
        PEOPLE.addMetric(orders, "orders", "COUNT(order_id)");
        int chart = world.chart(orders, List.of("status"), List.of("orders"));

        replace(ORDERS).syncs();

        assertThat(API.renderedChart(chart)).hasSize(3);
        assertThat(world.see("orders").id()).isEqualTo(orders);
    }

    @Test
    void holdsBackTheMetricAndTheColumnThatAChartUses() {
        int orders = world.personMakes("orders");
        PEOPLE.addMetric(orders, "lost", "COUNT(*) FILTER (WHERE status = 'lost')");
        int chart = world.chart(orders, List.of("customer_id"), List.of("lost"));

        var run = replace(ORDERS).syncs();

        assertThat(run.withheld())
                .containsExactlyInAnyOrder(
                        "REPLACE orders columns.customer_id USED", "REPLACE orders metrics.lost USED");
        assertThat(world.see("orders").columnNames()).containsExactlyInAnyOrder("status", "customer_id");
        assertThat(world.see("orders").metricNames()).containsExactlyInAnyOrder("orders", "lost");
        assertThat(API.renderedChart(chart)).hasSize(3);
    }

    @Test
    void breaksAChartOnlyIfThatIsAllowed() {
        int orders = world.personMakes("orders");
        int chart = world.chart(orders, List.of("customer_id"), List.of("count"));

        var run = replace(ORDERS).guard("breaking_changes", "ALLOW").syncs();

        var impact = run.change("orders").path("impact").path(0);
        assertThat(impact.path("id").asInt()).isEqualTo(chart);
        assertThat(impact.path("effect").asString()).isEqualTo("BREAKS");
        assertThat(world.see("orders").columnNames()).containsExactly("status");
    }

    @Test
    void turnsATableIntoAQueryAndBack() {
        world.models(ORDERS).syncs();
        var before = world.see("orders");
        int chart = world.chart(before.id(), List.of("status"), List.of("orders"));

        replace(QUERY.formatted(world.name())).syncs();

        var virtual = world.see("orders");
        assertThat(virtual.kind()).isEqualTo("virtual");
        assertThat(virtual.id()).isEqualTo(before.id());
        assertThat(virtual.uuid()).isEqualTo(before.uuid());
        assertThat(World.metric(virtual.id(), "revenue")).isEqualTo(400.0);
        assertThat(API.renderedChart(chart)).hasSize(3);

        replace(ORDERS).syncs();

        assertThat(world.see("orders").kind()).isEqualTo("physical");
        assertThat(world.see("orders").id()).isEqualTo(before.id());
        assertThat(API.renderedChart(chart)).hasSize(3);
    }

    @Test
    void aTableIsNotTurnedIntoAQueryByUpdate() {
        world.models(ORDERS).syncs();
        var before = world.see("orders");

        var run = world.models(QUERY.formatted(world.name())).syncs();

        assertThat(run.withheld()).containsExactly("UPDATE orders KIND_DIFFERS");
        assertThat(run.writes()).isZero();
        assertThat(world.see("orders").stored()).isEqualTo(before.stored());
    }

    @Test
    void aQueryIsNotTurnedIntoATableByUpdate() {
        world.models(QUERY.formatted(world.name())).syncs();
        var before = world.see("orders");

        var run = world.models(ORDERS).syncs();

        assertThat(run.withheld()).containsExactly("UPDATE orders KIND_DIFFERS");
        assertThat(world.see("orders").stored()).isEqualTo(before.stored());
    }

    @Test
    void rowLevelSecurityStaysAttached() {
        int orders = world.personMakes("orders");
        int rule = world.rule(orders, "customer_id = 7", API.role("Gamma"));

        replace(ORDERS).syncs();

        assertThat(API.get("/rowlevelsecurity/" + rule).path("result").path("tables"))
                .extracting(table -> table.path("id").asInt())
                .containsExactly(orders);
    }

    private Request replace(String models) {
        return world.models(models).strategy("CREATE, REPLACE");
    }
}
