package dev.supersetsync.plan;

import static dev.supersetsync.plan.PlanAssert.assertThat;

import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main time column of a dataset that is there. */
class MainTimeTests {

    private static final Sketch TWO_TIMES =
            time(time(Sketch.of("orders"), "ordered_at"), "paid_at").column("status", "TEXT");

    private static Sketch time(Sketch sketch, String name) {
        return sketch.column(name, "TIMESTAMP").column(name, Setting.TEMPORAL, Value.flag(true));
    }

    private static Sketch main(Sketch sketch, String name) {
        return sketch.with(Setting.MAIN_DATETIME_COLUMN, name);
    }

    @Test
    void isWhatTheModelSays() {
        assertThat(World.with(main(TWO_TIMES, "ordered_at"))
                        .declares(main(TWO_TIMES, "paid_at"))
                        .plan())
                .alters("main_datetime_column")
                .sets("main_datetime_column", Value.text("paid_at"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE", "REPLACE"})
    void isHeldBackWithItsColumn(String strategy) {
        Sketch there = main(TWO_TIMES.withoutColumn("paid_at"), "ordered_at");
        World world = World.with(there).declares(main(TWO_TIMES, "paid_at")).strategy(strategy);
        assertThat(world.plan()).alters("columns.paid_at", "main_datetime_column");

        assertThat(world.warehouseLoses("orders", "paid_at").plan())
                .doesNothing()
                .withholds(
                        strategy + " orders columns.paid_at MISSING_IN_WAREHOUSE",
                        strategy + " orders main_datetime_column MISSING_IN_WAREHOUSE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE", "REPLACE"})
    void isWarnedOfWhereTheDatasetDoesNotGetItsColumn(String strategy) {
        World world = World.with(main(TWO_TIMES, "ordered_at"))
                .declares(main(TWO_TIMES, "gone_at"))
                .strategy(strategy);
        assertThat(world.plan()).alters("main_datetime_column").warns("orders main_datetime_column NOT_DECLARED");

        assertThat(world.apply(world.plan()).plan()).doesNothing().warns("orders main_datetime_column NOT_DECLARED");
    }

    @Test
    void isWarnedOfWhereItsColumnIsReplacedAway() {
        World world =
                World.with(main(TWO_TIMES, "paid_at")).declares(main(TWO_TIMES.withoutColumn("paid_at"), "paid_at"));
        assertThat(world.plan()).doesNothing().warns();

        assertThat(world.strategy("REPLACE").plan())
                .alters("columns.paid_at")
                .warns("orders main_datetime_column NOT_DECLARED");
    }

    @Test
    void isWarnedOfInACreationThatDoesNotGetItsColumn() {
        World world = new World().declares(main(TWO_TIMES, "gone_at"));

        assertThat(world.plan()).does("CREATE orders").warns("orders main_datetime_column NOT_DECLARED");
    }

    @Test
    void mayBeOneThatSupersetFindsWhileCreating() {
        World world = new World()
                .declares(main(Sketch.of("orders"), "found_at"))
                .undeclaredColumns(Others.INCLUDE)
                .warehouseIsSilent("orders");

        Assertions.assertThat(world.plan().warnings())
                .extracting(Warning::code)
                .doesNotContain(Warning.Code.NOT_DECLARED);
    }

    @Test
    void isHeldBackWithAColumnThatDoesNotRun() {
        Sketch declared = TWO_TIMES
                .calculated("month", "DATE_TRUNC('month', ordered_at)")
                .column("month", Setting.TEMPORAL, Value.flag(true));

        assertThat(World.with(main(TWO_TIMES, "ordered_at"))
                        .declares(main(declared, "month"))
                        .warehouseSays("DATE_TRUNC('month', ordered_at)", new Probe.Result.DoesNotRun("no function"))
                        .plan())
                .doesNothing()
                .withholds(
                        "UPDATE orders columns.month DOES_NOT_RUN", "UPDATE orders main_datetime_column DOES_NOT_RUN");
    }

    @Test
    void staysWhereItIsNotKnownWhetherTheWarehouseHasItsColumn() {
        assertThat(World.with(main(TWO_TIMES.withoutColumn("paid_at"), "ordered_at"))
                        .declares(main(TWO_TIMES, "paid_at"))
                        .warehouseIsSilent("orders")
                        .plan())
                .doesNothing()
                .withholds()
                .warns(
                        "orders WAREHOUSE_UNKNOWN",
                        "orders columns.paid_at WAREHOUSE_UNKNOWN",
                        "orders main_datetime_column WAREHOUSE_UNKNOWN");
    }

    @Test
    void isHeldBackWithItsColumnOfACreation() {
        World world = new World().declares(main(TWO_TIMES, "paid_at")).warehouseLoses("orders", "paid_at");

        Plan plan = world.plan();

        assertThat(plan)
                .does("CREATE orders")
                .withholds(
                        "CREATE orders columns.paid_at MISSING_IN_WAREHOUSE",
                        "CREATE orders main_datetime_column MISSING_IN_WAREHOUSE");
        Assertions.assertThat(plan.changes().getFirst().fields())
                .extracting(FieldChange::path)
                .doesNotContain("main_datetime_column");
        assertThat(world.apply(plan).plan())
                .doesNothing()
                .withholds(
                        "UPDATE orders columns.paid_at MISSING_IN_WAREHOUSE",
                        "UPDATE orders main_datetime_column MISSING_IN_WAREHOUSE");
    }

    @Test
    void staysThoughItsColumnIsHeldBackWhereItIsAlreadyAsDeclared() {
        World world = World.with(main(TWO_TIMES.withoutColumn("paid_at"), "paid_at"))
                .declares(main(TWO_TIMES, "paid_at"))
                .warehouseLoses("orders", "paid_at");

        assertThat(world.plan()).doesNothing().withholds("UPDATE orders columns.paid_at MISSING_IN_WAREHOUSE");
    }

    @Test
    void staysAsAPersonChoseIt() {
        assertThat(World.with(main(TWO_TIMES, "paid_at")).declares(TWO_TIMES).plan())
                .doesNothing();
        assertThat(World.with(TWO_TIMES).declares(TWO_TIMES).plan()).doesNothing();
    }

    @Test
    void staysAsAPersonChoseItThoughThereIsNoSuchColumn() {
        assertThat(World.with(main(TWO_TIMES, "gone")).declares(TWO_TIMES).plan())
                .doesNothing();
    }

    @Test
    void goesBackToTheFirstTimeOnceItIsNotDeclared() {
        assertThat(World.with(main(TWO_TIMES, "paid_at"))
                        .applied(main(TWO_TIMES, "paid_at"))
                        .declares(TWO_TIMES)
                        .plan())
                .alters("main_datetime_column")
                .sets("main_datetime_column", Value.text("ordered_at"));
    }

    @Test
    void movesOnWhenItsColumnGoes() {
        Sketch calculated = TWO_TIMES
                .calculated("month", "DATE_TRUNC('month', ordered_at)")
                .column("month", Setting.TEMPORAL, Value.flag(true));

        assertThat(World.with(main(calculated, "month"))
                        .applied(calculated)
                        .declares(TWO_TIMES)
                        .plan())
                .alters("columns.month", "main_datetime_column")
                .sets("main_datetime_column", Value.text("ordered_at"));
    }

    @Test
    void isTheFirstDeclaredTimeAfterReplacing() {
        Sketch declared =
                time(time(Sketch.of("orders"), "paid_at"), "ordered_at").column("status", "TEXT");

        assertThat(World.with(main(TWO_TIMES, "ordered_at"))
                        .declares(declared)
                        .strategy("REPLACE")
                        .plan())
                .alters("main_datetime_column")
                .sets("main_datetime_column", Value.text("paid_at"));
    }
}
