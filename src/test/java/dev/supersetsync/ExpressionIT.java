package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Expressions are tried in the warehouse before they are written. */
@ExtendWith(SupersetLog.class)
class ExpressionIT {

    private static final String GOOD = """
            - table: orders
              columns: [{name: status}, {name: half, type: NUMERIC, expression: revenue / 2}]
              metrics: [{name: orders, aggregation: COUNT}]
            """;
    private static final String BAD = """
            - table: orders
              description: New
              columns: [{name: status}, {name: half, type: NUMERIC, expression: revenue / nothing}]
              metrics:
                - {name: orders, expression: COUNT(nothing)}
                - {name: more, expression: SUM(}
                - {name: paid, expression: COUNT(*) FILTER (WHERE paid)}
            """;

    @RegisterExtension
    private final World world = new World();

    @Test
    void areLeftOutOfANewDatasetIfTheyDoNotRun() {
        var run = world.models(BAD).syncs();

        assertThat(run.withheld())
                .containsExactlyInAnyOrder(
                        "CREATE orders columns.half DOES_NOT_RUN",
                        "CREATE orders metrics.orders DOES_NOT_RUN",
                        "CREATE orders metrics.more DOES_NOT_RUN");
        var orders = world.see("orders");
        assertThat(orders.columnNames()).containsExactly("status");
        assertThat(orders.metricNames()).containsExactly("paid");
        assertThat(World.metric(orders.id(), "paid")).isEqualTo(2.0);
    }

    @Test
    void stayAsTheyAreIfTheNewOnesDoNotRun() {
        world.models(GOOD).syncs();

        var run = world.models(BAD).syncs();

        assertThat(run.withheld())
                .hasSize(3)
                .allMatch(part -> part.endsWith("DOES_NOT_RUN"))
                .anyMatch(part -> part.startsWith("UPDATE orders columns.half"))
                .anyMatch(part -> part.startsWith("UPDATE orders metrics.orders"))
                .anyMatch(part -> part.startsWith("UPDATE orders metrics.more"));
        assertThat(run.paths("orders")).contains("description", "metrics.paid");
        var orders = world.see("orders");
        assertThat(orders.text("description")).isEqualTo("New");
        assertThat(orders.metricNames()).containsExactlyInAnyOrder("orders", "paid");
        assertThat(World.metric(orders.id(), "orders")).isEqualTo(4.0);
        assertThat(orders.column("half").path("expression").asString()).isEqualTo("revenue / 2");
    }

    @Test
    void sayWhyTheyDoNotRun() {
        var run = world.models(
                        "- {table: orders, columns: [{name: status}], metrics: [{name: bad, expression: COUNT(nothing)}]}")
                .syncs();

        assertThat(run.withheld("DOES_NOT_RUN").path("message").asString()).contains("nothing");
    }

    @Test
    void thatDidNotChangeAreTriedOnlyIfThatIsWantedAndThenWarn() {
        world.models(GOOD).syncs();
        world.sql("ALTER TABLE %s.orders RENAME COLUMN revenue TO money");

        var changed = world.models(GOOD).syncs();
        assertThat(changed.warnings()).noneMatch(warning -> warning.startsWith("DOES_NOT_RUN"));

        var all = world.models(GOOD).guard("check_expressions", "ALL").syncs();
        assertThat(all.warnings())
                .filteredOn(warning -> warning.startsWith("DOES_NOT_RUN"))
                .singleElement()
                .asString()
                .startsWith("DOES_NOT_RUN orders columns.half");
        assertThat(all.withheld()).isEmpty();
        assertThat(all.writes()).isZero();
    }

    @Test
    void areWrittenUntriedIfThatIsWanted() {
        var run = world.models(BAD).guard("check_expressions", "OFF").syncs();

        assertThat(run.withheld()).isEmpty();
        assertThat(world.see("orders").metricNames()).containsExactlyInAnyOrder("orders", "more", "paid");
    }
}
