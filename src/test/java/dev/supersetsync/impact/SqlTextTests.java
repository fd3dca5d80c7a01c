package dev.supersetsync.impact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which columns a piece of SQL names: it must miss none, whatever the dialect. */
class SqlTextTests {

    private static SqlText.Use use(String sql, String column, String backend) {
        return new SqlText(sql, Dialect.of(backend)).uses(column);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SUM(revenue)",
                "SUM(\"revenue\") / NULLIF(COUNT(*), 0)",
                "SUM(Revenue)",
                "COUNT(*) FILTER (WHERE revenue > 0)",
                "CASE WHEN paid THEN revenue ELSE 0 END",
                "CASE revenue WHEN 1 THEN 2 END",
                "revenue::numeric / 2",
                "CAST(revenue AS bigint)",
                "SUM(x) OVER (PARTITION BY revenue ORDER BY y)",
                "SUM(x) OVER (ORDER BY revenue)",
                "LAG(x, 1, revenue) OVER (ORDER BY y)",
                "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY revenue)",
                "string_agg(x, ',' ORDER BY revenue)",
                "MAX(x) KEEP (DENSE_RANK LAST ORDER BY revenue)",
                "ARRAY_AGG(DISTINCT revenue)",
                "(SELECT MAX(y) FROM other o WHERE o.id = revenue)",
                "EXISTS (SELECT 1 FROM z WHERE z.a = revenue)",
                "revenue IN (1, 2) OR x IS NULL",
                "(revenue, x) IN ((1, 2))",
                "x BETWEEN 1 AND revenue",
                "NOT revenue",
                "revenue IS TRUE",
                "x LIKE lower(revenue)",
                "a || revenue",
                "revenue->>'key'",
                "revenue[1]",
                "revenue.field",
                "t.revenue",
                "EXTRACT(month FROM revenue)",
                "revenue AT TIME ZONE 'UTC'",
                "interval '1 day' + revenue",
                "quantile(0.9)(revenue)",
                "ROUND(SUM(revenue), 2) AS total",
                "COALESCE(x, NULLIF(y, revenue))",
                "SUM(revenue) > 10 AND status = 'open'",
                "revenue"
            })
    void namesIt(String sql) {
        assertThat(use(sql, "revenue", "postgresql")).isEqualTo(SqlText.Use.CERTAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SUM(revenues)",
                "status = 'revenue'",
                "SUM(x) -- revenue",
                "SUM(x) /* revenue */",
                "revenue(x)",
                "SUM(x) AS revenue",
                "SUM(net_revenue)",
                "COUNT(*)"
            })
    void doesNotNameIt(String sql) {
        assertThat(use(sql, "revenue", "postgresql")).isEqualTo(SqlText.Use.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SUM(`net amount`)            | bigquery   | CERTAIN
            SUM([net amount]) * 2        | mssql      | CERTAIN
            SUM("net amount")            | postgresql | CERTAIN
            SUM("net amount")            | mysql      | NONE
            CASE WHEN x = "net amount" THEN 1 END | bigquery | NONE
            """)
    void goesByTheQuotesOfTheDialect(String sql, String backend, SqlText.Use use) {
        assertThat(use(sql, "net amount", backend)).isEqualTo(use);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "revenue = {{ current_user_id() }}",
                "{{ filter_values('revenue') }}",
                "x IN {{ revenue|where_in }}",
                "SUM(revenue)) oops (",
                "{% if true %} revenue {% endif %}"
            })
    void mayNameItWhereItCannotBeParsed(String sql) {
        assertThat(use(sql, "revenue", "postgresql")).isEqualTo(SqlText.Use.POSSIBLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SUM(CASE WHEN n = 'it\\'s' THEN revenue END)                        | mysql      | POSSIBLE
            SUM(CASE WHEN n = "it\\"s" THEN revenue END)                        | bigquery   | POSSIBLE
            SUM(CASE WHEN n = 'it\\'s' OR n = 'he\\'s' THEN revenue END)        | mysql      | POSSIBLE
            SUM(CASE WHEN n = E'it\\'s' THEN revenue END)                       | postgresql | POSSIBLE
            SUM(CASE WHEN n = 'it\\'s revenue' THEN cost END)                   | mysql      | POSSIBLE
            SUM(CASE WHEN n = 'C:\\' THEN revenue END)                          | postgresql | CERTAIN
            SUM(CASE WHEN n ~ '\\d+\\.' THEN revenue END)                       | postgresql | CERTAIN
            SUM(CASE WHEN n ~ '\\d+ revenue' THEN cost END)                     | postgresql | NONE
            SUM(CASE WHEN n = 'it\\'s' THEN cost END)                           | mysql      | NONE
            """)
    void mayNameItWhereTextsMayEndInTwoPlaces(String sql, String backend, SqlText.Use use) {
        assertThat(use(sql, "revenue", backend)).isEqualTo(use);
    }

    @Test
    void isNotCertainOnlyForNamesThatStandInIt() {
        assertThat(use("x = {{ y }} AND z = 'revenue'", "revenue", "postgresql"))
                .isEqualTo(SqlText.Use.NONE);
    }
}
