package dev.supersetsync.plan;

import static dev.supersetsync.plan.Datasets.TOP_CUSTOMERS;
import static dev.supersetsync.plan.Datasets.topCustomers;
import static dev.supersetsync.plan.PlanAssert.assertThat;

import dev.supersetsync.plan.Guards.BreakingChanges;
import dev.supersetsync.plan.Plan.Refusal;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.Value;
import dev.supersetsync.state.WarehouseColumn;
import java.util.Arrays;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What UPDATE does to a dataset that stands for a query. */
class VirtualDatasetTests {

    private static final String BEST = "SELECT customer FROM dwh.orders";
    private static final Sketch BEST_CUSTOMERS =
            topCustomers().query(BEST).withoutColumn("amount").with(Setting.DESCRIPTION, "The best");

    private static TableFacts gives(String... columns) {
        return new TableFacts.Present(Arrays.stream(columns)
                .map(name -> new WarehouseColumn(name, "TEXT", false))
                .toList());
    }

    @Test
    void updatesTheQuery() {
        Plan plan = World.with(topCustomers())
                .declares(topCustomers().query(TOP_CUSTOMERS + " LIMIT 10"))
                .plan();

        assertThat(plan).does("UPDATE top_customers").alters("sql").withholds().warns();
    }

    @Test
    void holdsBackAQueryThatDoesNotRunAndAppliesTheRest() {
        Plan plan = World.with(topCustomers())
                .declares(topCustomers().query("SELEC").with(Setting.DESCRIPTION, "The best"))
                .warehouseSays("SELEC", new TableFacts.DoesNotRun("syntax error"))
                .plan();

        assertThat(plan).alters("description").withholds("UPDATE top_customers sql DOES_NOT_RUN");
        Assertions.assertThat(plan.withheld().getFirst().message()).contains("syntax error");
    }

    @ParameterizedTest
    @EnumSource(BreakingChanges.class)
    void judgesAQueryThatLosesAColumnInUse(BreakingChanges guard) {
        Plan plan = World.with(topCustomers())
                .declares(BEST_CUSTOMERS)
                .warehouseSays(BEST, gives("customer"))
                .chart("Amounts", "top_customers", "amount")
                .guard(guard)
                .plan();

        switch (guard) {
            case WITHHOLD ->
                assertThat(plan)
                        .alters("description")
                        .withholds("UPDATE top_customers sql USED")
                        .warns();
            case FAIL -> assertThat(plan).isRefusedBy(Refusal.BREAKING_CHANGES);
            case ALLOW ->
                assertThat(plan)
                        .alters("sql", "description", "columns.amount.expression")
                        .withholds()
                        .isRefusedBy();
        }
    }

    @Test
    void doesNotJudgeWhatTheOldQueryAlreadyLost() {
        World world = World.with(topCustomers())
                .declares(BEST_CUSTOMERS)
                .warehouseSays(BEST, gives("customer"))
                .chart("Amounts", "top_customers", "amount");

        world.warehouseSays(TOP_CUSTOMERS, gives("customer"));
        assertThat(world.plan())
                .alters("sql", "description", "columns.amount.expression")
                .withholds();

        world.warehouseSays(TOP_CUSTOMERS, new TableFacts.DoesNotRun("no table dwh.orders"));
        assertThat(world.plan())
                .alters("sql", "description", "columns.amount.expression")
                .withholds();
    }

    @Test
    void retainsAColumnThatAQueryLostAndNothingUses() {
        Plan plan = World.with(topCustomers())
                .declares(BEST_CUSTOMERS)
                .warehouseSays(BEST, gives("customer"))
                .chart("Customers", "top_customers", "customer")
                .plan();

        assertThat(plan)
                .alters("sql", "description", "columns.amount.expression")
                .sets("columns.amount.expression", Value.text("CAST(NULL AS NUMERIC)"))
                .withholds();
    }

    @Test
    void judgesTheRestByTheOldQueryWhileTheNewOneIsHeldBack() {
        Plan plan = World.with(topCustomers())
                .declares(BEST_CUSTOMERS.column("city", "TEXT"))
                .warehouseSays(BEST, gives("customer", "city"))
                .warehouseSays(TOP_CUSTOMERS, gives("customer", "amount"))
                .chart("Amounts", "top_customers", "amount")
                .plan();

        assertThat(plan)
                .alters("description")
                .withholds("UPDATE top_customers sql USED", "UPDATE top_customers columns.city MISSING_IN_WAREHOUSE")
                .warns();
    }

    @Test
    void addsAColumnThatTheNewQueryGives() {
        String wider = "SELECT customer, amount, city FROM dwh.orders";

        Plan plan = World.with(topCustomers())
                .declares(topCustomers().query(wider).column("city", "TEXT"))
                .warehouseSays(wider, gives("customer", "amount", "city"))
                .plan();

        assertThat(plan).alters("sql", "columns.city").withholds();
    }

    @Test
    void appliesAQueryThatCouldNotBeTriedAndSaysSo() {
        Plan plan = World.with(topCustomers())
                .declares(topCustomers().query(BEST))
                .warehouseIsSilent(BEST)
                .plan();

        assertThat(plan).alters("sql").withholds().warns("top_customers sql NOT_CHECKED");
    }

    @ParameterizedTest
    @EnumSource(Guards.UiEdits.class)
    void treatsAnEditedQueryByTheGuard(Guards.UiEdits guard) {
        Plan plan = World.with(topCustomers())
                .applied(topCustomers())
                .edited(topCustomers().query(BEST))
                .declares(topCustomers())
                .guard(guard)
                .plan();

        switch (guard) {
            case OVERWRITE ->
                assertThat(plan).alters("sql").overwritesEditsOf("sql").isRefusedBy();
            case KEEP -> assertThat(plan).doesNothing().withholds("UPDATE top_customers sql UI_EDIT");
            case FAIL -> assertThat(plan).isRefusedBy(Refusal.UI_EDITS);
        }
    }

    @Test
    void isToldWhereAnUnchangedQueryNoLongerRuns() {
        Plan plan = World.with(topCustomers().column("mood", "TEXT"))
                .declares(topCustomers())
                .warehouseSays(TOP_CUSTOMERS, new TableFacts.DoesNotRun("no table dwh.orders"))
                .plan();

        assertThat(plan).doesNothing().warns("top_customers DOES_NOT_RUN");
    }

    @Test
    void isTriedThoughItWillFailWhenItIsCreatedWithAQueryThatDoesNotRun() {
        Plan plan = new World()
                .declares(topCustomers().query("SELEC"))
                .warehouseSays("SELEC", new TableFacts.DoesNotRun("syntax error"))
                .plan();

        assertThat(plan).does("CREATE top_customers").withholds().warns("top_customers sql DOES_NOT_RUN");
    }
}
