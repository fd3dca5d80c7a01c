package dev.supersetsync.impact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.impact.SqlText.Use;
import dev.supersetsync.state.Tree;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What charts refer to, wherever their kind keeps it. */
class ReferencesTests {

    private static final Tree STATUS = new Tree.Text("status");

    static Tree object(Object... members) {
        Map<String, Tree> map = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put((String) members[i], tree(members[i + 1]));
        }
        return new Tree.Members(map);
    }

    private static Tree tree(Object value) {
        return switch (value) {
            case Tree tree -> tree;
            case List<?> list ->
                new Tree.Items(list.stream().<Tree>map(ReferencesTests::tree).toList());
            case Integer number -> new Tree.Whole(number);
            default -> new Tree.Text(value.toString());
        };
    }

    private static References in(Tree settings) {
        return References.ofChart(settings, Tree.NOTHING);
    }

    private static References in(Tree settings, Tree savedQuery) {
        return References.ofChart(settings, savedQuery);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"groupby", "columns", "all_columns", "x_axis", "granularity_sqla", "groupbyRows", "groupby_b"})
    void areColumnsWhereTheKeySaysSo(String key) {
        var references = in(object(key, List.of("status")));

        assertThat(references.column("status")).isEqualTo(Use.CERTAIN);
        assertThat(references.metric("status")).isEqualTo(Use.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics", "percent_metrics", "timeseries_limit_metric", "secondary_metric", "metrics_b"})
    void areMetricsWhereTheKeySaysSo(String key) {
        var references = in(object(key, List.of("revenue")));

        assertThat(references.metric("revenue")).isEqualTo(Use.CERTAIN);
        assertThat(references.column("revenue")).isEqualTo(Use.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metric", "x", "y", "size", "entity", "anything_new"})
    void mayBeBothWhereItDoesNot(String key) {
        var references = in(object(key, "revenue"));

        assertThat(references.metric("revenue")).isEqualTo(Use.CERTAIN);
        assertThat(references.column("revenue")).isEqualTo(Use.CERTAIN);
    }

    @Test
    void aMacroInSqlNamesASavedMetric() {
        var references = in(object("sqlExpression", "{{ metric('revenue') }} / {{ metric( \"orders\", 3) }}"));

        assertThat(references.macros().nameMetric(1, "revenue", 1)).isTrue();
        assertThat(references.macros().nameMetric(3, "orders", 1)).isTrue();
        assertThat(references.macros().nameMetric(1, "orders", 1)).isFalse();
        assertThat(references.column("revenue")).isEqualTo(Use.NONE);
    }

    @Test
    void areWhatTheSavedQuerySaysTheyAre() {
        var references =
                in(object("metric", "revenue"), object("queries", List.of(object("metrics", List.of("revenue")))));

        assertThat(references.metric("revenue")).isEqualTo(Use.CERTAIN);
        assertThat(references.column("revenue")).isEqualTo(Use.NONE);
    }

    @Test
    void areClearInAllPlacesOfAFilterThatAreClearInOne() {
        var references = References.ofFilter(
                object("name", "revenue", "targets", List.of(object("column", object("name", "revenue")))));

        assertThat(references.column("revenue")).isEqualTo(Use.CERTAIN);
        assertThat(references.metric("revenue")).isEqualTo(Use.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"label", "viz_type", "x_axis_title", "comparator", "val", "time_range", "post_processing"})
    void areNotWhatIsShownOrFilteredFor(String key) {
        var references = in(object("adhoc", object(key, List.of("status"))));

        assertThat(references.column("status")).isEqualTo(Use.NONE);
        assertThat(references.metric("status")).isEqualTo(Use.NONE);
    }

    @Test
    void areTheColumnOfASimpleAggregate() {
        var metric = object(
                "expressionType", "SIMPLE",
                "column", object("column_name", "status", "id", 7),
                "aggregate", "COUNT",
                "label", "revenue",
                "sqlExpression", "SUM(old)");

        var references = in(object("metrics", List.of(metric)));

        assertThat(references.column("status")).isEqualTo(Use.CERTAIN);
        assertThat(references.column("revenue")).isEqualTo(Use.NONE);
        assertThat(references.sql(Set.of())).isEmpty();
    }

    @Test
    void areInTheTextOfSqlAlone() {
        var metric = object(
                "expressionType", "SQL", "sqlExpression", "SUM(cost)", "column", object("column_name", "status"));

        var references = in(object("metrics", List.of(metric), "where", "paid"));

        assertThat(references.column("status")).isEqualTo(Use.NONE);
        assertThat(references.column("cost")).isEqualTo(Use.NONE);
        assertThat(references.sql(Set.of())).containsExactly("SUM(cost)", "paid");
    }

    /** So charts write their x axis; Superset takes the dataset's column of that name. */
    @Test
    void areAColumnWhereTheSqlIsJustItsName() {
        var axis = object("expressionType", "SQL", "sqlExpression", "status", "columnType", "BASE_AXIS");

        var references = in(object("columns", List.of(axis)));
        assertThat(references.column("status")).isEqualTo(Use.CERTAIN);
        assertThat(references.sql(Set.of("status"))).isEmpty();
        assertThat(references.sql(Set.of("state"))).containsExactly("status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"net amount\"", "`net amount`", " net amount "})
    void areAColumnHoweverItsNameIsWritten(String text) {
        var column = object("label", "Net", "sqlExpression", text);

        assertThat(in(object("groupby", List.of(column))).column("net amount")).isEqualTo(Use.CERTAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics", "metric", "adhoc_filters"})
    void areNoColumnWhereAllSqlGoesToTheWarehouse(String key) {
        var text = object("expressionType", "SQL", "sqlExpression", "paid");

        var references = in(object(key, List.of(text)), object("extras", object("where", "paid")));

        assertThat(references.column("paid")).isEqualTo(Use.NONE);
        assertThat(references.sql(Set.of("paid"))).containsExactly("paid", "paid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"metric", "metrics"})
    void areAMetricThatIsNamedByItsLabelAsOldChartsDo(String key) {
        var references = in(object(key, List.of(object("label", "revenue"))));

        assertThat(references.metric("revenue")).isEqualTo(Use.CERTAIN);
        assertThat(in(object("groupby", List.of(object("label", "revenue")))).metric("revenue"))
                .isEqualTo(Use.NONE);
    }

    /** Superset looks for a column first, and since 6.1 for a metric then. */
    @Test
    void areAColumnOrAMetricWhereAQueryFilters() {
        var references = in(object("filters", List.of(object("col", "revenue", "op", ">"))));

        assertThat(references.column("revenue")).isEqualTo(Use.CERTAIN);
        assertThat(references.metric("revenue")).isEqualTo(Use.CERTAIN);
    }

    @Test
    void areInFilters() {
        var simple = object("expressionType", "SIMPLE", "clause", "WHERE", "subject", "status", "comparator", "a");
        var having = object("expressionType", "SIMPLE", "clause", "HAVING", "subject", "revenue");
        var sql = object("expressionType", "SQL", "clause", "WHERE", "sqlExpression", "cost > 1", "subject", "paid");

        var references = in(object("adhoc_filters", List.of(simple, having, sql)));

        assertThat(references.column("status")).isEqualTo(Use.CERTAIN);
        assertThat(references.metric("revenue")).isEqualTo(Use.CERTAIN);
        assertThat(references.column("paid")).isEqualTo(Use.NONE);
        assertThat(references.sql(Set.of())).containsExactly("cost > 1");
    }

    @Test
    void areInFiltersOfSavedQueries() {
        var query = object("filters", List.of(object("col", "status", "op", "IN", "val", List.of("a"))));

        assertThat(in(object("queries", List.of(query))).column("status")).isEqualTo(Use.CERTAIN);
        assertThat(in(object("queries", List.of(query))).column("a")).isEqualTo(Use.NONE);
    }

    @Test
    void areInTheTargetOfAColumn() {
        assertThat(in(object("customization", object("column", object("name", STATUS))))
                        .column("status"))
                .isEqualTo(Use.CERTAIN);
    }

    @Test
    void areDeepInsideAsWell() {
        Tree deep = STATUS;
        for (String key : Arrays.asList("groupby", "a", "b", "c")) {
            deep = object(key, List.of(deep));
        }

        assertThat(in(deep).column("status")).isEqualTo(Use.CERTAIN);
    }
}
