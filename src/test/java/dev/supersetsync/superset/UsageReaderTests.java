package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Tree;
import dev.supersetsync.state.UsageReader;
import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.CrossFilterUse;
import dev.supersetsync.state.Usages.DashboardUse;
import dev.supersetsync.state.Usages.FilterUse;
import dev.supersetsync.state.Usages.QueryUse;
import dev.supersetsync.state.Usages.ReportUse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class UsageReaderTests {

    private static final String CHARTS = """
            {"count": 4, "result": [
              {"id": 4, "slice_name": "Sales", "url": "/explore/?slice_id=4", "datasource_id": 12, "datasource_type": "table",
               "changed_on_utc": "2026-01-01T10:00:00.5+0000", "dashboards": [{"id": 7}],
               "owners": [{"first_name": "Ana", "last_name": "Analyst"}],
               "params": "{\\"order_by_cols\\": [\\"[\\\\\\"status\\\\\\", true]\\"]}"},
              {"id": 5, "slice_name": "Gone", "url": "/x", "datasource_id": 12, "datasource_type": "table", "params": null},
              {"id": 6, "slice_name": "Else", "url": "/x", "datasource_id": 13, "datasource_type": "table", "params": "{}",
               "dashboards": [{"id": 7}]},
              {"id": 8, "slice_name": "Layered", "url": "/x", "datasource_id": 13, "datasource_type": "table",
               "params": "{\\"annotation_layers\\": [{\\"sourceType\\": \\"line\\", \\"value\\": 4}]}"}]}
            """;
    private static final String DASHBOARD = """
            {"id": 7, "dashboard_title": "Shop", "url": "/superset/dashboard/7/", "changed_on_utc": "2026-01-01"%s}""";
    private static final String METADATA = """
            "{\\"native_filter_configuration\\": [{\\"name\\": \\"Status\\", \\"scope\\": {\\"excluded\\": [4]}, \\"targets\\": \
            [{\\"datasetId\\": 12, \\"column\\": {\\"name\\": \\"status\\"}}]}, {\\"name\\": \\"Range\\", \\"targets\\": [{}]}, \
            {\\"name\\": \\"Other\\", \\"chartsInScope\\": [6], \\"targets\\": [{\\"datasetId\\": 99, \\"column\\": \
            {\\"name\\": \\"x\\"}}]}]}\"""";

    private static final String DATASETS = """
            {"count": 4, "result": [
              {"id": 12, "table_name": "t12"}, {"id": 13, "table_name": "t13"},
              {"id": 14, "table_name": "t14"}, {"id": 15, "table_name": "t15"}]}
            """;

    private int changes = 10;
    private final SteppingClock clock = new SteppingClock();
    private final CannedServer server = new CannedServer();
    private final Target target = Connections.target(
            Connections.withPassword(server.url(), "ana", "password"), new SimpleMeterRegistry(), clock, clock);

    @BeforeEach
    void start() {
        server.answer("GET /api/v1/chart/", 200, CHARTS)
                .answer("GET /api/v1/chart/4", 200, "{\"result\": {\"id\": 4, \"query_context\": \"{\\\"q\\\": 1}\"}}")
                .answer("GET /api/v1/dataset/", 200, "{\"count\": 0, \"result\": []}")
                .answer("GET /api/v1/dashboard/", 200, list(DASHBOARD.formatted("")))
                .answer("GET /api/v1/dashboard/7", 200, "{\"result\": {\"json_metadata\": " + METADATA + "}}");
    }

    @AfterEach
    void stop() {
        target.close();
        server.close();
    }

    @Test
    void readsChartsWithTheirOwnersDashboardsAndJsonInTexts() {
        Usages usages = usagesOf(12);

        assertThat(usages.charts())
                .filteredOn(chart -> chart.id() == 4)
                .containsExactly(new ChartUse(
                        4,
                        "Sales",
                        server.url() + "/explore/?slice_id=4",
                        List.of("Ana Analyst"),
                        12,
                        Set.of(7),
                        Set.of(),
                        Set.of(),
                        members("order_by_cols", items(items(new Tree.Text("status"), Tree.NOTHING)))));
        assertThat(usages.dashboards())
                .containsExactly(new DashboardUse(7, "Shop", server.url() + "/superset/dashboard/7/", List.of()));
        assertThat(usages.datasetUrls())
                .containsExactly(Map.entry(12, server.url() + "/explore/?datasource_type=table&datasource_id=12"));
    }

    @Test
    void readsSavedQueriesOnlyOfTheChartsThatItIsAskedFor() {
        UsageReader reader = target.connect().usages();
        reader.usagesOf(List.of(12));
        assertThat(server.calls()).doesNotContain("GET /api/v1/chart/4");

        assertThat(reader.savedQueriesOf(List.of(4))).containsExactly(Map.entry(4, members("q", new Tree.Whole(1))));
        assertThat(server.calls()).contains("GET /api/v1/chart/4").doesNotContain("GET /api/v1/chart/6");
    }

    @Test
    void findsChartsThatShowAnotherAsALayer() {
        assertThat(usagesOf(12).charts())
                .filteredOn(chart -> chart.id() == 8)
                .singleElement()
                .satisfies(chart -> assertThat(chart.layers()).containsExactly(4));
    }

    @Test
    void asksEachDashboardForItsFilters() {
        assertThat(usagesOf(12).filters()).containsExactly(filter());
    }

    @Test
    void findsFiltersInTheListOfOlderServers() {
        server.answer("GET /static/version_info.json", 200, "{\"version\": \"4.1.4\"}")
                .answer("GET /api/v1/dashboard/", 200, list(DASHBOARD.formatted(", \"json_metadata\": " + METADATA)));

        assertThat(usagesOf(12).filters()).containsExactly(filter());
        assertThat(server.calls()).doesNotContain("GET /api/v1/dashboard/7");
    }

    @Test
    void findsFiltersThatFilterChartsOnTheDatasetByTheNameOfTheirColumn() {
        assertThat(usagesOf(13).filters()).extracting(FilterUse::filter).containsExactlyInAnyOrder("Status", "Other");
    }

    @Test
    void countsChartsThatWereAddedToADashboardSinceItsFilterWasSaved() {
        metadata("""
                {"native_filter_configuration": [
                  {"name": "All", "chartsInScope": [4], "scope": {"rootPath": ["ROOT_ID"], "excluded": []}, "targets":
                   [{"datasetId": 12, "column": {"name": "status"}}]},
                  {"name": "Tab", "chartsInScope": [4], "scope": {"rootPath": ["TAB-1"], "excluded": []}, "targets":
                   [{"datasetId": 12, "column": {"name": "status"}}]},
                  {"name": "Not 6", "chartsInScope": [4], "scope": {"rootPath": ["ROOT_ID"], "excluded": [6]}, "targets":
                   [{"datasetId": 12, "column": {"name": "status"}}]}]}
                """);

        assertThat(usagesOf(13).filters()).extracting(FilterUse::filter).containsExactly("All");
    }

    @Test
    void findsFiltersThatTheFiltersOfADatasetDependOn() {
        metadata("""
                {"native_filter_configuration": [
                  {"id": "A", "name": "Parent", "targets": [{"datasetId": 98, "column": {"name": "region"}}]},
                  {"id": "B", "name": "Child", "cascadeParentIds": ["A"], "targets": [{"datasetId": 99, "column": {"name": "x"}}]}]}
                """);

        assertThat(usagesOf(99).filters())
                .filteredOn(filter -> filter.filter().equals("Parent"))
                .singleElement()
                .satisfies(filter -> assertThat(filter.filteredDatasetIds()).contains(99));
    }

    @Test
    void findsCustomisationsAsWrittenNowAndBefore() {
        metadata("""
                {"chart_customization_config": [
                  {"name": "Now", "targets": [{"datasetId": 12, "column": {"name": "status"}}]},
                  {"title": "Before", "customization": {"dataset": "12", "column": "status"}},
                  {"title": "Chosen", "customization": {"dataset": {"value": 12}, "column": ["status"]}},
                  {"title": "Several", "customization": {"dataset": 12, "column": ["status", "region"]}}]}
                """);

        assertThat(usagesOf(12).filters())
                .extracting(FilterUse::filter, FilterUse::datasetIds, FilterUse::columns)
                .containsExactlyInAnyOrder(
                        tuple("Now", Set.of(12), Set.of("status")),
                        tuple("Before", Set.of(12), Set.of("status")),
                        tuple("Chosen", Set.of(12), Set.of("status")),
                        tuple("Several", Set.of(12), Set.of("status", "region")));
    }

    @Test
    void looksIntoTheChoiceThatAFilterComesWith() {
        metadata("""
                {"native_filter_configuration": [{"name": "Time", "targets": [{"datasetId": 12}],
                  "defaultDataMask": {"filterState": {"value": ["day"]}, "extraFormData": {"granularity_sqla": "day"}}}]}
                """);

        assertThat(usagesOf(12).filters())
                .singleElement()
                .extracting(FilterUse::settings)
                .isEqualTo(members("extraFormData", members("granularity_sqla", new Tree.Text("day"))));
    }

    @Test
    void findsWhatOtherChartsFilterByInTheirScope() {
        String params = "{\\\"groupby\\\": [\\\"status\\\"], \\\"metrics\\\": [\\\"n\\\"]}";
        server.answer("GET /api/v1/chart/", 200, CHARTS.replace("\"{}\"", "\"" + params + "\""));
        var sender = new CrossFilterUse(7, 6, "Else", Set.of(4), members("groupby", items(new Tree.Text("status"))));

        assertThat(usagesOf(12).crossFilters()).containsExactly(sender);
        assertThat(usagesOf(99).crossFilters()).isEmpty();
        for (String scope : List.of(
                "{\"chart_configuration\": {\"6\": {\"crossFilters\": {\"scope\": \"global\", \"chartsInScope\": []}}}}",
                "{\"chart_configuration\": {\"6\": {\"crossFilters\": {\"scope\": {\"rootPath\": [\"ROOT_ID\"], \"excluded\": [6]}, \"chartsInScope\": []}}}}",
                "{\"global_chart_configuration\": {\"scope\": {\"rootPath\": [\"ROOT_ID\"], \"excluded\": []}, \"chartsInScope\": []}}",
                "{\"chart_configuration\": {\"6\": {\"crossFilters\": {\"scope\": {\"rootPath\": [\"TAB-1\"], \"excluded\": []}, \"chartsInScope\": [4]}}}}")) {
            metadata(scope);
            assertThat(usagesOfAnew(12).crossFilters()).as(scope).containsExactly(sender);
        }
        for (String scope : List.of(
                "{\"cross_filters_enabled\": false}",
                "{\"chart_configuration\": {\"6\": {\"crossFilters\": {\"scope\": {\"rootPath\": [\"ROOT_ID\"], \"excluded\": [4]}, \"chartsInScope\": []}}}}",
                "{\"chart_configuration\": {\"6\": {\"crossFilters\": {\"scope\": {\"rootPath\": [\"TAB-1\"], \"excluded\": []}, \"chartsInScope\": [6]}}}}",
                "{\"global_chart_configuration\": {\"scope\": {\"rootPath\": [\"ROOT_ID\"], \"excluded\": [4]}, \"chartsInScope\": []}}")) {
            metadata(scope);
            assertThat(usagesOfAnew(12).crossFilters()).as(scope).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pie                     | {"groupby": ["status"]}                                              | groupby
            a_plugin                | {"groupby": ["status"]}                                              | groupby
            heatmap_v2              | {"groupby": ["status"]}                                              |
            big_number              | {"groupby": ["status"]}                                              |
            table                   | {"query_mode": "raw", "all_columns": ["status"], "groupby": ["x"]}   | all_columns
            table                   | {"query_mode": "aggregate", "all_columns": ["status"]}               |
            echarts_timeseries_bar  | {"x_axis": "status", "groupby": []}                                  | x_axis
            echarts_timeseries_bar  | {"x_axis": "day", "groupby": ["status"]}                             | groupby
            pivot_table_v2          | {"groupbyRows": ["status"], "metrics": ["n"]}                        | groupbyRows
            pie                     | {"groupby": [], "metrics": ["n"]}                                    |
            """)
    void aChartFiltersOthersByItsDimensions(String kind, String params, String dimension) {
        var text = JsonMapper.shared().writeValueAsString(params);
        server.answer("GET /api/v1/chart/", 200, CHARTS.replace("\"{}\"", text + ", \"viz_type\": \"" + kind + "\""));

        assertThat(usagesOf(12).crossFilters().stream()
                        .flatMap(filter -> ((Tree.Members) filter.dimensions()).members().keySet().stream()))
                .isEqualTo(dimension == null ? List.of() : List.of(dimension));
    }

    @Test
    void findsLayersThatOnlyTheSavedQueryHas() {
        server.answer(
                        "GET /api/v1/chart/",
                        200,
                        CHARTS.replace("\"{}\"", "\"{}\", \"viz_type\": \"echarts_timeseries_line\""))
                .answer("GET /api/v1/chart/6", 200, """
                        {"result": {"id": 6, "query_context": "{\\"queries\\": [{\\"annotation_layers\\": [{\\"sourceType\\": \\"table\\", \\"value\\": 4}, {\\"sourceType\\": \\"NATIVE\\", \\"value\\": 5}]}]}"}}
                        """);

        assertThat(usagesOf(12).charts())
                .filteredOn(chart -> chart.id() == 6)
                .singleElement()
                .satisfies(chart -> assertThat(chart.layers()).containsExactly(4));
        assertThat(server.calls()).doesNotContain("GET /api/v1/chart/4");
    }

    @Test
    void findsDatasetsWhoseQueriesReadOneAndTheirCharts() {
        server.answer("GET /api/v1/dataset/", 200, """
                {"count": 5, "result": [
                  {"id": 12, "table_name": "orders", "sql": null},
                  {"id": 13, "table_name": "recent", "sql": "SELECT * FROM {{ dataset(21) }}"},
                  {"id": 21, "table_name": "all", "sql": "SELECT * FROM {{ dataset( 12 , include_metrics=True) }}"},
                  {"id": 22, "table_name": "none", "sql": "SELECT dataset(12)"},
                  {"id": 23, "table_name": "other", "sql": "SELECT * FROM {{ dataset(99) }}"}]}
                """).answer("POST /api/v1/chart/data", 200, sql("{{ 1 + 1 }}"));

        assertThat(usagesOf(12).queries()).extracting(QueryUse::name).containsExactly("recent", "all");
        assertThat(usagesOf(12).charts()).extracting(ChartUse::id).contains(6, 8);
        assertThat(usagesOf(13).queries()).extracting(QueryUse::name).containsExactly("recent");
        assertThat(usagesOf(77).queries()).isEmpty();
    }

    @Test
    void readsAllSqlOfDatasetsAndChartsWhereTemplatesRun() {
        server.answer("GET /api/v1/dataset/", 200, DATASETS)
                .answer("GET /api/v1/dataset/12", 200, dataset(12, "SUM(a)"))
                .answer("GET /api/v1/dataset/13", 200, dataset(13, "{{ metric('total', 12) }}"))
                .answer("GET /api/v1/dataset/14", 200, dataset(14, "{{ metric('own') }}"))
                .answer("GET /api/v1/dataset/15", 200, dataset(15, "{{ metric('m', 13) }}"))
                .answer("POST /api/v1/chart/data", 200, sql("2"))
                .answer("GET /api/v1/chart/6", 200, """
                        {"result": {"query_context": "{\\"queries\\": [{\\"extras\\": {\\"where\\": \\"x > {{ metric(\\\\\\"total\\\\\\", 98) }}\\"}}]}"}}
                        """);

        assertThat(usagesOf(12).templated())
                .extracting(ActualDataset::id, ActualDataset::tellsIds)
                .containsExactlyInAnyOrder(tuple(13, true), tuple(14, true), tuple(15, true));
        assertThat(usagesOf(12).charts()).extracting(ChartUse::id).contains(6);
        assertThat(usagesOf(98).charts())
                .extracting(ChartUse::id, ChartUse::macroDatasetIds)
                .containsExactly(tuple(6, Set.of(98)));
    }

    @Test
    void readsNoneOfItWhereTemplatesDoNotRun() {
        server.answer("GET /api/v1/dataset/", 200, DATASETS).answer("POST /api/v1/chart/data", 200, sql("{{ 1 + 1 }}"));

        assertThat(usagesOf(12).templated()).isEmpty();
        assertThat(server.calls())
                .doesNotContain("GET /api/v1/dataset/12", "GET /api/v1/dataset/13", "GET /api/v1/chart/6");
    }

    @Test
    void readsAllOfItWhereSupersetDoesNotSayWhetherTheyRun() {
        server.answer("GET /api/v1/dataset/", 200, DATASETS)
                .answer("GET /api/v1/dataset/13", 200, dataset(13, "{{ metric('total', 12) }}"))
                .answer("POST /api/v1/chart/data", 403, sql("{{ 1 + 1 }}"));

        assertThat(usagesOf(12).templated()).extracting(ActualDataset::id).containsExactly(13);
    }

    private static String sql(String value) {
        return "{\"result\": [{\"query\": \"SELECT MAX('" + value + "') FROM t\"}]}";
    }

    private static String dataset(int id, String expression) {
        return """
                {"result": {"id": %1$d, "uuid": "u%1$d", "table_name": "t%1$d", "database": {"id": 1, "database_name": "w"},
                  "columns": [], "metrics": [{"id": 1, "metric_name": "m", "expression": "%2$s"}]}}
                """.formatted(id, expression);
    }

    @Test
    void findsChartsAndFiltersWhoseSqlNamesADatasetByAMacro() {
        server.answer(
                "GET /api/v1/chart/",
                200,
                CHARTS.replace("\"{}\"", "\"{\\\"sqlExpression\\\": \\\"{{ metric('total', 98) }}\\\"}\""));
        metadata("""
                {"native_filter_configuration": [{"name": "Other", "filterType": "filter_range", "targets": [{"datasetId": 99, "column":
                 {"name": "x"}}], "adhoc_filters": [{"sqlExpression": "x > {{ metric(\\"total\\", dataset_id=98) }}"}]}]}
                """);

        assertThat(usagesOf(98).charts())
                .extracting(ChartUse::id, ChartUse::macroDatasetIds)
                .containsExactly(tuple(6, Set.of(98)));
        assertThat(usagesOf(98).filters())
                .extracting(FilterUse::filter, FilterUse::macroDatasetIds, FilterUse::isChoice)
                .containsExactly(tuple("Other", Set.of(98), false));
    }

    /** As if the dashboard had changed since. */
    private Usages usagesOfAnew(int dataset) {
        clock.sleep(Duration.ofMinutes(11));
        changes++;
        server.answer(
                "GET /api/v1/dashboard/",
                200,
                list(DASHBOARD.formatted("").replace("2026-01-01", "2026-02-" + changes)));
        return usagesOf(dataset);
    }

    private void metadata(String json) {
        var text = JsonMapper.shared().writeValueAsString(json);
        server.answer("GET /api/v1/dashboard/7", 200, "{\"result\": {\"json_metadata\": " + text + "}}");
    }

    @Test
    void passesOverDashboardsThatCannotBeOpenedOrRead() {
        server.answer("GET /api/v1/dashboard/7", 403, "{\"message\": \"Forbidden\"}");

        assertThat(usagesOf(12).filters()).isEmpty();

        server.answer("GET /api/v1/dashboard/7", 200, "{\"result\": {\"json_metadata\": \"{broken\"}}");
        assertThat(usagesOf(12).filters()).isEmpty();
    }

    @Test
    void readsRulesAndReportsWhereThereAreAny() {
        assertThat(usagesOf(12).rules()).isEmpty();

        server.answer("GET /api/v1/rowlevelsecurity/", 200, """
                        {"count": 2, "result": [
                          {"id": 1, "name": "Own", "clause": "a = 1", "filter_type": "Base", "tables": [{"id": 12}],
                           "roles": [{"id": 3}]},
                          {"id": 2, "name": "Others", "clause": "b", "filter_type": "Regular", "tables": [{"id": 13}], "roles": []}]}
                        """).answer("GET /api/v1/report/", 200, """
                        {"count": 2, "result": [
                          {"id": 1, "name": "Daily", "type": "Alert", "chart_id": 4, "dashboard_id": null, "owners": []},
                          {"id": 2, "name": "Else", "type": "Report", "chart_id": 6, "dashboard_id": null, "owners": []}]}
                        """);
        Usages usages = usagesOf(12);

        assertThat(usages.rules()).singleElement().satisfies(use -> {
            assertThat(use.rule().name()).isEqualTo("Own");
            assertThat(use.rule().roleIds()).containsExactly(3);
        });
        assertThat(usages.reports())
                .containsExactly(new ReportUse(1, "Daily", server.url() + "/alert/list/", List.of(), 4, null));
    }

    @Test
    void takesTheLastSweepAgainAsLongAsNothingMoved() {
        usagesOf(12);
        long before = calls("GET /api/v1/dashboard/7");

        usagesOf(12);
        assertThat(calls("GET /api/v1/dashboard/7")).isEqualTo(before);

        server.answer(
                "GET /api/v1/dashboard/", 200, list(DASHBOARD.formatted("").replace("2026-01-01", "2026-01-02")));
        usagesOf(12);
        assertThat(calls("GET /api/v1/dashboard/7")).isEqualTo(before + 1);
    }

    @Test
    void readsTheListsAgainAfterSomeMinutesAndTheRestOnlyOfWhatChanged() {
        target.connect().usages().savedQueriesOf(List.of(4));
        long lists = calls("GET /api/v1/dashboard/");
        long before = calls("GET /api/v1/dashboard/7");

        clock.sleep(Duration.ofMinutes(11));
        target.connect().usages().savedQueriesOf(List.of(4));

        assertThat(calls("GET /api/v1/dashboard/")).isEqualTo(lists + 2);
        assertThat(calls("GET /api/v1/dashboard/7")).isEqualTo(before);
        assertThat(calls("GET /api/v1/chart/4")).isEqualTo(1);

        server.answer("GET /api/v1/chart/", 200, CHARTS.replace("2026-01-01", "2026-01-02"));
        target.connect().usages().savedQueriesOf(List.of(4));
        assertThat(calls("GET /api/v1/chart/4")).isEqualTo(2);
    }

    private long calls(String call) {
        return server.calls().stream().filter(call::equals).count();
    }

    private Usages usagesOf(int dataset) {
        return target.connect().usages().usagesOf(List.of(dataset));
    }

    private static Tree members(String name, Tree value) {
        return new Tree.Members(Map.of(name, value));
    }

    private static Tree items(Tree... items) {
        return new Tree.Items(List.of(items));
    }

    private static FilterUse filter() {
        return new FilterUse(
                7, "Status", Set.of(12), Set.of(13), Set.of("status"), Set.of(), true, new Tree.Members(Map.of()));
    }

    private static String list(String row) {
        return "{\"count\": 1, \"result\": [" + row + "]}";
    }
}
