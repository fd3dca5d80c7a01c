package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.model.Defaults;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MetricFlowReaderTests {

    private static final String MANIFEST = "dbt/dbt-1.11/manifest.json";
    private static final String SEMANTIC_MANIFEST = "dbt/dbt-1.11/semantic_manifest.json";
    private static final String NEWER = "dbt/dbt-1.12/manifest.json";
    private static final String NEWER_SEMANTIC_MANIFEST = "dbt/dbt-1.12/semantic_manifest.json";

    @Test
    void makesADatasetOfEachSemanticModel() {
        var read = FormatRead.ofFiles(Format.METRICFLOW, MANIFEST);

        assertThat(read.tables()).containsExactly("analytics_marts.orders", "analytics_marts.dim_customers");
        var orders = (ObjectNode) read.model("orders");
        orders.remove("metrics");
        assertThat(orders).isEqualTo(JsonText.parse("""
                {"table": "orders", "database": "shopdb", "catalog": null, "schema": "analytics_marts",
                 "description": "One row per order", "main_datetime_column": "ordered_at", "cache_timeout": 600,
                 "undeclared_columns": "INCLUDE",
                 "columns": [
                   {"name": "order_id"},
                   {"name": "customer_id"},
                   {"name": "ordered_at", "label": "Ordered at", "description": "When the customer ordered",
                    "temporal": true},
                   {"name": "status", "label": "Status", "filterable": true},
                   {"name": "is_paid"},
                   {"name": "is_large", "expression": "revenue >= 100", "label": "Large"},
                   {"name": "state", "expression": "status"}]}
                """).root());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    revenue             | {"aggregation": "SUM", "column": "revenue", "label": "Revenue", "d3_format": ",.2f", "currency": "EUR"}
                    margin              | {"expression": "COALESCE(SUM(revenue - cost), 0)", "label": "Margin"}
                    priced_orders       | {"aggregation": "COUNT", "column": "revenue", "label": "Priced orders"}
                    paid_orders         | {"aggregation": "COUNT", "filter": "is_paid", "label": "Paid orders"}
                    paid_revenue        | {"aggregation": "SUM", "column": "revenue", "filter": "is_paid", "label": "Paid revenue", "description": "Revenue of paid orders"}
                    large_revenue       | {"aggregation": "SUM", "column": "revenue", "filter": "((revenue >= 100)) AND (customer_id <> 8)", "label": "Large revenue"}
                    early_margin        | {"expression": "COALESCE(SUM(CASE WHEN (DATE_TRUNC('month', ordered_at) < '2026-02-01') AND (status = 'done') THEN revenue - cost END), 0)", "label": "Early margin"}
                    most_lost           | {"expression": "COALESCE(MAX(CASE WHEN status = 'nothing' THEN revenue END), 5)", "label": "Most lost"}
                    paid_share          | {"formula": "1.0 * [paid_orders] / [order_count]", "label": "Paid share"}
                    done_share          | {"formula": "1.0 * (COUNT(CASE WHEN status = 'done' THEN 1 END)) / [order_count]", "label": "Done share"}
                    paid_share_of_large | {"formula": "1.0 * (COUNT(CASE WHEN (is_paid) AND ((revenue >= 100)) THEN 1 END)) / (COUNT(CASE WHEN (revenue >= 100) THEN 1 END))", "label": "Paid share of large orders"}
                    cost_share          | {"formula": "([revenue] - [margin]) / [revenue]", "label": "Cost share"}
                    open_share          | {"formula": "1 - [done_share] / [paid_share]", "label": "Open share"}
                    order_count         | {"aggregation": "COUNT", "label": "Orders", "description": "Metric created from measure order_count"}
                    mean_revenue        | {"aggregation": "AVG", "column": "revenue", "description": "Metric created from measure mean_revenue"}
                    least_revenue       | {"aggregation": "MIN", "column": "revenue", "description": "Metric created from measure least_revenue"}
                    most_revenue        | {"aggregation": "MAX", "column": "revenue", "description": "Metric created from measure most_revenue"}
                    buyers              | {"aggregation": "COUNT_DISTINCT", "column": "customer_id", "description": "Metric created from measure buyers"}
                    months              | {"expression": "COUNT(DISTINCT date_trunc('month', ordered_at))", "description": "Metric created from measure months"}
                    median_revenue      | {"expression": "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY revenue)", "description": "Metric created from measure median_revenue"}
                    p90_revenue         | {"expression": "PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY revenue)", "description": "Metric created from measure p90_revenue"}
                    p90_real_revenue    | {"expression": "PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY revenue)", "description": "Metric created from measure p90_real_revenue"}
                    about_p90_revenue   | {"expression": "PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY revenue)", "description": "Metric created from measure about_p90_revenue"}
                    daily_revenue       | {"aggregation": "SUM", "column": "revenue", "label": "Daily revenue", "warning": "It has no value for times without rows, because Superset has no time spine (join_to_timespine)"}
                    revenue_so_far      | {"aggregation": "SUM", "column": "revenue", "label": "Revenue so far", "warning": "It is the total of each period, and does not add up over time: that needs a window, which a chart can have (rolling function cumsum)"}
                    """)
    void makesMetricsOfWhatIsAnAggregateOverOneTable(String metric, String expected) {
        for (String file : List.of(MANIFEST, SEMANTIC_MANIFEST)) {
            var written = (ObjectNode)
                    metric(FormatRead.ofFiles(Format.METRICFLOW, file).model("orders"), metric);
            written.remove("name");
            assertThat(written).isEqualTo(JsonMapper.shared().readTree(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {MANIFEST, SEMANTIC_MANIFEST})
    void namesWhatItLeavesOutAndWhy(String file) {
        var read = FormatRead.ofFiles(Format.METRICFLOW, file);

        assertThat(read.losses())
                .containsExactlyInAnyOrder(
                        "the metric revenue_per_customer is left out: it needs a join of the semantic models orders and"
                                + " customers",
                        "orders: the metric daily_revenue has no value for times without rows, because Superset has no"
                                + " time spine (join_to_timespine)",
                        "orders: the metric german_revenue is left out: it has a filter that needs a join:"
                                + " {{ Dimension('customer__country') }} = 'DE'",
                        "orders: the metric revenue_of_regulars is left out: it has a filter on another metric:"
                                + " {{ Metric('order_count', group_by=['customer']) }} > 1",
                        "orders: the metric stock is left out: it counts only the rows of one time"
                                + " (non_additive_dimension), which needs a window",
                        "orders: the metric revenue_growth is left out: it needs the metric revenue of another time"
                                + " (offset_window)",
                        "orders: the metric revenue_in_month is left out: it needs the metric revenue of another time"
                                + " (offset_to_grain)",
                        "orders: the metric revenue_so_far is the total of each period, and does not add up over time:"
                                + " that needs a window, which a chart can have (rolling function cumsum)",
                        "orders: the metric revenue_of_week is left out: it adds up over a part of the time (window),"
                                + " which needs a window",
                        "orders: the metric revenue_month_to_date is left out: it adds up over a part of the time"
                                + " (grain_to_date), which needs a window",
                        "orders: the metric paid_rate is left out: it is a conversion, which follows an entity from one"
                                + " event to another");
        assertThat(read.document().losses())
                .filteredOn(loss -> loss.message().contains("paid_rate"))
                .singleElement()
                .returns("metrics.paid_rate", loss -> loss.path())
                .returns(read.document().models().getFirst().key(), loss -> loss.model());
    }

    @ParameterizedTest
    @ValueSource(strings = {NEWER, NEWER_SEMANTIC_MANIFEST})
    void readsTheNewerPlaceOfAggregates(String file) {
        var read = FormatRead.ofFiles(Format.METRICFLOW, file);
        var orders = read.model("orders");

        assertThat(orders.path("metrics")).isEqualTo(JsonText.parse("""
                [{"name": "revenue", "aggregation": "SUM", "column": "revenue", "label": "Revenue",
                  "d3_format": ",.2f", "currency": "EUR"},
                 {"name": "order_count", "aggregation": "COUNT", "label": "Orders"},
                 {"name": "paid_orders", "aggregation": "COUNT", "filter": "is_paid"},
                 {"name": "median_revenue", "expression": "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY revenue)"},
                 {"name": "p90_real_revenue", "expression": "PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY revenue)"},
                 {"name": "paid_revenue", "aggregation": "SUM", "column": "revenue", "filter": "is_paid"},
                 {"name": "paid_share", "formula": "1.0 * [paid_orders] / [order_count]"},
                 {"name": "cost_share",
                  "formula": "([revenue] - (COALESCE(SUM(revenue - cost), 0))) / [revenue]"},
                 {"name": "revenue_so_far", "aggregation": "SUM", "column": "revenue",
                  "warning": "It is the total of each period, and does not add up over time: that needs a window, which a chart can have (rolling function cumsum)"},
                 {"name": "buyers", "aggregation": "COUNT_DISTINCT", "column": "customer_id"}]
                """).root());
        assertThat(FormatRead.named(orders.path("columns"), "name", "status"))
                .isEqualTo(JsonText.parse("""
                {"name": "status", "label": "State", "description": "Where the order stands", "filterable": true}
                """).root());
        assertThat(read.losses())
                .containsExactly(
                        "orders: the metric stock is left out: it counts only the rows of one time"
                                + " (non_additive_dimension), which needs a window",
                        "orders: the metric revenue_so_far is the total of each period, and does not add up over time:"
                                + " that needs a window, which a chart can have (rolling function cumsum)",
                        "orders: the metric revenue_of_week is left out: it adds up over a part of the time (window),"
                                + " which needs a window",
                        "orders: the metric paid_rate is left out: it is a conversion, which follows an entity from one"
                                + " event to another");
    }

    @Test
    void isCalledOtherThanTheProjectSoThatBothCanBeSynced() {
        assertThat(FormatRead.ofFiles(Format.METRICFLOW, MANIFEST).document().name())
                .isEqualTo("shop-metrics");
        assertThat(FormatRead.ofFiles(Format.METRICFLOW, SEMANTIC_MANIFEST)
                        .document()
                        .name())
                .isNull();
    }

    @Test
    void selectsSemanticModelsAndTellsOnlyTheirLosses() {
        var read = FormatRead.ofFiles(Format.METRICFLOW, MANIFEST);

        assertThat(read.select("customers").tables()).containsExactly("analytics_marts.dim_customers");
        assertThat(read.exclude("orders").losses())
                .containsExactly("dim_customers: the metric revenue_per_customer is left out: it needs a join of the"
                        + " semantic models orders and customers");
        assertThat(read.select("path:models/semantic.yml").tables()).hasSize(2);
        assertThat(FormatRead.ofFiles(Format.METRICFLOW, SEMANTIC_MANIFEST)
                        .select("ord*")
                        .tables())
                .containsExactly("analytics_marts.orders");
        assertThat(read.select("model:orders").violations()).hasSize(1);
    }

    @Test
    void mapsDatabasesAsTheFormatDbtDoes() {
        assertThat(FormatRead.ofFiles(Format.METRICFLOW, MANIFEST)
                        .with(new Supplement(null, Defaults.NONE, Map.of("shopdb", "Warehouse")))
                        .model("orders")
                        .path("database")
                        .asString())
                .isEqualTo("Warehouse");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {{ Dimension('order__status') }} = 'x'                         | status = 'x'
                    {{Dimension("order__status")}} = 'x'                           | status = 'x'
                    {{ Dimension('status', entity_path=['order']) }} = 'x'         | status = 'x'
                    {{ Dimension('key__status') }} = 'x'                           | status = 'x'
                    {{ Dimension('order__large') }}                                | (revenue > 100)
                    NOT {{ Dimension('order__large') }} OR {{ Dimension('order__status') }} IS NULL | NOT (revenue > 100) OR status IS NULL
                    {{ Dimension('order__at') }} > '2026-01-01'                    | DATE_TRUNC('day', ordered_at) > '2026-01-01'
                    {{ Dimension('order__at').grain('month') }} > '2026-01-01'     | DATE_TRUNC('month', ordered_at) > '2026-01-01'
                    {{ TimeDimension('order__at') }} > '2026-01-01'                | DATE_TRUNC('day', ordered_at) > '2026-01-01'
                    {{ TimeDimension('order__at', 'YEAR') }} > '2026-01-01'        | DATE_TRUNC('year', ordered_at) > '2026-01-01'
                    {{ TimeDimension('order__at', time_granularity_name='year') }} | DATE_TRUNC('year', ordered_at)
                    {{ TimeDimension('order__at__week') }} > '2026-01-01'          | DATE_TRUNC('week', ordered_at) > '2026-01-01'
                    {{ TimeDimension('metric_time', 'day') }} > '2026-01-01'       | DATE_TRUNC('day', ordered_at) > '2026-01-01'
                    {{ TimeDimension('order__seen') }} > '2026-01-01'              | DATE_TRUNC('hour', (a + b)) > '2026-01-01'
                    {{ Entity('order') }} > 7                                      | order_id > 7
                    {{ Entity('order__customer') }} > 7                            | customer_id > 7
                    """)
    void turnsFiltersIntoConditions(String filter, String condition) {
        assertThat(metric(filtered(filter).model("t"), "m").path("filter").asString())
                .isEqualTo(condition);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {{ Dimension('customer__status') }}                        | it has a filter that needs a join:
                    {{ Dimension('order__customer__status') }}                 | it has a filter that needs a join:
                    {{ Dimension('status', entity_path=['order', 'customer']) }} | it has a filter that needs a join:
                    {{ Dimension('status') }}                                  | it has a filter that needs a join:
                    {{ Dimension('order__country') }}                          | it has a filter that needs a join, because the semantic model s has no dimension country:
                    {{ Entity('shop') }}                                       | it has a filter that needs a join, because the semantic model s has no entity shop:
                    {{ TimeDimension('order__at', 'fiscal_year') }}            | it has a filter with the grain fiscal_year, which needs a time spine:
                    {{ TimeDimension('order__at', date_part_name='year') }}    | it has a filter that is not understood:
                    {{ Dimension('order__at').date_part('year') }}             | it has a filter that is not understood:
                    {{ Dimension(name) }}                                      | it has a filter that is not understood:
                    {{ var('x') }}                                             | it has a filter that is not understood:
                    {{ x }}                                                    | it has a filter that is not understood:
                    {{ Metric('m', group_by=['order']) }} > 1                  | it has a filter on another metric:
                    {% if x %} a {% endif %}                                   | it has a filter with statements:
                    """)
    void leavesOutMetricsWithOtherFilters(String filter, String reason) {
        assertThat(filtered(filter).losses()).containsExactly("t: the metric m is left out: " + reason + " " + filter);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    sum            | x      | SUM x
                    SUM            | x      | SUM x
                    sum            | 1      | COALESCE(SUM(1), 0)
                    sum            | X      | COALESCE(SUM(X), 0)
                    sum            | "a b"  | COALESCE(SUM("a b"), 0)
                    sum            | t.x    | COALESCE(SUM(t.x), 0)
                    average        | x + 1  | COALESCE(AVG(x + 1), 0)
                    min            | x + 1  | MIN(x + 1)
                    max            | x -- y | MAX(x -- y~)
                    count          | 1      | COUNT null
                    count          | *      | COUNT null
                    count          | x      | COUNT x
                    count          | x + 1  | COUNT(x + 1)
                    count_distinct | x      | COUNT_DISTINCT x
                    count_distinct | current_date | COUNT(DISTINCT current_date)
                    sum_boolean    | x > 1  | COUNT null WHERE x > 1
                    median         | x      | PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)
                    percentile     | x      | PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY x)
                    """)
    void aggregatesAsMetricFlowDoes(String kind, String values, String expected) {
        var metric = metric(
                FormatRead.of(
                                Format.METRICFLOW,
                                project(
                                        "",
                                        "{name: x, type: simple, type_params: {expr: '" + values
                                                + "', metric_aggregation_params: {semantic_model: s, agg: " + kind
                                                + ", agg_params: {percentile: 0.25}}}}"))
                        .model("t"),
                "x");
        String aggregate = metric.path("aggregation").asString("") + " "
                + metric.path("column").asString("null")
                + (metric.has("filter") ? " WHERE " + metric.path("filter").asString() : "");

        assertThat(metric.has("expression") ? metric.path("expression").asString() : aggregate)
                .isEqualTo(expected.replace('~', '\n'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    sum     | 0   | SUM
                    average | 0   | AVG
                    count   | 7   | COUNT
                    sum     | 5   | COALESCE(SUM(x), 5)
                    min     | 0   | COALESCE(MIN(x), 0)
                    max     | 1.5 | COALESCE(MAX(x), 1.5)
                    """)
    void fillsWhatHasNoValue(String kind, String fill, String expected) {
        var metric = metric(
                FormatRead.of(
                                Format.METRICFLOW,
                                project(
                                        "",
                                        "{name: x, type: simple, type_params: {expr: x, fill_nulls_with: " + fill
                                                + ", metric_aggregation_params: {semantic_model: s, agg: " + kind
                                                + "}}}"))
                        .model("t"),
                "x");

        assertThat(metric.path("expression").asString(metric.path("aggregation").asString("")))
                .isEqualTo(expected);
    }

    @Test
    void makesMetricsOfMeasuresThatAskForIt() {
        var read = FormatRead.of(Format.METRICFLOW, project("{name: x, agg: sum, create_metric: true, label: X}", ""));

        assertThat(metric(read.model("t"), "x")).isEqualTo(JsonText.parse("""
                {"name": "x", "aggregation": "SUM", "column": "x", "label": "X"}
                """).root());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {name: r, type: ratio, type_params: {numerator: {name: a}, denominator: {name: b}}}           | names the metric 'b', which is missing
                    {name: r, type: simple, type_params: {measure: {name: totl}}}                                 | names the measure 'totl', which is missing; did you mean 'total'?
                    {name: r, type: simple, type_params: {metric_aggregation_params: {semantic_model: o, agg: sum}}} | names the semantic model 'o', which is missing
                    {name: r, type: derived, type_params: {expr: r + a, metrics: [{name: r}, {name: a}]}}         | is circular: the metric needs itself, by way of r
                    {name: r, type: cumulative, type_params: {cumulative_type_params: {metric: {name: r}}}}       | is circular: the metric needs itself, by way of r
                    """)
    void refusesMetricsThatDoNotHangTogether(String metric, String message) {
        var read = FormatRead.of(
                Format.METRICFLOW,
                project(
                        "{name: total, agg: sum}",
                        metric,
                        "{name: a, type: simple, type_params: {measure: {name: total}}}"));

        assertThat(read.violations()).containsExactly("metrics[0].type_params: " + message);
    }

    @Test
    void refusesACycleOfSeveralMetrics() {
        var read = FormatRead.of(
                Format.METRICFLOW,
                project(
                        "",
                        "{name: a, type: derived, type_params: {expr: b, metrics: [{name: b}]}}",
                        "{name: b, type: ratio, type_params: {numerator: {name: c}, denominator: {name: c}}}",
                        "{name: c, type: derived, type_params: {expr: a, metrics: [{name: a}]}}"));

        assertThat(read.violations())
                .containsExactly(
                        "metrics[0].type_params: is circular: the metric needs itself, by way of a and b and c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {name: r, type: odd, type_params: {}}                                                  | it is of the unknown type 'odd'
                    {name: r, type: simple, type_params: {}}                                               | it names no measure and no aggregation
                    {name: r, type: derived, type_params: {metrics: [{name: a}]}}                          | it has no expr
                    {name: r, type: derived, type_params: {expr: 'a[1]', metrics: [{name: a}]}}            | it has brackets in its expr, which mean metrics in a formula
                    {name: r, type: derived, type_params: {expr: '1', metrics: []}}                        | it names no metrics
                    {name: r, type: derived, type_params: {expr: 'b + 1', metrics: [{name: b}]}}           | it needs the metric b, which cannot be had: it has the unknown aggregation 'guess'
                    {name: r, type: simple, type_params: {metric_aggregation_params: {semantic_model: s, agg: sum}}} | it does not say what it aggregates (expr)
                    """)
    void leavesOutMetricsThatItCannotMake(String metric, String reason) {
        var read = FormatRead.of(
                Format.METRICFLOW,
                project(
                        "{name: x, agg: sum}, {name: y, agg: guess}",
                        metric,
                        "{name: a, type: simple, type_params: {measure: {name: x}}}",
                        "{name: b, type: simple, type_params: {measure: {name: y}}, config: {meta: {superset: {enabled: false}}}}"));

        assertThat(read.losses()).anyMatch(loss -> loss.endsWith("the metric r is left out: " + reason));
        assertThat(read.document().models().getFirst().metrics())
                .extracting(made -> made.name())
                .containsExactly("a");
    }

    @Test
    void writesTheMetricsOfAFormulaByWordsOnly() {
        var read = FormatRead.of(
                Format.METRICFLOW,
                project(
                        "{name: x, agg: sum}, {name: y, agg: sum}",
                        "{name: a, type: simple, type_params: {measure: {name: x}}}",
                        "{name: b, type: simple, type_params: {measure: {name: y}}}",
                        "{name: r, type: derived, type_params: {expr: \"CASE WHEN a > aa THEN a / b ELSE 'a' || \\\"b\\\" END\","
                                + " metrics: [{name: a}, {name: b}]}}"));

        assertThat(metric(read.model("t"), "r").path("formula").asString())
                .isEqualTo("CASE WHEN [a] > aa THEN [a] / [b] ELSE 'a' || \"b\" END");
    }

    @Test
    void spellsOutNoMoreThanAFormulaHolds() {
        String chain = IntStream.rangeClosed(1, 9)
                .mapToObj(number ->
                        "{name: m%1$d, type: derived, type_params: {expr: p + q, metrics: [{name: m%2$d, alias: p}, {name: m%2$d, alias: q}]}}"
                                .formatted(number, number - 1))
                .collect(Collectors.joining(", "));
        var read = FormatRead.of(
                Format.METRICFLOW,
                project(
                        "{name: x, agg: sum}",
                        "{name: m0, type: simple, type_params: {measure: {name: x}}}",
                        chain,
                        "{name: r, type: derived, filter: {where_filters: [{where_sql_template: 'a > 1'}]},"
                                + " type_params: {expr: m, metrics: [{name: m9, alias: m}]}}"));

        assertThat(read.losses())
                .containsExactly(
                        "t: the metric r is left out: it needs the metric m9, which cannot be had: it becomes SQL"
                                + " of more than 20000 characters");
    }

    @ParameterizedTest
    @CsvSource({"5000, 0", "5000, 5000", "60, 30"})
    void refusesMetricsThatAreNestedTooDeepInAnyOrder(int deepest, int first) {
        List<String> metrics = IntStream.rangeClosed(1, deepest)
                .mapToObj(
                        number -> "{name: m%d, type: derived, type_params: {expr: p, metrics: [{name: m%d, alias: p}]}}"
                                .formatted(number, number - 1))
                .collect(Collectors.toList());
        metrics.addFirst("{name: m0, type: simple, type_params: {measure: {name: x}}}");
        metrics.addFirst(metrics.remove(first));
        var read = FormatRead.of(Format.METRICFLOW, project("{name: x, agg: sum}", metrics.toArray(String[]::new)));

        assertThat(read.violations())
                .isNotEmpty()
                .allMatch(violation -> violation.endsWith("type_params: is nested more than 50 metrics deep"));
    }

    @Test
    void doesNotWriteNamesIntoSqlThatMeanSomethingElseThere() {
        var read = FormatRead.of(Format.METRICFLOW, """
                {semantic_models: [{name: s, node_relation: {alias: t, database: d},
                   entities: [{name: e, type: primary, expr: user}],
                   measures: [{name: users, agg: count_distinct, expr: user, create_metric: true}, {name: x, agg: sum}]}],
                 metrics: [{name: m, type: simple, filter: {where_filters: [{where_sql_template: "{{ Entity('e') }} = 1"}]},
                            type_params: {measure: {name: x}}}]}
                """);

        assertThat(metric(read.model("t"), "users").path("column").asString()).isEqualTo("user");
        assertThat(read.losses())
                .containsExactly(
                        "t: the metric m is left out: it needs the column user in SQL, where that means something"
                                + " else");
    }

    @Test
    void refusesASemanticModelWithoutATable() {
        assertThat(FormatRead.of(Format.METRICFLOW, "{semantic_models: [{name: s, node_relation: null}], metrics: []}")
                        .violations())
                .containsExactly("semantic_models[0].node_relation: is missing, so there is no table");
    }

    @Test
    void refusesTwoSemanticModelsOnOneTable() {
        assertThat(FormatRead.of(Format.METRICFLOW, """
                        {semantic_models: [{name: a, node_relation: {alias: t, schema_name: s, database: d}},
                                           {name: b, node_relation: {alias: t, schema_name: s, database: d}}],
                         metrics: []}
                        """).violations())
                .containsExactly(
                        "semantic_models[1].table: is the dataset of another model too: semantic_models[0]; keep one of them");
    }

    @Test
    void refusesWhatHoldsNoSemanticModels() {
        assertThat(FormatRead.ofFiles(Format.METRICFLOW, "dbt/dbt-1.3/manifest.json")
                        .violations())
                .containsExactly("semantic_models: is missing: dbt 1.6 and newer write semantic models");
        assertThat(FormatRead.ofFiles(Format.METRICFLOW, "dbt/dbt-1.11/catalog.json")
                        .violations())
                .containsExactly(": is not a manifest of dbt or a semantic manifest (manifest.json,"
                        + " semantic_manifest.json); this looks like dbt: send it with the format dbt");
        assertThat(FormatRead.ofFiles(Format.DBT, SEMANTIC_MANIFEST).violations())
                .containsExactly(": is not a manifest or catalog of dbt (manifest.json, catalog.json); this looks like"
                        + " metricflow: send it with the format metricflow");
        assertThat(FormatRead.ofFiles(Format.METRICFLOW, "dbt/dbt-1.7/manifest.json")
                        .losses())
                .containsExactly("The manifest has no semantic models; the format dbt reads its models");
    }

    @Test
    void namesADimensionWhoseColumnIsTaken() {
        var read = FormatRead.of(Format.METRICFLOW, """
                {semantic_models: [{name: s, label: Mine, node_relation: {alias: t, database: d}, dimensions: [
                   {name: a, type: categorical, expr: b}, {name: b, type: categorical, expr: lower(c)},
                   {name: c, type: categorical, expr: "1"}]}],
                 metrics: []}
                """);

        assertThat(read.losses())
                .containsExactly(
                        "t: the label of the semantic model s has no place in a dataset",
                        "t: the dimension b is left out: the column of that name is something else");
        assertThat(read.model("t").path("columns"))
                .isEqualTo(JsonText.parse("""
                [{"name": "b", "label": "a"}, {"name": "c", "expression": "1"}]
                """).root());
    }

    /** dbt 1.6 writes one filter, where later versions write a list. */
    @Test
    void readsTheOlderPlaceOfFilters() {
        var read = FormatRead.of(
                Format.METRICFLOW,
                project(
                        "{name: x, agg: sum}",
                        "{name: m, type: simple, " + olderFilter("{{ Entity('order') }} > 7")
                                + ", type_params: {measure: {name: x}}}",
                        "{name: n, type: simple, type_params: {measure: {name: x, "
                                + olderFilter("{{ Dimension('order__status') }} = 'x'") + "}}}",
                        "{name: a, type: simple, type_params: {measure: {name: x}}}",
                        "{name: r, type: ratio, type_params: {numerator: {name: a, "
                                + olderFilter("{{ Dimension('order__status') }} = 'x'")
                                + "}, denominator: {name: a, filter: null}}}"));

        assertThat(metric(read.model("t"), "m").path("filter").asString()).isEqualTo("order_id > 7");
        assertThat(metric(read.model("t"), "n").path("filter").asString()).isEqualTo("status = 'x'");
        assertThat(metric(read.model("t"), "r").path("formula").asString())
                .isEqualTo("1.0 * (COALESCE(SUM(CASE WHEN status = 'x' THEN x END), 0)) / [a]");
        assertThat(read.losses()).isEmpty();
    }

    private static String olderFilter(String template) {
        return "filter: {where_sql_template: " + JsonMapper.shared().writeValueAsString(template) + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x > 1",
                "[x > 1]",
                "{sql: x > 1}",
                "{where_filters: {where_sql_template: x > 1}}",
                "{where_filters: [{sql: x > 1}]}",
                "{where_filters: [x > 1]}"
            })
    void leavesOutMetricsWithFiltersInAPlaceThatIsNotKnown(String filter) {
        var read = FormatRead.of(
                Format.METRICFLOW,
                project(
                        "{name: x, agg: sum}",
                        "{name: m, type: simple, filter: " + filter + ", type_params: {measure: {name: x}}}"));

        assertThat(read.losses())
                .containsExactly("t: the metric m is left out: it has a filter in a form that is not known");
    }

    private static FormatRead filtered(String filter) {
        return FormatRead.of(
                Format.METRICFLOW,
                project(
                        "{name: x, agg: sum}",
                        "{name: m, type: simple, filter: {where_filters: [{where_sql_template: "
                                + JsonMapper.shared().writeValueAsString(filter)
                                + "}]}, type_params: {measure: {name: x}}}"));
    }

    private static String project(String measures, String... metrics) {
        return """
                semantic_models:
                  - name: s
                    node_relation: {alias: t, schema_name: sc, database: d}
                    primary_entity: key
                    defaults: {agg_time_dimension: at}
                    entities:
                      - {name: order, type: primary, expr: order_id}
                      - {name: customer, type: foreign, expr: customer_id}
                    dimensions:
                      - {name: status, type: categorical}
                      - {name: large, type: categorical, expr: revenue > 100}
                      - {name: at, type: time, expr: ordered_at, type_params: {time_granularity: day}}
                      - {name: seen, type: time, expr: a + b, type_params: {time_granularity: hour}}
                    measures: [%s]
                metrics: [%s]
                """.formatted(measures, String.join(", ", metrics));
    }

    private static JsonNode metric(JsonNode model, String name) {
        return FormatRead.named(model.path("metrics"), "name", name);
    }
}
