package dev.supersetsync.plan;

import static dev.supersetsync.plan.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.impact.Impact;
import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.plan.Guards.BreakingChanges;
import dev.supersetsync.plan.Plan.Refusal;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.Value;
import dev.supersetsync.state.WarehouseColumn;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is touched by what a plan does, and what the warehouse did already. */
class ImpactTests {

    private static final String OLD = "SELECT customer, amount FROM dwh.orders";
    private static final String NEW = "SELECT customer FROM dwh.orders";

    private static Sketch orders() {
        return Sketch.of("orders")
                .column("status", "TEXT")
                .column("cost", "NUMERIC")
                .metric("revenue", "SUM(amount)");
    }

    private static Sketch customers(String sql) {
        return Sketch.of("customers").query(sql).column("customer", "TEXT");
    }

    private static TableFacts gives(String... columns) {
        return new TableFacts.Present(Arrays.stream(columns)
                .map(name -> new WarehouseColumn(name, "TEXT", false))
                .toList());
    }

    private static List<String> impactOfWarnings(Plan plan) {
        return plan.warnings().stream()
                .flatMap(warning -> warning.impact().stream())
                .map(impact -> impact.kind() + " " + impact.name() + " " + impact.effect())
                .toList();
    }

    @Test
    void otherNumbersComeFromARedefinedMetric() {
        Plan plan = World.with(orders())
                .declares(Sketch.of("orders").metric("revenue", "SUM(amount) * 2"))
                .chart("Sales", "orders", "revenue")
                .guard(BreakingChanges.FAIL)
                .plan();

        assertThat(plan).does("UPDATE orders").touches("Sales CHANGES_NUMBERS").isRefusedBy();
    }

    @Test
    void otherNumbersComeFromARedefinedCalculatedColumn() {
        Plan plan = World.with(orders().calculated("margin", "amount - cost"))
                .declares(Sketch.of("orders").calculated("margin", "amount - 2 * cost"))
                .chart("Margins", "orders", "margin")
                .plan();

        assertThat(plan).touches("Margins CHANGES_NUMBERS");
    }

    @Test
    void otherNumbersMayComeFromAnotherKindOfType() {
        Plan retyped = World.with(orders())
                .declares(Sketch.of("orders").column("status", "BIGINT"))
                .chart("States", "orders", "status")
                .plan();
        Plan sameKind = World.with(orders())
                .declares(Sketch.of("orders").column("status", "VARCHAR(10)"))
                .chart("States", "orders", "status")
                .plan();

        assertThat(retyped).touches("States CHANGES_NUMBERS");
        assertThat(sameKind).alters("columns.status.type").touches();
    }

    @Test
    void nobodyIsTouchedByALabel() {
        World world = World.with(orders())
                .declares(Sketch.of("orders").column("status", Setting.LABEL, "Status"))
                .chart("States", "orders", "status");

        assertThat(Planner.plan(world.situation(Facts.NONE)).needs().usagesOf()).isEmpty();
        assertThat(world.plan()).alters("columns.status.label").touches();
    }

    @Test
    void chartsAreTouchedByWhatOnlyTheirSavedQueryNames() {
        World world = World.with(orders().calculated("margin", "amount - cost"))
                .declares(Sketch.of("orders").calculated("margin", "amount - 2 * cost"))
                .savedChart("Margins", "orders", "margin")
                .savedChart("States", "orders", "status");

        assertThat(world.plan()).touches("Margins CHANGES_NUMBERS");
    }

    @Test
    void sqlFailsOnAColumnThatTheWarehouseLost() {
        Plan plan = World.with(orders().metric("costs", "SUM(cost)"))
                .declares(Sketch.of("orders").column("status", "TEXT"))
                .warehouseLoses("orders", "cost")
                .chart("Grouped", "orders", "cost")
                .sqlChart("Free", "orders", "SUM(cost) / 2")
                .chart("Costs", "orders", "costs")
                .sqlChart("Other", "orders", "SUM(amount)")
                .rule("Cheap", "orders", "cost < 10")
                .guard(BreakingChanges.FAIL)
                .plan();

        assertThat(plan)
                .alters("columns.cost.expression")
                .touches("Grouped RETURNS_NULL")
                .warns("orders columns.cost MISSING_IN_WAREHOUSE")
                .withholds()
                .isRefusedBy();
        assertThat(impactOfWarnings(plan))
                .containsExactlyInAnyOrder(
                        "CHART Free BREAKS",
                        "METRIC costs BREAKS",
                        "CHART Costs BREAKS",
                        "ROW_LEVEL_SECURITY Cheap BREAKS");
    }

    @Test
    void sqlGoesOnWhereOnlyTheDatasetAnswersNull() {
        Plan plan = World.with(orders())
                .declares(Sketch.of("orders").column("status", "TEXT"))
                .undeclaredColumns(Others.RETAIN_AS_NULL)
                .sqlChart("Free", "orders", "SUM(cost) / 2")
                .chart("Grouped", "orders", "cost")
                .plan();

        assertThat(plan)
                .alters("columns.cost.expression")
                .touches("Grouped RETURNS_NULL")
                .warns();
    }

    @Test
    void sqlGoesOnWhereOnlyTheEntryGoes() {
        Plan plan = World.with(orders())
                .declares(Sketch.of("orders").column("status", "TEXT").metric("revenue", "SUM(amount)"))
                .sqlChart("Free", "orders", "SUM(cost) / 2")
                .strategy("REPLACE")
                .plan();

        assertThat(plan).alters("columns.cost").touches().withholds().warns();
    }

    @Test
    void aDeclaredColumnThatTheWarehouseLacksIsToldWithAllItsUsers() {
        Plan plan = World.with(orders().metric("costs", "SUM(cost)"))
                .declares(orders())
                .undeclaredColumns(Others.INCLUDE)
                .warehouseLoses("orders", "cost")
                .chart("Grouped", "orders", "cost")
                .sqlChart("Free", "orders", "SUM(cost) / 2")
                .chart("Costs", "orders", "costs")
                .plan();

        assertThat(plan).warns("orders columns.cost MISSING_IN_WAREHOUSE").withholds();
        assertThat(impactOfWarnings(plan))
                .containsExactlyInAnyOrder(
                        "CHART Grouped BREAKS", "CHART Free BREAKS", "METRIC costs BREAKS", "CHART Costs BREAKS");
    }

    @ParameterizedTest
    @EnumSource(BreakingChanges.class)
    void aQueryThatLosesWhatSqlNamesIsJudged(BreakingChanges guard) {
        Plan plan = World.with(customers(OLD))
                .declares(customers(NEW))
                .warehouseSays(OLD, gives("customer", "amount"))
                .warehouseSays(NEW, gives("customer"))
                .sqlChart("Free", "customers", "SUM(amount)")
                .guard(guard)
                .plan();

        switch (guard) {
            case WITHHOLD -> assertThat(plan).doesNothing().withholds("UPDATE customers sql USED");
            case FAIL -> assertThat(plan).isRefusedBy(Refusal.BREAKING_CHANGES);
            case ALLOW ->
                assertThat(plan)
                        .alters("sql")
                        .touches("Free BREAKS")
                        .withholds()
                        .warns();
        }
    }

    @Test
    void aQueryThatLosesWhatAPersonsMetricNamesIsHeldBack() {
        Plan plan = World.with(customers(OLD).metric("total", "SUM(amount)"))
                .declares(customers(NEW))
                .warehouseSays(OLD, gives("customer", "amount"))
                .warehouseSays(NEW, gives("customer"))
                .plan();

        assertThat(plan).withholds("UPDATE customers sql USED");
        assertThat(plan.withheld().getFirst().message()).isEqualTo("1 metric uses it");
    }

    @Test
    void aQueryMayLoseWhatOnlyAMetricNamesThatIsRedefined() {
        Plan plan = World.with(customers(OLD).metric("total", "SUM(amount)"))
                .declares(customers(NEW).metric("total", "COUNT(customer)"))
                .warehouseSays(OLD, gives("customer", "amount"))
                .warehouseSays(NEW, gives("customer"))
                .plan();

        assertThat(plan).alters("sql", "metrics.total.expression").withholds();
    }

    @Test
    void aTableBecomesAQueryOnlyIfNobodyLosesAColumn() {
        World world = World.with(
                        Sketch.of("customers").column("customer", "TEXT").column("amount", "NUMERIC"))
                .declares(customers(NEW))
                .warehouseSays("customers", gives("customer", "amount"))
                .warehouseSays(NEW, gives("customer"))
                .strategy("REPLACE");

        assertThat(world.plan()).alters("sql", "columns.amount").withholds();

        world.sqlChart("Free", "customers", "SUM(amount)");
        assertThat(world.plan()).doesNothing().withholds("REPLACE customers USED");
    }

    @Test
    void rulesAloneHoldNoDeletionBack() {
        Plan plan = World.with(orders(), Sketch.of("returns").column("id", "BIGINT"))
                .declares(orders())
                .rule("Own", "returns", "id = 1")
                .strategy("DELETE")
                .plan();

        assertThat(plan).does("DELETE returns").touches("Own BREAKS").withholds();
    }

    @Test
    void aUserIsNamedOnceWithAllThatItUses() {
        Plan plan = World.with(orders())
                .declares(Sketch.of("orders"))
                .chart("Sales", "orders", "status", "cost")
                .strategy("REPLACE")
                .guard(BreakingChanges.ALLOW)
                .plan();

        assertThat(plan.changes().getFirst().impact())
                .singleElement()
                .extracting(Impact::uses)
                .isEqualTo(List.of("column status", "column cost"));
    }

    private static Sketch withDouble() {
        return orders().metric("double", "{{ metric('revenue') }} * 2");
    }

    @Test
    void aMetricStaysThatAPersonsMetricTakesIn() {
        Plan plan = World.with(withDouble())
                .applied(orders())
                .declares(orders().withoutMetric("revenue"))
                .plan();

        assertThat(plan).doesNothing().withholds("UPDATE orders metrics.revenue USED");
        assertThat(plan.withheld().getFirst().message()).isEqualTo("1 metric uses it");
    }

    @Test
    void metricsThatTakeInEachOtherGoTogetherUnlessTheLastIsUsed() {
        World world = World.with(withDouble()).applied(withDouble()).declares(orders().withoutMetric("revenue"));

        assertThat(world.plan()).alters("metrics.revenue", "metrics.double").withholds();

        world.chart("Sales", "orders", "double");
        assertThat(world.plan())
                .doesNothing()
                .withholds("UPDATE orders metrics.revenue USED", "UPDATE orders metrics.double USED");
    }

    @Test
    void otherNumbersComeFromAMetricThatIsTakenIn() {
        Plan plan = World.with(withDouble())
                .declares(Sketch.of("orders").metric("revenue", "SUM(amount) * 2"))
                .chart("Sales", "orders", "double")
                .plan();

        assertThat(plan).touches("double CHANGES_NUMBERS", "Sales CHANGES_NUMBERS");
    }

    @Test
    void aQueryThatLosesWhatFiltersFetchTheirValuesByIsHeldBack() {
        Sketch limited = customers(OLD).with(Setting.FETCH_VALUES_PREDICATE, "amount > 0");
        World world = World.with(limited)
                .declares(customers(NEW))
                .warehouseSays(OLD, gives("customer", "amount"))
                .warehouseSays(NEW, gives("customer"))
                .filter("Customer", "customers", "customer");

        assertThat(world.plan()).doesNothing().withholds("UPDATE customers sql USED");
        assertThat(world.strategy("REPLACE").plan()).withholds();
    }

    @Test
    void aValueIsNoDefinition() {
        Plan plan = World.with(orders())
                .declares(Sketch.of("orders").metric("revenue", Setting.D3_FORMAT, Value.text(",d")))
                .chart("Sales", "orders", "revenue")
                .plan();

        assertThat(plan).touches();
    }
}
