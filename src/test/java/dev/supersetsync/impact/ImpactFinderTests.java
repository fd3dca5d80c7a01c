package dev.supersetsync.impact;

import static dev.supersetsync.impact.ReferencesTests.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.impact.Impact.Kind;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.RowRule;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Tree;
import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.DashboardUse;
import dev.supersetsync.state.Usages.FilterUse;
import dev.supersetsync.state.Usages.ReportUse;
import dev.supersetsync.state.Usages.RuleUse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is touched: directly, and because somebody else is. */
class ImpactFinderTests {

    private static final int ORDERS = 1;
    private static final int CUSTOMERS = 2;
    private static final DashboardUse SALES = new DashboardUse(7, "Sales", "/dashboard/7", List.of("Dan"));

    private static ChartUse chart(int id, int dataset, Tree params) {
        return chart(id, dataset, params, Set.of());
    }

    private static ChartUse chart(int id, int dataset, Tree params, Set<Integer> layers) {
        return new ChartUse(id, "C" + id, "/c" + id, List.of("Ana"), dataset, Set.of(7), layers, params);
    }

    private static Usages usages(ChartUse... charts) {
        return new Usages(Map.of(), List.of(charts), List.of(), List.of(), List.of(), List.of());
    }

    private static ImpactFinder finder(Usages usages) {
        return new ImpactFinder(usages, Map.of());
    }

    private static FilterUse filter(int dataset, Set<Integer> filtered, String column) {
        return new FilterUse(7, "State", Set.of(dataset), filtered, Set.of(column), Tree.NOTHING);
    }

    private static List<String> names(List<Impact> impacts) {
        return impacts.stream()
                .map(impact -> impact.kind() + " " + impact.name() + " " + impact.uses())
                .toList();
    }

    @Test
    void namesAChartWithWhatItUsesAndItsOwners() {
        var finder = finder(usages(chart(4, ORDERS, object("metrics", List.of("revenue")))));

        assertThat(finder.ofMetric(ORDERS, "revenue", Effect.BREAKS))
                .containsExactly(new Impact(
                        Kind.CHART, 4, "C4", "/c4", List.of("metric revenue"), Effect.BREAKS, true, List.of("Ana")));
        assertThat(finder.ofMetric(CUSTOMERS, "revenue", Effect.BREAKS)).isEmpty();
        assertThat(finder.ofColumn(ORDERS, "revenue", Effect.BREAKS)).isEmpty();
    }

    @Test
    void namesEverybodyOfADatasetThatGoes() {
        var rule = new RowRule(3, "Own rows", "a = 1", "Regular", null, null, Set.of(1), Set.of(ORDERS));
        var usages = new Usages(
                Map.of(),
                List.of(chart(4, ORDERS, Tree.NOTHING), chart(5, CUSTOMERS, Tree.NOTHING)),
                List.of(SALES),
                List.of(filter(ORDERS, Set.of(), "status"), filter(CUSTOMERS, Set.of(ORDERS), "status")),
                List.of(new RuleUse(rule, "/rules")),
                List.of(
                        new ReportUse(8, "Daily", "/report", List.of(), 4, null),
                        new ReportUse(9, "Weekly", "/report", List.of(), null, 7),
                        new ReportUse(10, "Other", "/report", List.of(), 5, null)));

        assertThat(names(finder(usages).ofDataset(ORDERS)))
                .containsExactlyInAnyOrder(
                        "CHART C4 [dataset]",
                        "NATIVE_FILTER Sales: State [dataset]",
                        "ROW_LEVEL_SECURITY Own rows [dataset]",
                        "DASHBOARD Sales [chart C4, filter Sales: State]",
                        "ALERT Daily [chart C4]",
                        "ALERT Weekly [dashboard Sales]");
    }

    @Test
    void namesFiltersOfOtherDatasetsThatFilterByTheColumn() {
        var usages = new Usages(
                Map.of(),
                List.of(),
                List.of(SALES),
                List.of(filter(CUSTOMERS, Set.of(ORDERS), "status")),
                List.of(),
                List.of());
        var finder = finder(usages);

        assertThat(names(finder.ofColumn(ORDERS, "status", Effect.BREAKS)))
                .containsExactly("NATIVE_FILTER Sales: State [column status]", "DASHBOARD Sales [filter Sales: State]");
        assertThat(finder.ofColumn(ORDERS, "other", Effect.BREAKS)).isEmpty();
        assertThat(finder.ofDataset(ORDERS)).isEmpty();
    }

    @Test
    void namesChartsThatShowAnotherAsALayer() {
        var finder = finder(usages(
                chart(4, ORDERS, object("groupby", List.of("status"))),
                chart(5, CUSTOMERS, Tree.NOTHING, Set.of(4)),
                chart(6, CUSTOMERS, Tree.NOTHING, Set.of(5))));

        assertThat(names(finder.ofColumn(ORDERS, "status", Effect.RETURNS_NULL)))
                .containsExactly("CHART C4 [column status]", "CHART C5 [chart C4]", "CHART C6 [chart C5]");
    }

    @Test
    void namesChartsThatShowEachOtherOnce() {
        var finder = finder(usages(
                chart(4, ORDERS, object("groupby", List.of("status")), Set.of(5)),
                chart(5, CUSTOMERS, Tree.NOTHING, Set.of(4))));

        assertThat(names(finder.ofColumn(ORDERS, "status", Effect.BREAKS)))
                .containsExactly("CHART C4 [column status, chart C5]", "CHART C5 [chart C4]");
    }

    @Test
    void namesSqlOnlyWhereTheColumnIsLost() {
        var finder = finder(usages(chart(4, ORDERS, object("sqlExpression", "SUM(cost) / 2"))));

        assertThat(finder.ofColumn(ORDERS, "cost", Effect.BREAKS)).isEmpty();
        assertThat(names(finder.ofLostColumn(orders(), List.of(), "postgresql", "cost")))
                .containsExactly("CHART C4 [column cost]");
        assertThat(finder.ofLostColumn(orders(), List.of(), "postgresql", "revenue"))
                .isEmpty();
    }

    @Test
    void saysOfWhichChartsTheSavedQueryCouldChangeTheAnswer() {
        var clear = chart(4, ORDERS, object("metrics", List.of("revenue")));
        var silent = chart(5, ORDERS, object("metrics", List.of("orders")));
        var unclear = chart(6, ORDERS, object("x", "revenue"));
        var elsewhere = chart(8, CUSTOMERS, Tree.NOTHING);
        var usages = usages(clear, silent, unclear, elsewhere);

        var unread = finder(usages);
        assertThat(names(unread.ofMetric(ORDERS, "revenue", Effect.BREAKS)))
                .containsExactly("CHART C4 [metric revenue]", "CHART C6 [metric revenue]");
        assertThat(unread.open()).containsExactlyInAnyOrder(5, 6);

        var read = new ImpactFinder(
                usages, Map.of(5, object("metrics", List.of("revenue")), 6, object("groupby", List.of("revenue"))));
        assertThat(names(read.ofMetric(ORDERS, "revenue", Effect.BREAKS)))
                .containsExactly("CHART C4 [metric revenue]", "CHART C5 [metric revenue]");
        assertThat(read.open()).isEmpty();
    }

    @Test
    void leavesSqlOpenUntilItIsCertain() {
        var finder = finder(usages(
                chart(4, ORDERS, object("sqlExpression", "SUM(cost)")),
                chart(5, ORDERS, object("sqlExpression", "cost = {{ x }}")),
                chart(6, ORDERS, Tree.NOTHING)));

        finder.ofLostColumn(orders(), List.of(), "postgresql", "cost");

        assertThat(finder.open()).containsExactlyInAnyOrder(5, 6);
    }

    @Test
    void needsNoSavedQueryOfWhatLosesItsDataset() {
        var finder = finder(usages(chart(4, ORDERS, Tree.NOTHING)));

        assertThat(names(finder.ofDataset(ORDERS))).containsExactly("CHART C4 [dataset]");
        assertThat(finder.open()).isEmpty();
    }

    @Test
    void isNotCertainWhereSqlCannotBeParsed() {
        var finder = finder(usages(chart(4, ORDERS, object("sqlExpression", "cost = {{ x }}"))));

        assertThat(finder.ofLostColumn(orders(), List.of(), "postgresql", "cost"))
                .singleElement()
                .satisfies(impact -> assertThat(impact.certain()).isFalse());
    }

    @Test
    void namesMetricsAndCalculatedColumnsWhoseSqlNamesALostColumnAndTheirUsers() {
        var finder = finder(usages(
                chart(4, ORDERS, object("metrics", List.of("total"))),
                chart(5, ORDERS, object("groupby", List.of("margin"))),
                chart(6, ORDERS, object("metrics", List.of("other")))));
        var expressions = List.of(
                new Expression(Kind.METRIC, "total", "SUM(cost)"),
                new Expression(Kind.METRIC, "other", "SUM(revenue)"),
                new Expression(Kind.METRIC, "new", "MAX(cost)"),
                new Expression(Kind.COLUMN, "margin", "revenue - cost"));

        assertThat(names(finder.ofLostColumn(orders(), expressions, "postgresql", "cost")))
                .containsExactly(
                        "METRIC total [column cost]",
                        "CHART C4 [metric total]",
                        "COLUMN margin [column cost]",
                        "CHART C5 [column margin]");
    }

    @Test
    void namesRulesWhoseClauseNamesALostColumn() {
        var rule = new RowRule(3, "Own rows", "region = 'x'", "Regular", null, null, Set.of(1), Set.of(ORDERS));
        var usages =
                new Usages(Map.of(), List.of(), List.of(), List.of(), List.of(new RuleUse(rule, "/rules")), List.of());

        assertThat(names(finder(usages).ofLostColumn(orders(), List.of(), "postgresql", "region")))
                .containsExactly("ROW_LEVEL_SECURITY Own rows [column region]");
    }

    private static ActualDataset orders() {
        var key = new DatasetKey("warehouse", null, "dwh", "orders");
        return new ActualDataset(
                ORDERS,
                "uuid",
                1,
                null,
                new Dataset(key, Settings.none(), List.of(), List.of()),
                null,
                "",
                Map.of("margin", 11),
                Map.of("total", 21, "other", 22));
    }
}
