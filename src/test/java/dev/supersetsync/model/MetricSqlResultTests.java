package dev.supersetsync.model;

import static dev.supersetsync.model.Models.column;
import static dev.supersetsync.model.Models.formula;
import static dev.supersetsync.model.Models.metric;
import static dev.supersetsync.model.Models.model;
import static dev.supersetsync.model.Models.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the SQL of metrics answers when a database runs it. */
class MetricSqlResultTests {

    private static final String ROWS = "(VALUES (5, 2, TRUE), (3, 1, FALSE)) AS orders(revenue, cost, paid)";
    private static final String NO_ROWS = "(SELECT 1 AS revenue, 1 AS cost, TRUE AS paid WHERE FALSE) AS orders";

    private static final Model MODEL = model(
            List.of(column("revenue"), column("cost"), column("margin", "revenue - cost")),
            sum("revenue"),
            sum("margin"),
            metric("paid", new Calculation.Aggregate(Aggregation.COUNT, null, "paid")),
            metric("average", new Calculation.Aggregate(Aggregation.AVG, "revenue", null)),
            metric("none", new Calculation.Aggregate(Aggregation.COUNT, null, "FALSE")),
            formula("share", "[margin] * 100 / [revenue]"),
            formula("nothing of it", "[none] / [revenue]"),
            formula("by nothing", "[revenue] / [none]"),
            formula("sum after division", "[revenue] / -[paid] + 1"),
            formula("nested", "[revenue] - [sum after division]"));

    @ParameterizedTest
    @CsvSource({
        "revenue, 8",
        "margin, 5",
        "paid, 1",
        "average, 4",
        "none, 0",
        "share, 62",
        "nothing of it, 0",
        "by nothing, ",
        "sum after division, -7",
        "nested, 15",
    })
    void answersWithRows(String metric, @Nullable BigDecimal expected) throws SQLException {
        assertAnswer(metric, ROWS, expected);
    }

    @ParameterizedTest
    @CsvSource({"revenue, 0", "average, 0", "paid, 0", "share, ", "by nothing, "})
    void answersWithoutRows(String metric, @Nullable BigDecimal expected) throws SQLException {
        assertAnswer(metric, NO_ROWS, expected);
    }

    @Test
    void isCheckedAgainstTheRules() {
        assertThat(Models.findings(MODEL)).isEmpty();
    }

    private static void assertAnswer(String metric, String from, @Nullable BigDecimal expected) throws SQLException {
        String sql = MetricSql.of(MODEL, Quoting.forBackend("postgresql")).get(metric);
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SELECT " + sql + " FROM " + from)) {
            answer.next();
            BigDecimal number = answer.getBigDecimal(1);
            if (expected == null) {
                assertThat(number).isNull();
            } else {
                assertThat(number).isEqualByComparingTo(expected);
            }
        }
    }
}
