package dev.supersetsync.plan;

import static dev.supersetsync.plan.Datasets.orders;
import static dev.supersetsync.plan.PlanAssert.assertThat;

import dev.supersetsync.plan.Guards.BreakingChanges;
import dev.supersetsync.plan.Plan.Refusal;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What UPDATE does to metrics, and to calculated columns of ours, which are treated as metrics. */
class MetricTests {

    private static final Sketch WITH_MARGIN =
            orders().metric("margin", "SUM(amount) * 0.2").calculated("net", "amount * 0.8");

    @Test
    void updatesADeclaredMetricInPlace() {
        Plan plan = World.with(orders().metric("revenue", "SUM(1)").metric("revenue", Setting.WARNING, Value.text("!")))
                .declares(orders())
                .plan();

        assertThat(plan)
                .does("UPDATE orders")
                .alters("metrics.revenue.expression")
                .sets("metrics.revenue.expression", Value.text("SUM(amount)"));
    }

    @Test
    void addsADeclaredMetricAfterTheOthers() {
        World world = World.with(orders().withoutMetric("revenue").metric("count", "COUNT(*)"))
                .declares(orders());

        assertThat(world.plan()).alters("metrics.revenue");
        Assertions.assertThat(world.synced().dataset("orders").metrics().keySet())
                .containsExactly("count", "revenue");
    }

    @Test
    void keepsPeoplesMetrics() {
        Plan plan = World.with(WITH_MARGIN).applied(orders()).declares(orders()).plan();

        assertThat(plan).doesNothing().withholds();
    }

    @Test
    void removesWhatWasOursAndIsNotUsed() {
        Plan plan = World.with(WITH_MARGIN)
                .applied(WITH_MARGIN)
                .declares(orders())
                .chart("Sales", "orders", "revenue")
                .plan();

        assertThat(plan)
                .does("UPDATE orders")
                .alters("metrics.margin", "columns.net")
                .sets("metrics.margin", null)
                .withholds();
    }

    @Test
    void keepsWhatWasOursOnceAPersonEditedIt() {
        Plan plan = World.with(WITH_MARGIN)
                .applied(WITH_MARGIN)
                .edited(WITH_MARGIN.metric("margin", "SUM(amount) * 0.3").calculated("net", "amount * 0.7"))
                .declares(orders())
                .plan();

        assertThat(plan).doesNothing().withholds();
    }

    @Test
    void removesOursThoughAPersonAddedWhatWeNeverDeclared() {
        Plan plan = World.with(WITH_MARGIN)
                .applied(WITH_MARGIN)
                .edited(WITH_MARGIN.metric("margin", Setting.LABEL, Value.text("Margin")))
                .declares(orders())
                .plan();

        assertThat(plan).alters("metrics.margin", "columns.net");
    }

    @ParameterizedTest
    @EnumSource(BreakingChanges.class)
    void judgesTheRemovalOfWhatIsUsed(BreakingChanges guard) {
        Plan plan = World.with(WITH_MARGIN)
                .applied(WITH_MARGIN)
                .declares(orders())
                .chart("Margins", "orders", "margin")
                .filter("Net", "orders", "net")
                .guard(guard)
                .plan();

        switch (guard) {
            case WITHHOLD ->
                assertThat(plan)
                        .doesNothing()
                        .withholds("UPDATE orders metrics.margin USED", "UPDATE orders columns.net USED")
                        .isRefusedBy();
            case FAIL ->
                assertThat(plan)
                        .alters("metrics.margin", "columns.net")
                        .withholds()
                        .isRefusedBy(Refusal.BREAKING_CHANGES);
            case ALLOW ->
                assertThat(plan)
                        .alters("metrics.margin", "columns.net")
                        .touches("Margins BREAKS", "Sales: Net BREAKS", "Sales BREAKS")
                        .withholds()
                        .isRefusedBy();
        }
    }

    @Test
    void removesWhatWasHeldBackOnceNothingUsesItAnyMore() {
        World world = World.with(WITH_MARGIN)
                .applied(WITH_MARGIN)
                .declares(orders())
                .chart("Margins", "orders", "margin", "net")
                .synced();

        assertThat(world.plan())
                .doesNothing()
                .withholds("UPDATE orders metrics.margin USED", "UPDATE orders columns.net USED");
        assertThat(world.withoutCharts().plan()).alters("metrics.margin", "columns.net");
    }

    @Test
    void readsChartsOnlyWhenSomethingWouldGo() {
        World same = World.with(WITH_MARGIN).applied(WITH_MARGIN).declares(WITH_MARGIN);
        World removing = World.with(WITH_MARGIN).applied(WITH_MARGIN).declares(orders());

        Assertions.assertThat(Planner.plan(same.situation(Facts.NONE)).needs().isEmpty())
                .isTrue();
        Assertions.assertThat(
                        Planner.plan(removing.situation(Facts.NONE)).needs().usagesOf())
                .containsExactly(1);
    }
}
