package dev.supersetsync.plan;

import static dev.supersetsync.plan.Datasets.TOP_CUSTOMERS;
import static dev.supersetsync.plan.Datasets.orders;
import static dev.supersetsync.plan.Datasets.topCustomers;
import static dev.supersetsync.plan.PlanAssert.assertThat;

import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.plan.Guards.BreakingChanges;
import dev.supersetsync.plan.Plan.Refusal;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.Value;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** REPLACE: afterwards the dataset is what deleting and making it anew would give, and still the same dataset. */
class ReplaceTests {

    private static final Sketch FULL_OF_LIFE = orders().with(Setting.DESCRIPTION, "Ana's")
            .with(Setting.CACHE_TIMEOUT, Value.whole(60))
            .with(Setting.OFFSET, Value.whole(2))
            .with(Setting.EXTRA, "{\"warning\": 1}")
            .with(Setting.MAIN_DATETIME_COLUMN, "ordered_at")
            .column("status", Setting.LABEL, "State")
            .column("status", Setting.FILTERABLE, Value.flag(false))
            .metric("revenue", Setting.D3_FORMAT, Value.text(",.2f"))
            .metric("count", "COUNT(*)")
            .column("mood", "TEXT")
            .calculated("margin", "amount / 2");

    @Test
    void leavesNothingButWhatIsDeclared() {
        World world = World.with(FULL_OF_LIFE).declares(orders()).strategy("REPLACE");

        Plan plan = world.plan();

        assertThat(plan)
                .does("REPLACE orders")
                .alters(
                        "description",
                        "cache_timeout",
                        "offset",
                        "extra",
                        "columns.status.label",
                        "columns.status.filterable",
                        "metrics.revenue.d3_format",
                        "metrics.count",
                        "columns.mood",
                        "columns.margin")
                .withholds()
                .warns();
        Dataset exactly = orders().with(Setting.MAIN_DATETIME_COLUMN, "ordered_at")
                .actual(1, null)
                .dataset();
        Assertions.assertThat(world.apply(plan).dataset(orders().key()).dataset())
                .isEqualTo(exactly);
        assertThat(world.plan()).doesNothing().leavesUnchanged("orders");
    }

    @Test
    void keepsWhatIsCalculatedUntilTheWarehouseHasTheColumn() {
        World world = World.with(orders().calculated("margin", "amount / 2"))
                .declares(orders().column("margin", "NUMERIC"))
                .strategy("REPLACE");
        assertThat(world.plan()).sets("columns.margin.expression", Value.UNSET).withholds();

        world.warehouseLoses("orders", "margin");

        assertThat(world.plan()).withholds("REPLACE orders columns.margin.expression MISSING_IN_WAREHOUSE");
        Assertions.assertThat(world.synced().dataset("orders").columns().get("margin"))
                .extracting(margin -> margin.text(Setting.EXPRESSION).orElse(""))
                .isEqualTo("amount / 2");
    }

    @Test
    void isTheSameDatasetAfterwards() {
        World world =
                World.with(FULL_OF_LIFE).declares(orders()).strategy("REPLACE").synced();

        Assertions.assertThat(world.datasets()).extracting("id", "uuid").containsExactly(Assertions.tuple(1, "uuid-1"));
    }

    @Test
    void keepsOwners() {
        Sketch owned = orders().with(Setting.MAIN_DATETIME_COLUMN, "ordered_at")
                .with(Setting.OWNERS, new Value.Names(List.of("ana@example.org")));

        assertThat(World.with(owned).declares(orders()).strategy("REPLACE").plan())
                .doesNothing()
                .leavesUnchanged("orders");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # undeclared   | in the dataset | warehouse | then
            KEEP           | PHYSICAL       | YES       | NO
            INCLUDE        | PHYSICAL       | YES       | PHYSICAL
            HIDE           | PHYSICAL       | YES       | HIDDEN
            RETAIN_AS_NULL | PHYSICAL       | YES       | NULL
            KEEP           | NO             | YES       | NO
            INCLUDE        | NO             | YES       | PHYSICAL
            HIDE           | NO             | YES       | HIDDEN
            RETAIN_AS_NULL | NO             | YES       | NULL
            KEEP           | PHYSICAL       | NO        | NO
            INCLUDE        | PHYSICAL       | NO        | NO
            HIDE           | PHYSICAL       | NO        | NO
            RETAIN_AS_NULL | PHYSICAL       | NO        | NO
            KEEP           | NULL           | NO        | NO
            RETAIN_AS_NULL | NULL           | NO        | NO
            INCLUDE        | NULL           | YES       | PHYSICAL
            RETAIN_AS_NULL | NULL           | YES       | NULL
            INCLUDE        | PERSONS        | NO        | NO
            INCLUDE        | PERSONS        | YES       | PHYSICAL
            """)
    void givesTheOtherColumnsOfTheWarehouseAsTheModelSays(Others others, In there, String warehouse, In then) {
        World world = World.with(channel(there))
                .applied(orders(), "shop", false, there == In.NULL ? Set.of("channel") : Set.of())
                .declares(orders())
                .undeclaredColumns(others)
                .strategy("REPLACE");
        if (warehouse.equals("YES")) {
            world.warehouseGains("orders", "channel", "TEXT");
        } else {
            world.warehouseLoses("orders", "channel");
        }

        Assertions.assertThat(in(world.synced())).isEqualTo(then);
        assertThat(world.plan()).doesNothing();
    }

    private static Sketch channel(In state) {
        return switch (state) {
            case NO -> orders();
            case PHYSICAL -> orders().column("channel", "TEXT").column("channel", Setting.LABEL, "Channel");
            case HIDDEN -> orders().column("channel", "TEXT").column("channel", Setting.HIDDEN, Value.flag(true));
            case NULL -> orders().column("channel", "TEXT").calculated("channel", "CAST(NULL AS TEXT)");
            case PERSONS -> orders().calculated("channel", "LOWER(status)");
        };
    }

    private static In in(World world) {
        @Nullable Settings channel = world.dataset("orders").columns().get("channel");
        if (channel == null) {
            return In.NO;
        }
        Assertions.assertThat(channel.orDefault(Setting.LABEL)).isEqualTo(Value.UNSET);
        return switch (channel.text(Setting.EXPRESSION).orElse("")) {
            case "CAST(NULL AS TEXT)" -> In.NULL;
            case "LOWER(status)" -> In.PERSONS;
            default -> channel.isOn(Setting.HIDDEN) ? In.HIDDEN : In.PHYSICAL;
        };
    }

    private enum In {
        NO,
        PHYSICAL,
        HIDDEN,
        NULL,
        PERSONS
    }

    @ParameterizedTest
    @EnumSource(BreakingChanges.class)
    void judgesWhatWouldGoByThoseWhoUseIt(BreakingChanges guard) {
        Plan plan = World.with(FULL_OF_LIFE)
                .declares(FULL_OF_LIFE
                        .withoutColumn("mood")
                        .withoutColumn("margin")
                        .withoutMetric("count"))
                .chart("Moods", "orders", "mood")
                .filter("Margin", "orders", "margin")
                .chart("Counts", "orders", "count")
                .strategy("REPLACE")
                .guard(guard)
                .plan();

        switch (guard) {
            case WITHHOLD ->
                assertThat(plan)
                        .doesNothing()
                        .withholds(
                                "REPLACE orders columns.mood USED",
                                "REPLACE orders columns.margin USED",
                                "REPLACE orders metrics.count USED");
            case FAIL -> assertThat(plan).withholds().isRefusedBy(Refusal.BREAKING_CHANGES);
            case ALLOW ->
                assertThat(plan)
                        .alters("columns.mood", "columns.margin", "metrics.count")
                        .touches("Moods BREAKS", "Sales: Margin BREAKS", "Sales BREAKS", "Counts BREAKS")
                        .withholds()
                        .isRefusedBy();
        }
    }

    @Test
    void leavesOtherColumnsAloneWhereTheWarehouseIsSilentAndDecides() {
        Plan plan = World.with(FULL_OF_LIFE)
                .declares(FULL_OF_LIFE.withoutColumn("mood"))
                .undeclaredColumns(Others.INCLUDE)
                .strategy("REPLACE")
                .warehouseIsSilent("orders")
                .plan();

        assertThat(plan).doesNothing().warns("orders WAREHOUSE_UNKNOWN");
    }

    @Test
    void turnsATableIntoAQueryInPlace() {
        World world = World.with(topCustomers().without(Setting.SQL))
                .declares(topCustomers())
                .strategy("REPLACE")
                .synced();

        Assertions.assertThat(world.dataset("top_customers").settings().text(Setting.SQL))
                .hasValue(TOP_CUSTOMERS);
        assertThat(world.plan()).doesNothing().leavesUnchanged("top_customers");
    }

    @Test
    void turnsNothingIntoAQueryThatDoesNotRun() {
        Plan plan = World.with(topCustomers().without(Setting.SQL))
                .declares(topCustomers())
                .strategy("REPLACE")
                .warehouseSays(TOP_CUSTOMERS, new TableFacts.DoesNotRun("no"))
                .plan();

        assertThat(plan).doesNothing().withholds("REPLACE top_customers DOES_NOT_RUN");
    }

    @Test
    void turnsNothingIntoATableThatIsNotThere() {
        Plan plan = World.with(topCustomers())
                .declares(topCustomers().without(Setting.SQL))
                .strategy("REPLACE")
                .warehouseSays("top_customers", new TableFacts.Missing())
                .plan();

        assertThat(plan).doesNothing().withholds("REPLACE top_customers MISSING_IN_WAREHOUSE");
    }

    @Test
    void remembersWhetherWeMadeIt() {
        World world = new World().declares(orders()).synced();
        world.declaresNow(orders().with(Setting.DESCRIPTION, "New"))
                .strategy("REPLACE")
                .synced();

        Assertions.assertThat(world.datasets().getFirst().mark())
                .extracting(Mark::created)
                .isEqualTo(true);
    }
}
