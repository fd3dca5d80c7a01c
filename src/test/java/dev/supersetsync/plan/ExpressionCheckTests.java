package dev.supersetsync.plan;

import static dev.supersetsync.plan.Datasets.orders;
import static dev.supersetsync.plan.PlanAssert.assertThat;

import dev.supersetsync.plan.Guards.CheckExpressions;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which expressions are tried in the warehouse, and what becomes of those that do not run. */
class ExpressionCheckTests {

    private static final Sketch THERE = orders().metric("old", "SUM(old)").calculated("net", "amount * 0.8");
    private static final Sketch DECLARED = orders().metric("old", "SUM(new)")
            .calculated("net", "amount * 0.7")
            .metric("added", "SUM(added)")
            .calculated("vat", "amount * 0.2");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            CHANGED | SUM(new),amount * 0.7,SUM(added),amount * 0.2
            ALL     | SUM(new),amount * 0.7,SUM(added),amount * 0.2,SUM(amount)
            OFF     | -
            """)
    void triesWhatTheGuardSays(CheckExpressions guard, String asked) {
        World world = World.with(THERE).declares(DECLARED).guard(guard);

        world.plan();

        String[] expected = asked == null ? new String[0] : asked.split(",", -1);
        Assertions.assertThat(world.asked().stream().filter(text -> !text.equals("orders")))
                .containsExactlyInAnyOrder(expected);
    }

    @Test
    void holdsBackNewAndChangedOnesThatDoNotRun() {
        World world = World.with(THERE).declares(DECLARED.metric("old", Setting.LABEL, Value.text("Old")));
        refuse(world, "SUM(new)", "amount * 0.7", "SUM(added)", "amount * 0.2");

        Plan plan = world.plan();

        assertThat(plan)
                .alters("metrics.old.label")
                .withholds(
                        "UPDATE orders metrics.old.expression DOES_NOT_RUN",
                        "UPDATE orders columns.net.expression DOES_NOT_RUN",
                        "UPDATE orders metrics.added DOES_NOT_RUN",
                        "UPDATE orders columns.vat DOES_NOT_RUN");
        Assertions.assertThat(plan.withheld().getFirst().message()).isEqualTo("no such column");
        Assertions.assertThat(world.apply(plan).dataset("orders").metrics()).doesNotContainKey("added");
    }

    @ParameterizedTest
    @EnumSource(CheckExpressions.class)
    void onlyWarnsOfUnchangedOnes(CheckExpressions guard) {
        World world = World.with(orders()).declares(orders()).guard(guard);
        refuse(world, "SUM(amount)");

        Plan plan = world.plan();

        assertThat(plan).doesNothing().withholds();
        assertThat(plan)
                .warns(
                        guard == CheckExpressions.ALL
                                ? new String[] {"orders metrics.revenue DOES_NOT_RUN"}
                                : new String[0]);
    }

    @Test
    void warnsOfUnchangedOnesWithoutUpdateToo() {
        World world = World.with(orders())
                .declares(orders())
                .guard(CheckExpressions.ALL)
                .strategy("CREATE");
        refuse(world, "SUM(amount)");

        assertThat(world.plan()).leavesUnchanged("orders").warns("orders metrics.revenue DOES_NOT_RUN");
    }

    @Test
    void leavesOutOfACreationWhatDoesNotRun() {
        World world = new World().declares(orders());
        refuse(world, "SUM(amount)");

        assertThat(world.plan()).does("CREATE orders").withholds("CREATE orders metrics.revenue DOES_NOT_RUN");
    }

    @Test
    void appliesWhatCouldNotBeTriedAndSaysSo() {
        Plan plan = World.with(orders().withoutMetric("revenue"))
                .declares(orders())
                .warehouseSays("SUM(amount)", new Probe.Result.Unknown("SQL Lab is switched off."))
                .plan();

        assertThat(plan).alters("metrics.revenue").withholds().warns("orders metrics.revenue NOT_CHECKED");
    }

    @Test
    void triesAnExpressionOfAQueryOnTheQuery() {
        World world = World.with(Datasets.topCustomers())
                .declares(Datasets.topCustomers().metric("total", "SUM(amount)"));

        var probe = Planner.plan(world.situation(Facts.NONE))
                .needs()
                .probes()
                .iterator()
                .next();

        Assertions.assertThat(probe.sql()).isEqualTo(Datasets.TOP_CUSTOMERS);
        Assertions.assertThat(probe.supersetId()).hasValue(1);
    }

    /** Through the dataset, which has the old query until it is written, the new column would be missing. */
    @Test
    void doesNotTryAnExpressionOfAnotherQueryThroughTheDataset() {
        String wider = "SELECT customer, amount, margin FROM dwh.orders";
        World world = World.with(Datasets.topCustomers())
                .declares(Datasets.topCustomers().query(wider).metric("margin", "SUM(margin)"));

        Assertions.assertThat(world.facts().probes().keySet()).singleElement().satisfies(probe -> {
            Assertions.assertThat(probe.sql()).isEqualTo(wider);
            Assertions.assertThat(probe.supersetId()).isEmpty();
        });
    }

    @Test
    void doesNotTryAnExpressionOfATableThroughAQuery() {
        World world = World.with(orders().query(Datasets.TOP_CUSTOMERS))
                .declares(orders().metric("added", "SUM(added)"))
                .strategy("REPLACE");

        Assertions.assertThat(world.facts().probes().keySet()).singleElement().satisfies(probe -> {
            Assertions.assertThat(probe.sql()).isNull();
            Assertions.assertThat(probe.supersetId()).isEmpty();
        });
    }

    private static void refuse(World world, String... expressions) {
        for (String expression : expressions) {
            world.warehouseSays(expression, new Probe.Result.DoesNotRun("no such column"));
        }
    }
}
