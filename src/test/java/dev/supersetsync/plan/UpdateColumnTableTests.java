package dev.supersetsync.plan;

import static dev.supersetsync.plan.PlanAssert.assertThat;

import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.Value;
import dev.supersetsync.state.WarehouseColumn;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** UPDATE, column by column: the column {@code channel} of the orders, by where it is declared, found and known. */
class UpdateColumnTableTests {

    private static final String NULL_TEXT = "CAST(NULL AS TEXT)";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # declared | in the dataset | warehouse | undeclared     | then       | held back                                       | warned of
            NO         | NO             | NO        | KEEP           | NO         | -                                               | -
            NO         | NO             | YES       | KEEP           | NO         | -                                               | -
            NO         | NO             | YES       | INCLUDE        | PHYSICAL   | -                                               | -
            NO         | NO             | YES       | HIDE           | NO         | -                                               | -
            NO         | NO             | YES       | RETAIN_AS_NULL | NO         | -                                               | -
            PHYSICAL   | PHYSICAL       | YES       | KEEP           | PHYSICAL   | -                                               | -
            PHYSICAL   | NO             | YES       | KEEP           | PHYSICAL   | -                                               | -
            PHYSICAL   | NO             | NO        | KEEP           | NO         | columns.channel MISSING_IN_WAREHOUSE            | -
            PHYSICAL   | NO             | UNKNOWN   | KEEP           | NO         | -                                               | WAREHOUSE_UNKNOWN
            PHYSICAL   | PHYSICAL       | NO        | INCLUDE        | PHYSICAL   | -                                               | MISSING_IN_WAREHOUSE
            PHYSICAL   | RETAINED       | YES       | KEEP           | PHYSICAL   | -                                               | -
            PHYSICAL   | RETAINED       | YES       | RETAIN_AS_NULL | PHYSICAL   | -                                               | -
            PHYSICAL   | RETAINED       | NO        | KEEP           | NULL       | -                                               | MISSING_IN_WAREHOUSE
            PHYSICAL   | RETAINED       | UNKNOWN   | KEEP           | NULL       | -                                               | -
            PHYSICAL   | PERSONS        | YES       | KEEP           | PHYSICAL   | -                                               | -
            PHYSICAL   | PERSONS        | NO        | KEEP           | PERSONS    | columns.channel.expression MISSING_IN_WAREHOUSE | -
            PHYSICAL   | PERSONS        | NO        | RETAIN_AS_NULL | PERSONS    | columns.channel.expression MISSING_IN_WAREHOUSE | -
            PHYSICAL   | PERSONS        | UNKNOWN   | KEEP           | PERSONS    | -                                               | WAREHOUSE_UNKNOWN
            PHYSICAL   | OURS           | YES       | KEEP           | PHYSICAL   | -                                               | -
            PHYSICAL   | OURS           | NO        | KEEP           | CALCULATED | columns.channel.expression MISSING_IN_WAREHOUSE | -
            PHYSICAL   | OURS_USED      | NO        | KEEP           | CALCULATED | columns.channel.expression MISSING_IN_WAREHOUSE | -
            PHYSICAL   | OURS_EDITED    | NO        | KEEP           | PERSONS    | columns.channel.expression MISSING_IN_WAREHOUSE | -
            PHYSICAL   | OURS           | UNKNOWN   | KEEP           | CALCULATED | -                                               | WAREHOUSE_UNKNOWN
            CALCULATED | NO             | NO        | KEEP           | CALCULATED | -                                               | -
            CALCULATED | PHYSICAL       | NO        | KEEP           | CALCULATED | -                                               | -
            CALCULATED | RETAINED       | NO        | KEEP           | CALCULATED | -                                               | -
            CALCULATED | NO             | UNKNOWN   | KEEP           | CALCULATED | -                                               | -
            NO         | PHYSICAL       | NO        | KEEP           | NULL       | -                                               | -
            NO         | PHYSICAL       | NO        | INCLUDE        | NULL       | -                                               | -
            NO         | PHYSICAL       | NO        | HIDE           | NULL       | -                                               | -
            NO         | PHYSICAL       | NO        | RETAIN_AS_NULL | NULL       | -                                               | -
            NO         | PHYSICAL       | YES       | KEEP           | PHYSICAL   | -                                               | -
            NO         | PHYSICAL       | YES       | INCLUDE        | PHYSICAL   | -                                               | -
            NO         | PHYSICAL       | YES       | HIDE           | HIDDEN     | -                                               | -
            NO         | PHYSICAL       | YES       | RETAIN_AS_NULL | NULL       | -                                               | -
            NO         | PHYSICAL       | UNKNOWN   | KEEP           | PHYSICAL   | -                                               | -
            NO         | PHYSICAL       | UNKNOWN   | HIDE           | PHYSICAL   | -                                               | -
            NO         | PHYSICAL       | UNKNOWN   | RETAIN_AS_NULL | PHYSICAL   | -                                               | -
            NO         | PERSONS        | NO        | KEEP           | PERSONS    | -                                               | -
            NO         | PERSONS        | NO        | RETAIN_AS_NULL | PERSONS    | -                                               | -
            NO         | PERSONS        | YES       | HIDE           | PERSONS    | -                                               | -
            NO         | OURS           | NO        | KEEP           | NO         | -                                               | -
            NO         | OURS_USED      | NO        | KEEP           | CALCULATED | columns.channel USED                            | -
            NO         | OURS_EDITED    | NO        | KEEP           | PERSONS    | -                                               | -
            NO         | RETAINED       | NO        | KEEP           | NULL       | -                                               | -
            NO         | RETAINED       | NO        | HIDE           | NULL       | -                                               | -
            NO         | RETAINED       | UNKNOWN   | INCLUDE        | NULL       | -                                               | -
            NO         | RETAINED       | YES       | KEEP           | PHYSICAL   | -                                               | -
            NO         | RETAINED       | YES       | INCLUDE        | PHYSICAL   | -                                               | -
            NO         | RETAINED       | YES       | HIDE           | HIDDEN     | -                                               | -
            NO         | RETAINED       | YES       | RETAIN_AS_NULL | NULL       | -                                               | -
            PHYSICAL   | PHYSICAL       | CASE      | KEEP           | PHYSICAL   | -                                               | -
            PHYSICAL   | NO             | CASE      | KEEP           | NO         | -                                               | WAREHOUSE_UNKNOWN
            NO         | NO             | CASE      | KEEP           | NO         | -                                               | -
            NO         | PHYSICAL       | CASE      | KEEP           | PHYSICAL   | -                                               | -
            NO         | PHYSICAL       | CASE      | INCLUDE        | PHYSICAL   | -                                               | -
            NO         | PHYSICAL       | CASE      | HIDE           | PHYSICAL   | -                                               | -
            NO         | PHYSICAL       | CASE      | RETAIN_AS_NULL | PHYSICAL   | -                                               | -
            NO         | PERSONS        | CASE      | KEEP           | PERSONS    | -                                               | -
            NO         | RETAINED       | CASE      | KEEP           | NULL       | -                                               | -
            """)
    void followsTheTable(
            In declared,
            In inDataset,
            Known warehouse,
            Others undeclared,
            In then,
            @Nullable String heldBack,
            @Nullable String warnedOf) {
        World world = world(declared, inDataset).undeclaredColumns(undeclared);
        known(world, warehouse);

        Plan plan = world.plan();

        String path = "orders columns.channel ";
        assertThat(plan).withholds(heldBack == null ? new String[0] : new String[] {"UPDATE orders " + heldBack});
        if (warehouse != Known.UNKNOWN) {
            assertThat(plan).warns(warnedOf == null ? new String[0] : new String[] {path + warnedOf});
        }
        Assertions.assertThat(in(world.apply(plan))).isEqualTo(then);
        assertThat(world.plan()).doesNothing();
    }

    private static World world(In declared, In inDataset) {
        World world = World.with(channel(Datasets.orders(), inDataset));
        Sketch ours = Datasets.orders();
        switch (inDataset) {
            case RETAINED, NULL -> world.applied(ours, "shop", false, Set.of("channel"));
            case OURS, OURS_USED, OURS_EDITED -> world.applied(channel(ours, In.OURS));
            case NO, PHYSICAL, PERSONS, CALCULATED, HIDDEN -> world.applied(ours);
        }
        if (inDataset == In.OURS_USED) {
            world.chart("Sales", "orders", "channel");
        }
        return world.declares(channel(ours, declared));
    }

    private static Sketch channel(Sketch orders, In state) {
        return switch (state) {
            case NO -> orders;
            case PHYSICAL -> orders.column("channel", "TEXT");
            case HIDDEN -> orders.column("channel", "TEXT").column("channel", Setting.HIDDEN, Value.flag(true));
            case CALCULATED, OURS, OURS_USED -> orders.calculated("channel", "UPPER(status)");
            case PERSONS, OURS_EDITED -> orders.calculated("channel", "LOWER(status)");
            case RETAINED, NULL -> orders.calculated("channel", NULL_TEXT).column("channel", Setting.TYPE, "TEXT");
        };
    }

    private static void known(World world, Known warehouse) {
        switch (warehouse) {
            case YES -> world.warehouseGains("orders", "channel", "TEXT");
            case NO -> world.warehouseLoses("orders", "channel");
            case UNKNOWN -> world.warehouseIsSilent("orders");
            case CASE -> world.warehouseSays("orders", inUpperCase(false));
        }
    }

    private static TableFacts inUpperCase(boolean isCaseSure) {
        return new TableFacts.Present(
                Stream.of("ordered_at", "status", "amount", "CHANNEL")
                        .map(name -> new WarehouseColumn(name, "TEXT", false))
                        .toList(),
                isCaseSure);
    }

    private static In in(World world) {
        Settings channel = world.dataset("orders").columns().get("channel");
        if (channel == null) {
            return In.NO;
        }
        return switch (channel.text(Setting.EXPRESSION).orElse("")) {
            case NULL_TEXT -> In.NULL;
            case "UPPER(status)" -> In.CALCULATED;
            case "LOWER(status)" -> In.PERSONS;
            default -> channel.isOn(Setting.HIDDEN) ? In.HIDDEN : In.PHYSICAL;
        };
    }

    /** How the column stands in a model or in the dataset. */
    private enum In {
        NO,
        PHYSICAL,
        HIDDEN,
        NULL,
        RETAINED,
        CALCULATED,
        PERSONS,
        OURS,
        OURS_USED,
        OURS_EDITED
    }

    /** What is known of the column in the warehouse. */
    private enum Known {
        YES,
        NO,
        UNKNOWN,
        /** A name is listed that differs only in case, and names may be written in another case than in datasets. */
        CASE
    }

    @Test
    void addsNoColumnThatMayBeThereInAnotherCase() {
        World world = World.with(Datasets.orders().column("channel", "TEXT"))
                .declares(Datasets.orders())
                .undeclaredColumns(Others.INCLUDE)
                .warehouseSays("orders", inUpperCase(false))
                .synced();

        Assertions.assertThat(world.dataset("orders").columns()).doesNotContainKey("CHANNEL");
    }

    @Test
    void looksAtTheCaseWhereItIsSure() {
        World world = World.with(Datasets.orders().column("channel", "TEXT"))
                .declares(Datasets.orders())
                .warehouseSays("orders", inUpperCase(true))
                .synced();

        Assertions.assertThat(in(world)).isEqualTo(In.NULL);
    }

    @Test
    void saysThatTheWarehouseCouldNotBeAsked() {
        Plan plan = World.with(Datasets.orders().column("channel", "TEXT"))
                .declares(Datasets.orders())
                .warehouseIsSilent("orders")
                .plan();

        assertThat(plan).doesNothing().warns("orders WAREHOUSE_UNKNOWN");
    }

    @Test
    void saysThatACalculatedColumnStaysWhereTheWarehouseCouldNotBeAsked() {
        Plan plan = World.with(Datasets.orders().calculated("channel", "LOWER(status)"))
                .declares(Datasets.orders().column("channel", Setting.LABEL, "Channel"))
                .warehouseIsSilent("orders")
                .plan();

        assertThat(plan)
                .alters("columns.channel.label")
                .warns("orders WAREHOUSE_UNKNOWN", "orders columns.channel.expression WAREHOUSE_UNKNOWN");
    }

    @Test
    void leavesColumnsAloneWhenTheWholeTableIsGone() {
        Plan plan = World.with(Datasets.orders().column("channel", "TEXT"))
                .declares(Datasets.orders())
                .warehouseSays("orders", new TableFacts.Missing())
                .plan();

        assertThat(plan).doesNothing().warns("orders MISSING_IN_WAREHOUSE");
    }

    @Test
    void asksTheWarehouseNothingWhereAllIsDeclaredAndThere() {
        World world = World.with(Datasets.orders()).declares(Datasets.orders());

        world.plan();

        Assertions.assertThat(world.asked()).isEmpty();
    }

    @Test
    void updatesTheDeclaredSettingsAndNoOther() {
        Sketch there = Datasets.orders()
                .column("status", Setting.LABEL, "State")
                .column("status", Setting.DESCRIPTION, "Written by Ana");

        Plan plan = World.with(there)
                .declares(Datasets.orders().column("status", Setting.LABEL, "Status"))
                .plan();

        assertThat(plan)
                .does("UPDATE orders")
                .alters("columns.status.label")
                .sets("columns.status.label", Value.text("Status"));
    }

    @Test
    void keepsTheOrderOfTheDatasetAndPutsNewColumnsLast() {
        Sketch there =
                Sketch.of("orders").column("b", "TEXT").column("person", "TEXT").column("a", "TEXT");
        Sketch declared =
                Sketch.of("orders").column("a", "TEXT").column("c", "TEXT").column("b", "TEXT");
        World world = World.with(there).declares(declared).synced();

        Assertions.assertThat(world.dataset("orders").columns().keySet()).containsExactly("b", "person", "a", "c");
    }

    @Test
    void namesWhoUsesADeclaredColumnThatTheWarehouseLost() {
        Plan plan = World.with(Datasets.orders())
                .declares(Datasets.orders())
                .undeclaredColumns(Others.INCLUDE)
                .warehouseLoses("orders", "status")
                .chart("Sales", "orders", "status")
                .plan();

        assertThat(plan).doesNothing().withholds().warns("orders columns.status MISSING_IN_WAREHOUSE");
        Assertions.assertThat(plan.warnings().getFirst().impact()).hasSize(1);
    }

    @Test
    void makesOurCalculatedColumnPlainWhereTheWarehouseDecidesTheList() {
        World world = World.with(Datasets.orders().calculated("channel", "UPPER(status)"))
                .applied(Datasets.orders().calculated("channel", "UPPER(status)"))
                .declares(Datasets.orders())
                .undeclaredColumns(Others.INCLUDE)
                .warehouseGains("orders", "channel", "TEXT")
                .synced();

        Assertions.assertThat(in(world)).isEqualTo(In.PHYSICAL);
        assertThat(world.plan()).doesNothing();
    }
}
