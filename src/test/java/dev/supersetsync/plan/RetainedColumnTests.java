package dev.supersetsync.plan;

import static dev.supersetsync.plan.Datasets.orders;
import static dev.supersetsync.plan.PlanAssert.assertThat;

import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Columns that the warehouse lost and that go on answering NULL. */
class RetainedColumnTests {

    private static final Sketch WITH_CHANNEL = orders().column("channel", "VARCHAR(20)");
    private static final Sketch RETAINED = WITH_CHANNEL.calculated("channel", "CAST(NULL AS VARCHAR(20))");

    @Test
    void keepsNameLabelAndFlags() {
        Sketch there = WITH_CHANNEL
                .column("channel", Setting.LABEL, "Channel")
                .column("channel", Setting.GROUPABLE, Value.flag(false));
        World world = World.with(there).declares(orders()).warehouseLoses("orders", "channel");

        Plan plan = world.plan();

        assertThat(plan)
                .does("UPDATE orders")
                .alters("columns.channel.expression")
                .sets("columns.channel.expression", Value.text("CAST(NULL AS VARCHAR(20))"))
                .warns();
        Assertions.assertThat(world.apply(plan).dataset("orders").columns().get("channel"))
                .isEqualTo(there.calculated("channel", "CAST(NULL AS VARCHAR(20))")
                        .actual(1, null)
                        .dataset()
                        .columns()
                        .getLast()
                        .settings());
    }

    @Test
    void showsWhoGetsNullAndHoldsNothingBack() {
        Plan plan = World.with(WITH_CHANNEL)
                .declares(orders())
                .warehouseLoses("orders", "channel")
                .chart("Channels", "orders", "channel")
                .filter("Channel", "orders", "channel")
                .guard(Guards.BreakingChanges.FAIL)
                .plan();

        assertThat(plan)
                .does("UPDATE orders")
                .touches("Channels RETURNS_NULL", "Sales: Channel RETURNS_NULL", "Sales RETURNS_NULL")
                .withholds()
                .isRefusedBy();
    }

    @Test
    void isRememberedAsRetained() {
        World world = World.with(WITH_CHANNEL)
                .declares(orders())
                .warehouseLoses("orders", "channel")
                .synced();

        Assertions.assertThat(world.applied("orders").retained()).containsExactly("channel");
    }

    @Test
    void isRecognisedByItsExpressionWithoutStorage() {
        Plan plan = World.with(RETAINED)
                .declares(orders())
                .warehouseGains("orders", "channel", "VARCHAR(20)")
                .plan();

        assertThat(plan).alters("columns.channel.expression").sets("columns.channel.expression", Value.UNSET);
    }

    @Test
    void isAPersonsWithoutStorageIfItIsNotExactlyOurs() {
        Plan plan = World.with(RETAINED.calculated("channel", "CAST(NULL AS TEXT)"))
                .declares(orders())
                .warehouseGains("orders", "channel", "VARCHAR(20)")
                .plan();

        assertThat(plan).doesNothing();
    }

    @Test
    void isAPersonsIfOurStorageDoesNotKnowIt() {
        World world = World.with(RETAINED)
                .applied(orders())
                .declares(orders())
                .warehouseGains("orders", "channel", "VARCHAR(20)");

        assertThat(world.plan()).doesNothing();
        assertThat(world.synced().plan()).doesNothing();
    }

    @Test
    void isRetainedIfStorageSaysSoThoughItsTypeWasEdited() {
        World world = World.with(RETAINED.column("channel", Setting.TYPE, "TEXT"))
                .applied(orders(), "shop", false, Set.of("channel"))
                .declares(orders())
                .synced();

        assertThat(world.warehouseGains("orders", "channel", "TEXT").plan())
                .alters("columns.channel.expression")
                .sets("columns.channel.expression", Value.UNSET);
    }

    @Test
    void doesNotCountAsAnEditWhenItComesBack() {
        Plan plan = World.with(RETAINED)
                .applied(WITH_CHANNEL, "shop", false, Set.of("channel"))
                .declares(WITH_CHANNEL)
                .guard(Guards.UiEdits.FAIL)
                .plan();

        assertThat(plan)
                .alters("columns.channel.expression")
                .overwritesEditsOf()
                .isRefusedBy();
    }

    @Test
    void updatesTheDeclaredSettingsOfARetainedColumn() {
        Plan plan = World.with(RETAINED)
                .applied(WITH_CHANNEL, "shop", false, Set.of("channel"))
                .declares(WITH_CHANNEL.column("channel", Setting.LABEL, "Channel"))
                .warehouseLoses("orders", "channel")
                .plan();

        assertThat(plan).alters("columns.channel.label").warns("orders columns.channel MISSING_IN_WAREHOUSE");
    }

    @Test
    void answersNullAsTextWhereATypeIsNotKnown() {
        Plan plan = World.with(orders().column("channel", "GEOGRAPHY"))
                .declares(orders())
                .warehouseLoses("orders", "channel")
                .plan();

        assertThat(plan)
                .sets("columns.channel.expression", Value.text("CAST(NULL AS TEXT)"))
                .warns("orders columns.channel TYPE_UNKNOWN");
    }

    @Test
    void isNotTriedAsAnExpression() {
        World world = World.with(WITH_CHANNEL)
                .declares(orders())
                .warehouseLoses("orders", "channel")
                .guard(Guards.CheckExpressions.ALL);

        world.plan();

        Assertions.assertThat(world.asked()).containsExactlyInAnyOrder("orders", "SUM(amount)");
    }
}
