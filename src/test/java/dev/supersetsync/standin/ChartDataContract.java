package dev.supersetsync.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetClient.Reply;
import org.junit.jupiter.api.Test;

/** The contract of {@code POST /chart/data}: how a chart fails, and where it does not although it should. */
interface ChartDataContract extends SupersetContract {

    private Reply ask(int dataset, String query) {
        return ask(dataset, query, "results");
    }

    private Reply ask(int dataset, String query, String type) {
        String body =
                "{\"datasource\":{\"id\":%d,\"type\":\"table\"},\"queries\":[%s],\"result_format\":\"json\",\"result_type\":\"%s\",\"force\":true}"
                        .formatted(dataset, query, type);
        return client().request("POST", "/api/v1/chart/data")
                .with("Authorization", client().header("Authorization"))
                .json(body)
                .send();
    }

    private void assertError(Reply reply, String message) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.text("/message")).startsWith(message);
    }

    @Test
    default void answersAChartWithoutCsrfToken() {
        Reply reply =
                ask(orders(), "{\"columns\":[\"status\"],\"metrics\":[\"count\"],\"orderby\":[[\"status\",true]]}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/result/0/data/0/status")).isEqualTo("open");
        assertThat(reply.at("/result/0/data/1/count").asInt()).isEqualTo(2);
    }

    @Test
    default void appliesAFilter() {
        Reply reply = ask(
                orders(),
                "{\"columns\":[\"id\"],\"filters\":[{\"col\":\"status\",\"op\":\"IN\",\"val\":[\"sent\"]},{\"col\":\"id\",\"op\":\">\",\"val\":2}]}");

        assertThat(reply.at("/result/0/data").size()).isEqualTo(1);
    }

    @Test
    default void fallsOnAMissingColumn() {
        assertError(
                ask(orders(), "{\"columns\":[\"gone\"],\"metrics\":[\"count\"]}"),
                "Error: Columns missing in dataset: ['gone']");
    }

    @Test
    default void fallsOnAMissingMetric() {
        assertError(ask(orders(), "{\"metrics\":[\"gone\"]}"), "Error: Metric 'gone' does not exist");
    }

    @Test
    default void fallsOnTheAggregateOfAMissingColumn() {
        assertError(
                ask(
                        orders(),
                        "{\"metrics\":[{\"expressionType\":\"SIMPLE\",\"column\":{\"column_name\":\"gone\"},\"aggregate\":\"SUM\",\"label\":\"s\"}]}"),
                "Error: Columns missing in dataset: ['gone']");
    }

    @Test
    default void ignoresAFilterOnAMissingColumn() {
        Reply reply = ask(
                orders(),
                "{\"columns\":[\"id\"],\"filters\":[{\"col\":\"gone\",\"op\":\"==\",\"val\":\"x\"}]}",
                "full");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/result/0/data").size()).isEqualTo(3);
        assertThat(reply.text("/result/0/rejected_filters/0/column")).isEqualTo("gone");
    }

    @Test
    default void diesOfAMissingTimeAxis() {
        Reply reply = ask(
                orders(),
                "{\"columns\":[{\"columnType\":\"BASE_AXIS\",\"sqlExpression\":\"gone\",\"label\":\"gone\",\"expressionType\":\"SQL\",\"timeGrain\":\"P1D\"}],\"metrics\":[\"count\"]}");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("/errors/0/message")).startsWith("column \"gone\" does not exist");
    }

    @Test
    default void groupsByTimeGrains() {
        Reply reply = ask(
                orders(),
                "{\"columns\":[{\"columnType\":\"BASE_AXIS\",\"sqlExpression\":\"ordered_at\",\"label\":\"ordered_at\",\"expressionType\":\"SQL\",\"timeGrain\":\"P1D\"}],\"metrics\":[\"count\"]}");

        assertThat(reply.at("/result/0/data").size()).isEqualTo(2);
    }

    @Test
    default void fallsOnFreeSqlThatNamesAMissingColumn() {
        assertError(
                ask(
                        orders(),
                        "{\"metrics\":[{\"expressionType\":\"SQL\",\"sqlExpression\":\"SUM(gone)\",\"label\":\"s\"}]}"),
                "Error: column \"gone\" does not exist");
    }

    @Test
    default void refusesASubqueryInFreeSql() {
        assertError(
                ask(
                        orders(),
                        "{\"metrics\":[{\"expressionType\":\"SQL\",\"sqlExpression\":\"(SELECT COUNT(*) FROM %s.orders)\",\"label\":\"s\"}]}"
                                .formatted(schema())),
                "Error: Custom SQL fields cannot contain sub-queries.");
    }

    @Test
    default void triesMetricsWithoutReadingARow() {
        int orders = orders();
        put(
                orders,
                "{\"metrics\":[{\"metric_name\":\"good\",\"expression\":\"SUM(revenue)\"},{\"metric_name\":\"bad\",\"expression\":\"SUM(gone)\"}]}");
        String query = "{\"metrics\":[%s],\"extras\":{\"where\":\"1 = 0\"},\"row_limit\":1}";

        assertThat(ask(orders, query.formatted("\"good\"")).status()).isEqualTo(200);
        assertError(ask(orders, query.formatted("\"good\",\"bad\"")), "Error: column \"gone\" does not exist");
    }

    @Test
    default void findsNothingWhereOnlyTheSqlIsAskedFor() {
        int orders = orders();
        put(orders, "{\"metrics\":[{\"metric_name\":\"bad\",\"expression\":\"SUM(gone)\"}]}");

        Reply reply = ask(orders, "{\"metrics\":[\"bad\"]}", "query");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/result/0/query")).contains("SUM(gone)");
    }

    @Test
    default void runsNoTemplates() {
        String metric = "{\"expressionType\":\"SQL\",\"sqlExpression\":\"MAX('{{ 1 + 1 }}')\",\"label\":\"t\"}";

        assertThat(ask(orders(), "{\"metrics\":[" + metric + "]}", "query").text("/result/0/query"))
                .contains("MAX('{{ 1 + 1 }}')");
    }

    @Test
    default void refusesAMetricThatIsNoSql() {
        int orders = orders();
        put(orders, "{\"metrics\":[{\"metric_name\":\"bad\",\"expression\":\"SUM(revenue) +\"}]}");

        Reply reply = ask(orders, "{\"metrics\":[\"bad\"]}");

        assertThat(reply.status()).isEqualTo(server().version().parsesCharts() ? 422 : 400);
    }

    @Test
    default void answersNullForAColumnThatIsRetained() {
        int orders = orders();
        server().inWarehouse("ALTER TABLE %s.orders DROP COLUMN note".formatted(schema()));
        String query = "{\"columns\":[\"note\"],\"metrics\":[\"count\"]}";
        Reply before = ask(orders, query);

        put(
                orders,
                "{\"columns\":[{\"id\":%d,\"column_name\":\"note\",\"expression\":\"CAST(NULL AS TEXT)\"}]}"
                        .formatted(columnId(orders, "note")));

        Reply after = ask(orders, query);
        assertError(before, "Error: column \"note\" does not exist");
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.at("/result/0/data/0/note").isNull()).isTrue();
    }

    @Test
    default void filtersAwayAllRowsByAColumnThatIsRetained() {
        int orders = orders();
        put(
                orders,
                "{\"columns\":[{\"id\":%d,\"column_name\":\"note\",\"expression\":\"CAST(NULL AS TEXT)\"}]}"
                        .formatted(columnId(orders, "note")));

        Reply reply =
                ask(orders, "{\"metrics\":[\"count\"],\"filters\":[{\"col\":\"note\",\"op\":\"==\",\"val\":\"x\"}]}");

        assertThat(reply.at("/result/0/data/0/count").asInt()).isZero();
    }

    @Test
    default void fallsOnAnEmptyQuery() {
        assertError(ask(orders(), "{\"columns\":[],\"metrics\":[]}"), "Error: Empty query?");
    }

    @Test
    default void findsNoDataOfAMissingDataset() {
        assertThat(ask(99999, "{\"columns\":[\"id\"]}").status()).isEqualTo(404);
    }
}
