package dev.supersetsync.impact;

import static dev.supersetsync.impact.ReferencesTests.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.impact.Impact.Kind;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.RowRule;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Tree;
import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.CrossFilterUse;
import dev.supersetsync.state.Usages.DashboardUse;
import dev.supersetsync.state.Usages.FilterUse;
import dev.supersetsync.state.Usages.QueryUse;
import dev.supersetsync.state.Usages.ReportUse;
import dev.supersetsync.state.Usages.RuleUse;
import dev.supersetsync.state.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is touched: directly, and because somebody else is. */
class ImpactFinderTests {

    private static final int ORDERS = 1;
    private static final int CUSTOMERS = 2;
    private static final DashboardUse SALES = new DashboardUse(7, "Sales", "/dashboard/7", List.of("Dan"));

    private static ChartUse chart(int id, int dataset, Tree params) {
        return chart(id, dataset, params, Set.of());
    }

    private static ChartUse chart(int id, int dataset, Tree params, Set<Integer> layers) {
        return new ChartUse(id, "C" + id, "/c" + id, List.of("Ana"), dataset, Set.of(7), layers, Set.of(), params);
    }

    private static Usages usages(ChartUse... charts) {
        return usages(List.of(), List.of(charts), List.of(), List.of(), List.of());
    }

    private static Usages usages(
            List<QueryUse> queries,
            List<ChartUse> charts,
            List<FilterUse> filters,
            List<CrossFilterUse> crossFilters,
            List<RuleUse> rules) {
        return new Usages(Map.of(), queries, List.of(), charts, List.of(), filters, crossFilters, rules, List.of());
    }

    private static ImpactFinder finder(Usages usages) {
        return new ImpactFinder(usages, Map.of());
    }

    private static FilterUse filter(int dataset, Set<Integer> filtered, String column) {
        return new FilterUse(7, "State", Set.of(dataset), filtered, Set.of(column), Set.of(), true, Tree.NOTHING);
    }

    private static List<String> names(List<Impact> impacts) {
        return impacts.stream()
                .map(impact -> impact.kind() + " " + impact.name() + " " + impact.uses())
                .toList();
    }

    @Test
    void namesAChartWithWhatItUsesAndItsOwners() {
        var finder = finder(usages(chart(4, ORDERS, object("metrics", List.of("revenue")))));

        assertThat(finder.ofMetric(sqlOf(ORDERS), "revenue", Effect.BREAKS))
                .containsExactly(new Impact(
                        Kind.CHART, 4, "C4", "/c4", List.of("metric revenue"), Effect.BREAKS, true, List.of("Ana")));
        assertThat(finder.ofMetric(sqlOf(CUSTOMERS), "revenue", Effect.BREAKS)).isEmpty();
        assertThat(finder.ofColumn(ORDERS, "revenue", Effect.BREAKS)).isEmpty();
    }

    @Test
    void namesEverybodyOfADatasetThatGoes() {
        var rule = new RowRule(3, "Own rows", "a = 1", "Regular", null, null, Set.of(1), Set.of(ORDERS));
        var usages = new Usages(
                Map.of(),
                List.of(),
                List.of(),
                List.of(chart(4, ORDERS, Tree.NOTHING), chart(5, CUSTOMERS, Tree.NOTHING)),
                List.of(SALES),
                List.of(filter(ORDERS, Set.of(), "status"), filter(CUSTOMERS, Set.of(ORDERS), "status")),
                List.of(),
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
                List.of(),
                List.of(),
                List.of(SALES),
                List.of(filter(CUSTOMERS, Set.of(ORDERS), "status")),
                List.of(),
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
        assertThat(names(finder.ofLostColumn(sqlOf(ORDERS), "postgresql", "cost")))
                .containsExactly("CHART C4 [column cost]");
        assertThat(finder.ofLostColumn(sqlOf(ORDERS), "postgresql", "revenue")).isEmpty();
    }

    @Test
    void saysOfWhichChartsTheSavedQueryCouldChangeTheAnswer() {
        var clear = chart(4, ORDERS, object("metrics", List.of("revenue")));
        var silent = chart(5, ORDERS, object("metrics", List.of("orders")));
        var unclear = chart(6, ORDERS, object("x", "revenue"));
        var elsewhere = chart(8, CUSTOMERS, Tree.NOTHING);
        var usages = usages(clear, silent, unclear, elsewhere);

        var unread = finder(usages);
        assertThat(names(unread.ofMetric(sqlOf(ORDERS), "revenue", Effect.BREAKS)))
                .containsExactly("CHART C4 [metric revenue]", "CHART C6 [metric revenue]");
        assertThat(unread.open()).containsExactlyInAnyOrder(5, 6);

        var read = new ImpactFinder(
                usages,
                Map.of(
                        5, object("queries", List.of(object("metrics", List.of("revenue")))),
                        6, object("queries", List.of(object("columns", List.of("revenue"))))));
        assertThat(names(read.ofMetric(sqlOf(ORDERS), "revenue", Effect.BREAKS)))
                .containsExactly("CHART C4 [metric revenue]", "CHART C5 [metric revenue]");
        assertThat(read.open()).isEmpty();
    }

    /** As charts are that were made by the API or imported: of a number, filtered by a column of the metric's name. */
    @Test
    void mayUseAMetricThatIsAColumnInAnotherPlaceUnlessTheSavedQueryKnows() {
        var filter = object("expressionType", "SIMPLE", "clause", "WHERE", "subject", "revenue", "comparator", "1");
        var number = chart(4, ORDERS, object("metric", "revenue", "adhoc_filters", List.of(filter)));
        var formatted = object("column", "revenue", "operator", ">", "targetValue", 1);
        var coloured = chart(5, ORDERS, object("metric", "revenue", "conditional_formatting", List.of(formatted)));
        var usages = usages(number, coloured);
        var savedQuery = object("queries", List.of(object("columns", List.of("revenue"), "metrics", List.of("count"))));

        assertThat(finder(usages).ofMetric(sqlOf(ORDERS), "revenue", Effect.BREAKS))
                .extracting(Impact::name, Impact::certain)
                .containsExactly(Assertions.tuple("C4", false), Assertions.tuple("C5", false));
        assertThat(new ImpactFinder(usages, Map.of(4, savedQuery, 5, Tree.NOTHING))
                        .ofMetric(sqlOf(ORDERS), "revenue", Effect.BREAKS))
                .extracting(Impact::name)
                .containsExactly("C5");
    }

    @Test
    void mayUseAColumnThatIsAMetricInAnotherPlaceUnlessTheSavedQueryKnows() {
        var usages = usages(
                chart(4, ORDERS, object("metrics", List.of("revenue"), "entity", "revenue")),
                chart(5, ORDERS, object("metrics", List.of("revenue"), "entity", "revenue")));
        var savedQuery =
                object("queries", List.of(object("columns", List.of("status"), "metrics", List.of("revenue"))));

        assertThat(finder(usages).ofColumn(ORDERS, "revenue", Effect.BREAKS))
                .extracting(Impact::name, Impact::certain)
                .containsExactly(Assertions.tuple("C4", false), Assertions.tuple("C5", false));
        assertThat(new ImpactFinder(usages, Map.of(4, savedQuery, 5, Tree.NOTHING))
                        .ofColumn(ORDERS, "revenue", Effect.BREAKS))
                .extracting(Impact::name)
                .containsExactly("C5");
    }

    @Test
    void leavesSqlOpenUntilItIsCertain() {
        var finder = finder(usages(
                chart(4, ORDERS, object("sqlExpression", "SUM(cost)")),
                chart(5, ORDERS, object("sqlExpression", "cost = {{ x }}")),
                chart(6, ORDERS, Tree.NOTHING)));

        finder.ofLostColumn(sqlOf(ORDERS), "postgresql", "cost");

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

        assertThat(finder.ofLostColumn(sqlOf(ORDERS), "postgresql", "cost"))
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

        assertThat(names(finder.ofLostColumn(orders(expressions, ""), "postgresql", "cost")))
                .containsExactly(
                        "METRIC total [column cost]",
                        "CHART C4 [metric total]",
                        "COLUMN margin [column cost]",
                        "CHART C5 [column margin]");
    }

    @Test
    void namesRulesWhoseClauseNamesALostColumn() {
        var rule = new RowRule(3, "Own rows", "region = 'x'", "Regular", null, null, Set.of(1), Set.of(ORDERS));
        var usages = usages(List.of(), List.of(), List.of(), List.of(), List.of(new RuleUse(rule, "/rules")));

        assertThat(names(finder(usages).ofLostColumn(sqlOf(ORDERS), "postgresql", "region")))
                .containsExactly("ROW_LEVEL_SECURITY Own rows [column region]");
    }

    @Test
    void namesFiltersWhoseValuesAreFetchedByALostColumn() {
        var choice = filter(ORDERS, Set.of(), "state");
        var range = new FilterUse(7, "Range", Set.of(ORDERS), Set.of(), Set.of("n"), Set.of(), false, Tree.NOTHING);
        var finder = finder(usages(
                List.of(), List.of(), List.of(choice, range, filter(CUSTOMERS, Set.of(), "x")), List.of(), List.of()));
        var sql = orders(List.of(), "paid AND {{ metric('total') }} > 0");

        assertThat(names(finder.ofLostColumn(sql, "postgresql", "paid")))
                .containsExactly("NATIVE_FILTER dashboard 7: State [column paid for its values]");
        assertThat(names(finder.ofMetric(sql, "total", Effect.BREAKS)))
                .containsExactly("NATIVE_FILTER dashboard 7: State [metric total for its values]");
        assertThat(finder.ofLostColumn(sql, "postgresql", "total")).isEmpty();
        assertThat(finder.ofColumn(ORDERS, "paid", Effect.BREAKS)).isEmpty();
    }

    @Test
    void namesChartsThatOthersFilterByAColumnOfTheSameName() {
        var dimensions = object("groupby", List.of("status", object("sqlExpression", "upper(region)", "label", "r")));
        var usages = usages(
                List.of(),
                List.of(chart(4, ORDERS, Tree.NOTHING), chart(5, ORDERS, Tree.NOTHING)),
                List.of(),
                List.of(new CrossFilterUse(7, 9, "By state", Set.of(4), dimensions)),
                List.of());

        assertThat(names(finder(usages).ofColumn(ORDERS, "status", Effect.BREAKS)))
                .containsExactly("CHART C4 [column status, by which chart By state filters it]");
        assertThat(names(finder(usages).ofLostColumn(sqlOf(ORDERS), "postgresql", "region")))
                .containsExactly("CHART C4 [column region, by which chart By state filters it]");
        assertThat(finder(usages).ofColumn(ORDERS, "region", Effect.BREAKS)).isEmpty();
        assertThat(finder(usages).ofLostColumn(sqlOf(ORDERS), "postgresql", "status"))
                .isEmpty();
        assertThat(finder(usages).ofDataset(ORDERS)).hasSize(2);
    }

    private static ImpactFinder finderOfReaders(String... queries) {
        var uses = new ArrayList<QueryUse>();
        var charts = new ArrayList<ChartUse>();
        for (String query : queries) {
            int id = 30 + uses.size();
            uses.add(new QueryUse(id, "V" + id, query));
            charts.add(chart(id + 100, id, Tree.NOTHING));
        }
        return finder(usages(
                uses,
                charts,
                List.of(filter(30, Set.of(), "x"), filter(CUSTOMERS, Set.of(), "y")),
                List.of(),
                List.of()));
    }

    @Test
    void namesEverybodyOnDatasetsWhoseQueriesReadOneThatGoes() {
        var finder = finderOfReaders(
                "SELECT a FROM {{ dataset(1) }}",
                "SELECT b FROM {{ dataset(30) }}",
                "SELECT c FROM {{ dataset(2) }}",
                "SELECT {{ metric('total', 1) }} FROM t");

        assertThat(names(finder.ofDataset(ORDERS)))
                .containsExactly(
                        "CHART C130 [dataset() in the query of V30]",
                        "NATIVE_FILTER dashboard 7: State [dataset() in the query of V30]",
                        "CHART C131 [dataset V30 in the query of V31]",
                        "CHART C133 [dataset() in the query of V33]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT status FROM {{ dataset(1) }}                                        | CERTAIN
            SELECT d.status FROM {{ dataset(1) }} JOIN t ON true                       | CERTAIN
            SELECT * FROM {{ dataset(1) }}                                             | POSSIBLE
            SELECT status FROM {{ dataset(1) }} {% if x %} WHERE y {% endif %}         | POSSIBLE
            SELECT cost FROM {{ dataset(1) }}                                          | NONE
            SELECT 'status' FROM {{ dataset(1) }}                                      | NONE
            SELECT * FROM {{ dataset(2) }}                                             | NONE
            SELECT * FROM {{ dataset(1, columns=['cost']) }}                           | NONE
            SELECT cost FROM {{ dataset(1, columns=['cost', 'status']) }}              | CERTAIN
            SELECT count(*) FROM {{ dataset(1) }}                                      | NONE
            """)
    void readersNeedAColumnThatTheyNameAndMayIfTheyTakeAll(String query, SqlText.Use use) {
        assertThat(finderOfReaders(query).ofColumn(ORDERS, "status", Effect.BREAKS).stream()
                        .filter(impact -> impact.kind() == Kind.CHART)
                        .map(impact -> impact.certain() ? SqlText.Use.CERTAIN : SqlText.Use.POSSIBLE))
                .isEqualTo(use == SqlText.Use.NONE ? List.of() : List.of(use));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT total FROM {{ dataset(1, include_metrics=True) }}    | true
            SELECT total FROM {{ dataset(1, True) }}                    | true
            SELECT total FROM {{ dataset(1, include_metrics=False) }}   | false
            SELECT total FROM {{ dataset(1) }}                          | false
            SELECT {{ metric('total', 1) }} FROM t                      | true
            SELECT {{ metric('total') }} FROM t                         | false
            """)
    void readersNeedAMetricThatTheyTake(String query, boolean isUsed) {
        assertThat(finderOfReaders(query)
                        .ofMetric(sqlOf(ORDERS), "total", Effect.BREAKS)
                        .isEmpty())
                .isNotEqualTo(isUsed);
    }

    @Test
    void namesEverybodyOnADatasetWhoseOwnQueryTakesInAMetric() {
        var finder = finderOfReaders("SELECT {{ metric('total') }} AS x FROM t");

        assertThat(names(finder.ofMetric(sqlOf(30), "total", Effect.BREAKS)))
                .containsExactly(
                        "CHART C130 [metric total in the query of V30]",
                        "NATIVE_FILTER dashboard 7: State [metric total in the query of V30]");
    }

    @Test
    void namesMetricsThatTakeInAMetricAndTheirUsers() {
        var finder = finder(usages(
                chart(4, ORDERS, object("metrics", List.of("other"))),
                chart(5, ORDERS, object("sqlExpression", "{{ metric('total') }} / 2")),
                chart(6, ORDERS, object("sqlExpression", "{{ metric('total', 2) }} / 2"))));
        var expressions = List.of(
                new Expression(Kind.METRIC, "total", "SUM(cost)"),
                new Expression(Kind.METRIC, "other", "{{ metric('total') }} / NULLIF({{ metric('other') }}, 0)"),
                new Expression(Kind.METRIC, "new", "{{ metric('total') }}"));

        assertThat(names(finder.ofMetric(orders(expressions, ""), "total", Effect.CHANGES_NUMBERS)))
                .containsExactly("CHART C5 [metric total]", "METRIC other [metric total]", "CHART C4 [metric other]");
        assertThat(names(finder.ofLostColumn(orders(expressions, ""), "postgresql", "cost")))
                .containsExactly(
                        "METRIC total [column cost]",
                        "CHART C5 [metric total]",
                        "METRIC other [metric total]",
                        "CHART C4 [metric other]");
    }

    @Test
    void namesReadersOfADatasetWhoseCalculatedColumnFails() {
        var finder = finderOfReaders("SELECT a FROM {{ dataset(1) }}", "SELECT a FROM {{ dataset(1, columns=['a']) }}");
        var expressions = List.of(new Expression(Kind.COLUMN, "margin", "revenue - cost"));

        assertThat(names(finder.ofLostColumn(orders(expressions, ""), "postgresql", "cost")))
                .containsExactly(
                        "COLUMN margin [column cost]",
                        "CHART C130 [column margin in the query of V30]",
                        "NATIVE_FILTER dashboard 7: State [column margin in the query of V30]");
    }

    @Test
    void namesChartsOfOtherDatasetsWhoseSqlNamesOneByAMacro() {
        var params = object("sqlExpression", "{{ metric('total', 1) }} / (SELECT max(cost) FROM {{ dataset(1) }})");
        var chart = new ChartUse(4, "C4", "/c4", List.of(), CUSTOMERS, Set.of(), Set.of(), Set.of(ORDERS), params);
        var finder = finder(usages(chart));

        assertThat(names(finder.ofDataset(ORDERS))).containsExactly("CHART C4 [dataset]");
        assertThat(names(finder.ofMetric(sqlOf(ORDERS), "total", Effect.BREAKS)))
                .containsExactly("CHART C4 [metric total]");
        assertThat(names(finder.ofColumn(ORDERS, "cost", Effect.BREAKS))).containsExactly("CHART C4 [column cost]");
        assertThat(finder.ofColumn(ORDERS, "status", Effect.BREAKS)).isEmpty();
        assertThat(finder.ofMetric(sqlOf(CUSTOMERS), "total", Effect.BREAKS)).isEmpty();
    }

    private static Usages templated(Map<String, String> metrics, String predicate, Usages others) {
        var settings = Settings.none().with(Setting.FETCH_VALUES_PREDICATE, new Value.Text(predicate));
        var ids = new HashMap<String, Integer>();
        var all = metrics.entrySet().stream()
                .map(metric -> {
                    ids.put(metric.getKey(), 50 + ids.size());
                    return new Metric(
                            metric.getKey(),
                            Settings.none().with(Setting.EXPRESSION, new Value.Text(metric.getValue())));
                })
                .toList();
        var customers = new ActualDataset(
                CUSTOMERS,
                "uuid-2",
                1,
                null,
                new Dataset(new DatasetKey("warehouse", null, "dwh", "customers"), settings, List.of(), all),
                null,
                "",
                Map.of(),
                ids);
        return new Usages(
                        Map.of(),
                        List.of(),
                        List.of(customers),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())
                .and(others);
    }

    @Test
    void namesMetricsOfOtherDatasetsWhoseMacrosTakeInAMetricAndTheirUsers() {
        var finder = finder(templated(
                Map.of("per", "{{ metric('total', 1) }} / 2", "own", "{{ metric('total') }}"),
                "{{ metric('total', 1) }} > 0",
                usages(
                        List.of(),
                        List.of(
                                chart(4, CUSTOMERS, object("metrics", List.of("per"))),
                                chart(5, CUSTOMERS, object("metrics", List.of("own")))),
                        List.of(filter(CUSTOMERS, Set.of(), "x")),
                        List.of(),
                        List.of())));

        for (var impacts : List.of(finder.ofMetric(sqlOf(ORDERS), "total", Effect.BREAKS), finder.ofDataset(ORDERS))) {
            String use = impacts.getFirst().uses().getFirst();
            assertThat(names(impacts))
                    .containsExactly(
                            "METRIC per [" + use + "]",
                            "CHART C4 [metric per]",
                            "NATIVE_FILTER dashboard 7: State [" + use + " for its values]");
        }
        assertThat(finder.ofMetric(sqlOf(ORDERS), "other", Effect.BREAKS)).isEmpty();
        assertThat(names(finder.ofMetric(sqlOf(CUSTOMERS), "per", Effect.BREAKS)))
                .containsExactly("CHART C4 [metric per]");
    }

    @Test
    void namesMetricsOfOtherDatasetsThatReadOneForAColumn() {
        var finder = finder(templated(
                Map.of("per", "SUM(a) / (SELECT max(cost) FROM {{ dataset(1) }})"),
                "",
                usages(chart(4, CUSTOMERS, object("metrics", List.of("per"))))));

        assertThat(names(finder.ofColumn(ORDERS, "cost", Effect.RETURNS_NULL)))
                .containsExactly("METRIC per [column cost]", "CHART C4 [metric per]");
        assertThat(finder.ofColumn(ORDERS, "status", Effect.RETURNS_NULL)).isEmpty();
    }

    @Test
    void aMetricThatIsTakenInMeansTheMetricsOfWhoTakesItIn() {
        var finder = finder(templated(
                Map.of("per", "{{ metric('total') }} / 2"),
                "",
                usages(
                        chart(4, ORDERS, object("sqlExpression", "{{ metric('per', 2) }}")),
                        chart(5, CUSTOMERS, object("sqlExpression", "{{ metric('per', 2) }}")))));

        assertThat(names(finder.ofMetric(sqlOf(ORDERS), "total", Effect.BREAKS)))
                .containsExactly("CHART C4 [metric total]");
    }

    @Test
    void asksForTheSavedQueriesOfChartsThatNameADatasetByAMacroThere() {
        var chart =
                new ChartUse(4, "C4", "/c4", List.of(), CUSTOMERS, Set.of(), Set.of(), Set.of(ORDERS), Tree.NOTHING);
        var first = finder(usages(chart));
        assertThat(first.ofMetric(sqlOf(ORDERS), "total", Effect.BREAKS)).isEmpty();
        assertThat(first.open()).containsExactly(4);

        var second = new ImpactFinder(usages(chart), Map.of(4, object("sqlExpression", "{{ metric('total', 1) }}")));

        assertThat(names(second.ofMetric(sqlOf(ORDERS), "total", Effect.BREAKS)))
                .containsExactly("CHART C4 [metric total]");
        assertThat(second.open()).isEmpty();
    }

    @Test
    void namesRulesOfOtherDatasetsWhoseClausesTakeInAMetric() {
        var clause = "n < (SELECT {{ metric('total', 1) }} FROM t)";
        var rule = new RowRule(3, "Few", clause, "Regular", null, null, Set.of(1), Set.of(CUSTOMERS));
        var finder = finder(usages(List.of(), List.of(), List.of(), List.of(), List.of(new RuleUse(rule, "/rules"))));

        assertThat(names(finder.ofMetric(sqlOf(ORDERS), "total", Effect.BREAKS)))
                .containsExactly("ROW_LEVEL_SECURITY Few [metric total]");
        assertThat(names(finder.ofDataset(ORDERS))).containsExactly("ROW_LEVEL_SECURITY Few [dataset]");
        assertThat(finder.ofMetric(sqlOf(ORDERS), "other", Effect.BREAKS)).isEmpty();
    }

    private static DatasetSql sqlOf(int id) {
        return new DatasetSql(dataset(id), List.of(), "");
    }

    private static DatasetSql orders(List<Expression> expressions, String valuesPredicate) {
        return new DatasetSql(dataset(ORDERS), expressions, valuesPredicate);
    }

    private static ActualDataset dataset(int id) {
        var key = new DatasetKey("warehouse", null, "dwh", "orders");
        return new ActualDataset(
                id,
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
