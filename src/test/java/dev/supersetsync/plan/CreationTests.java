package dev.supersetsync.plan;

import static dev.supersetsync.plan.Datasets.orders;
import static dev.supersetsync.plan.Datasets.topCustomers;
import static dev.supersetsync.plan.PlanAssert.assertThat;

import dev.supersetsync.plan.Change.FoundColumns;
import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.Value;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a dataset that was not there is made as. */
class CreationTests {

    @Test
    void hasExactlyWhatIsDeclared() {
        World world = new World().declares(orders()).warehouseGains("orders", "channel", "TEXT");

        Plan plan = world.plan();

        assertThat(plan).does("CREATE orders").withholds().warns();
        Assertions.assertThat(world.apply(plan).dataset(orders().key()).dataset())
                .isEqualTo(orders().with(Setting.MAIN_DATETIME_COLUMN, "ordered_at")
                        .actual(1, null)
                        .dataset());
        assertThat(world.plan()).doesNothing().leavesUnchanged("orders");
        assertThat(world.strategy("REPLACE").plan()).doesNothing().leavesUnchanged("orders");
    }

    @ParameterizedTest
    @CsvSource({
        "KEEP, false, false, false",
        "INCLUDE, true, false, false",
        "HIDE, true, true, false",
        "RETAIN_AS_NULL, true, false, true"
    })
    void hasTheOtherColumnsOfTheWarehouseAsTheModelSays(Others others, boolean there, boolean hidden, boolean isNull) {
        World world = new World()
                .declares(orders())
                .undeclaredColumns(others)
                .warehouseGains("orders", "channel", "TEXT")
                .synced();

        var channel =
                java.util.Optional.ofNullable(world.dataset("orders").columns().get("channel"));
        Assertions.assertThat(channel.isPresent()).isEqualTo(there);
        channel.ifPresent(settings -> {
            Assertions.assertThat(settings.isOn(Setting.HIDDEN)).isEqualTo(hidden);
            Assertions.assertThat(settings.orDefault(Setting.EXPRESSION))
                    .isEqualTo(isNull ? Value.text("CAST(NULL AS TEXT)") : Value.UNSET);
        });
        Assertions.assertThat(world.applied("orders").retained().contains("channel"))
                .isEqualTo(isNull);
        assertThat(world.plan()).doesNothing();
        assertThat(world.strategy("REPLACE").plan()).doesNothing();
    }

    @Test
    void leavesOutAColumnThatTheWarehouseLacks() {
        World world = new World().declares(orders()).warehouseLoses("orders", "status");

        Plan plan = world.plan();

        assertThat(plan).does("CREATE orders").withholds("CREATE orders columns.status MISSING_IN_WAREHOUSE");
        Assertions.assertThat(world.apply(plan).dataset("orders").columns()).doesNotContainKey("status");
        assertThat(world.plan()).doesNothing().withholds("UPDATE orders columns.status MISSING_IN_WAREHOUSE");
    }

    @Test
    void holdsBackATableThatTheWarehouseLacks() {
        Plan plan = new World()
                .declares(orders())
                .warehouseSays("orders", new TableFacts.Missing())
                .plan();

        assertThat(plan).does().withholds("CREATE orders MISSING_IN_WAREHOUSE");
    }

    @Test
    void takesTypesFromTheWarehouseWhereTheModelLeavesThemOut() {
        World world = new World()
                .declares(Sketch.of("orders").column("at", Setting.EXPRESSION, Value.UNSET))
                .warehouseGains("orders", "at", "TIMESTAMP")
                .synced();

        var at = java.util.Objects.requireNonNull(
                world.dataset("orders").columns().get("at"));
        Assertions.assertThat(at.text(Setting.TYPE)).hasValue("TIMESTAMP");
        Assertions.assertThat(at.isOn(Setting.TEMPORAL)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DATE                     | true
            TIMESTAMP WITH TIME ZONE | true
            datetime                 | true
            TEXT                     | false
            """)
    void isATimeByItsDeclaredType(String type, boolean temporal) {
        World world = new World()
                .declares(Sketch.of("orders").column("at", type))
                .warehouseIsSilent("orders")
                .synced();

        var at = java.util.Objects.requireNonNull(
                world.dataset("orders").columns().get("at"));
        Assertions.assertThat(at.isOn(Setting.TEMPORAL)).isEqualTo(temporal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # declared | warehouse answers | main time column
            paid_at    | true              | paid_at
            -          | true              | ordered_at
            -          | false             | ordered_at
            """)
    void hasTheFirstTimeAsItsMainTimeUnlessTheModelSaysOtherwise(String declared, boolean answers, String becomes) {
        Sketch model = orders().column("paid_at", "TIMESTAMP").column("paid_at", Setting.TEMPORAL, Value.flag(true));
        World world =
                new World().declares(declared == null ? model : model.with(Setting.MAIN_DATETIME_COLUMN, declared));
        if (!answers) {
            world.warehouseIsSilent("orders");
        }

        assertThat(world.plan()).sets("main_datetime_column", Value.text(becomes));
    }

    @Test
    void hasNoMainTimeWithoutATime() {
        Plan plan = new World().declares(Datasets.table("countries")).plan();

        assertThat(plan).sets("main_datetime_column", Value.UNSET);
    }

    @Test
    void doesNotTakeATimeThatIsLeftOutForTheMainTime() {
        Sketch model = Sketch.of("orders")
                .calculated("month", "MONTHLY(ordered_at)")
                .column("month", Setting.TEMPORAL, Value.flag(true))
                .column("ordered_at", "TIMESTAMP")
                .column("ordered_at", Setting.TEMPORAL, Value.flag(true));

        Plan plan = new World()
                .declares(model)
                .warehouseSays("MONTHLY(ordered_at)", new dev.supersetsync.state.Probe.Result.DoesNotRun("no"))
                .plan();

        assertThat(plan)
                .sets("main_datetime_column", Value.text("ordered_at"))
                .withholds("CREATE orders columns.month DOES_NOT_RUN");
    }

    @ParameterizedTest
    @EnumSource(Others.class)
    void leavesFoundColumnsOnlyWhereTheWarehouseDecidesAndIsSilent(Others others) {
        Plan plan = new World()
                .declares(orders())
                .undeclaredColumns(others)
                .warehouseIsSilent("orders")
                .plan();

        assertThat(plan).does("CREATE orders").warns("orders WAREHOUSE_UNKNOWN");
        Assertions.assertThat(plan.changes().getFirst())
                .isInstanceOfSatisfying(
                        Change.Create.class,
                        create -> Assertions.assertThat(create.others())
                                .isEqualTo(others == Others.INCLUDE ? FoundColumns.STAY : FoundColumns.REMOVE));
    }

    @ParameterizedTest
    @EnumSource(Others.class)
    void leavesNothingToFindWhereTheWarehouseIsKnown(Others others) {
        Plan plan = new World()
                .declares(orders())
                .undeclaredColumns(others)
                .warehouseGains("orders", "channel", "TEXT")
                .plan();

        Assertions.assertThat(plan.changes().getFirst()).isInstanceOfSatisfying(Change.Create.class, create -> {
            Assertions.assertThat(create.others()).isEqualTo(FoundColumns.NONE);
            Assertions.assertThat(create.after().settings().states(Setting.MAIN_DATETIME_COLUMN))
                    .isTrue();
            Assertions.assertThat(create.after().columns())
                    .allSatisfy(
                            column -> Assertions.assertThat(column.settings().stated())
                                    .contains(Setting.TYPE, Setting.TEMPORAL, Setting.EXPRESSION));
        });
    }

    @Test
    void makesADatasetForAQuery() {
        World world = new World().declares(topCustomers()).synced();

        Assertions.assertThat(world.dataset("top_customers").settings().text(Setting.SQL))
                .hasValue(Datasets.TOP_CUSTOMERS);
        assertThat(world.plan()).doesNothing().leavesUnchanged("top_customers");
    }

    @Test
    void asksNothingOfADatabaseThatIsStillToBeMade() {
        var key = new dev.supersetsync.state.DatasetKey("lake", null, "dwh", "orders");
        Sketch elsewhere = new Sketch(key, orders().settings(), orders().columns(), orders().metrics());
        World world = new World().declares(elsewhere);

        assertThat(world.plan()).does("CREATE orders").warns("orders DATABASE_MISSING");
        Assertions.assertThat(world.asked()).isEmpty();
    }
}
