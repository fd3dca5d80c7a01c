package dev.supersetsync.model;

import static dev.supersetsync.model.Models.column;
import static dev.supersetsync.model.Models.expression;
import static dev.supersetsync.model.Models.formula;
import static dev.supersetsync.model.Models.metric;
import static dev.supersetsync.model.Models.model;
import static dev.supersetsync.model.Models.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricSqlTests {

    private static final Quoting QUOTING = Quoting.forBackend("postgresql");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "SUM            | amount | -    | COALESCE(SUM(\"amount\"), 0)",
                "AVG            | amount | -    | COALESCE(AVG(\"amount\"), 0)",
                "COUNT          | amount | -    | COUNT(\"amount\")",
                "COUNT          | -      | -    | COUNT(*)",
                "COUNT_DISTINCT | amount | -    | COUNT(DISTINCT \"amount\")",
                "MIN            | amount | -    | MIN(\"amount\")",
                "MAX            | amount | -    | MAX(\"amount\")",
                "SUM            | amount | paid | COALESCE(SUM(CASE WHEN paid THEN \"amount\" END), 0)",
                "COUNT          | -      | paid | COUNT(CASE WHEN paid THEN 1 END)",
                "COUNT_DISTINCT | amount | paid | COUNT(DISTINCT CASE WHEN paid THEN \"amount\" END)",
            })
    void aggregates(Aggregation aggregation, @Nullable String column, @Nullable String filter, String sql) {
        ModelMetric metric = metric("m", new Calculation.Aggregate(aggregation, column, filter));

        assertThat(sqlOf(model(List.of(), metric), "m")).isEqualTo(sql);
    }

    @Test
    void quotesWhateverAColumnIsCalled() {
        assertThat(sqlOf(model(List.of(), sum("a\"b); DROP")), "a\"b); DROP"))
                .isEqualTo("COALESCE(SUM(\"a\"\"b); DROP\"), 0)");
    }

    @Test
    void spellsOutACalculatedColumn() {
        Model model = model(List.of(column("margin", "revenue - cost")), sum("margin"));

        assertThat(sqlOf(model, "margin")).isEqualTo("COALESCE(SUM((revenue - cost)), 0)");
    }

    @Test
    void keepsACommentAtTheEndFromSwallowingWhatFollows() {
        Model model = model(
                List.of(column("margin", "revenue - cost -- net")),
                sum("margin"),
                metric("paid", new Calculation.Aggregate(Aggregation.COUNT, null, "paid -- not open")),
                expression("all", "COUNT(*) -- rows"),
                formula("half", "[all] / 2 -- of them"),
                formula("more", "[half] + 1"));

        assertThat(MetricSql.of(model, QUOTING))
                .containsEntry("margin", "COALESCE(SUM((revenue - cost -- net\n)), 0)")
                .containsEntry("paid", "COUNT(CASE WHEN paid -- not open\n THEN 1 END)")
                .containsEntry("half", "(COUNT(*) -- rows\n) / NULLIF(2, 0)")
                .containsEntry("more", "((COUNT(*) -- rows\n) / NULLIF(2, 0)\n) + 1");
    }

    /** The metrics are a = SUM("a"), b = SUM("b"), and f = [a] + [b]. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '~',
            value = {
                "[a]                        → A",
                "[a]/[b]                    → A/NULLIF(B, 0)",
                "[a] / [b] / 2              → A / NULLIF(B, 0) / NULLIF(2, 0)",
                "[a] / ([a] + [b])          → A / NULLIF((A + B), 0)",
                "[a] / ([a] / [b])          → A / NULLIF((A / NULLIF(B, 0)), 0)",
                "[a] / [b] * 100            → A / NULLIF(B, 0) * 100",
                "[a] - [b] / 2              → A - B / NULLIF(2, 0)",
                "[a] / -[b]                 → A / NULLIF(-B, 0)",
                "[a] / - + [b] + 1          → A / NULLIF(- + B, 0) + 1",
                "[a] / [f]                  → A / NULLIF((A + B), 0)",
                "[f] * 2                    → (A + B) * 2",
                "[a] / COALESCE([b], 1)     → A / NULLIF(COALESCE(B, 1), 0)",
                "[a] / COALESCE([b]/2, 1)   → A / NULLIF(COALESCE(B/NULLIF(2, 0), 1), 0)",
                "[a] / s.f ([b])            → A / NULLIF(s.f (B), 0)",
                "[a] / [b]::numeric + 1     → A / NULLIF(B::numeric, 0) + 1",
                "[a] / [b]::double precision→ A / NULLIF(B::double precision, 0)",
                "[a] / [b]::numeric(10, 2)  → A / NULLIF(B::numeric(10, 2), 0)",
                "[a] / x::time with time zone - y → A / NULLIF(x::time with time zone, 0) - y",
                "[a] / [b] ^ 2 * 3          → A / NULLIF(B ^ 2, 0) * 3",
                "[a] / COUNT(*) FILTER (WHERE x / 2 > 1) → A / NULLIF(COUNT(*) FILTER (WHERE x / NULLIF(2, 0) > 1), 0)",
                "[a] / SUM([b]) OVER (PARTITION BY y) + 1 → A / NULLIF(SUM(B) OVER (PARTITION BY y), 0) + 1",
                "[a] / SUM([b]) OVER w + 1  → A / NULLIF(SUM(B) OVER w, 0) + 1",
                "[a] / FIRST_VALUE(x) IGNORE NULLS OVER (w) → A / NULLIF(FIRST_VALUE(x) IGNORE NULLS OVER (w), 0)",
                "[a] / MODE() WITHIN GROUP (ORDER BY y) → A / NULLIF(MODE() WITHIN GROUP (ORDER BY y), 0)",
                "[a] / CASE WHEN [b] > 1 THEN CASE x WHEN 1 THEN 2 END END + 1"
                        + " → A / NULLIF(CASE WHEN B > 1 THEN CASE x WHEN 1 THEN 2 END END, 0) + 1",
                "CASE WHEN [b] > 1 THEN [a] / [b] ELSE 0 END" + " → CASE WHEN B > 1 THEN A / NULLIF(B, 0) ELSE 0 END",
                "[a] / 1.5e-3 + 1           → A / NULLIF(1.5e-3, 0) + 1",
                "[a] / t.\"x y\" + 1        → A / NULLIF(t.\"x y\", 0) + 1",
                "[a] / NULLIF([b], 0)       → A / NULLIF(NULLIF(B, 0), 0)",
                "[a] || ' / [b] -- ''x'''   → A || ' / [b] -- ''x'''",
                "[a] + \"a/[b]\"            → A + \"a/[b]\"",
                "[a] /* / [b] */ + 1        → A  + 1",
                "[a] /* of */ / [b]         → A  / NULLIF(B, 0)",
            })
    void wrapsDivisorsAndNothingElse(String formula, String expected) {
        Model model = model(List.of(), sum("a"), sum("b"), formula("f", "[a] + [b]"), formula("m", formula));

        String sql = sqlOf(model, "m");

        assertThat(sql.replace(sqlOf(model, "a"), "A").replace(sqlOf(model, "b"), "B"))
                .isEqualTo(expected);
    }

    @Test
    void namesAMetricWithABracketByDoublingIt() {
        Model model = model(List.of(), expression("x]y", "1"), formula("m", "[x]]y] + 1"));

        assertThat(sqlOf(model, "m")).isEqualTo("(1) + 1");
    }

    @Test
    void leavesTheDivisionOfWholeNumbersToTheWarehouse() {
        Model model = model(
                List.of(),
                metric("orders", new Calculation.Aggregate(Aggregation.COUNT, null, null)),
                formula("half", "[orders] / 2"));

        assertThat(sqlOf(model, "half")).isEqualTo("COUNT(*) / NULLIF(2, 0)");
    }

    @Test
    void keepsTheOrderOfTheModel() {
        Model model = model(List.of(), formula("z", "[a]"), sum("a"), expression("b", "1"));

        assertThat(MetricSql.of(model, QUOTING).keySet()).containsExactly("z", "a", "b");
    }

    @Test
    void refusesAModelThatWasNotChecked() {
        Model model = model(List.of(), formula("m", "[missing]"));

        assertThatThrownBy(() -> MetricSql.of(model, QUOTING)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String sqlOf(Model model, String metric) {
        return MetricSql.of(model, QUOTING).getOrDefault(metric, "none");
    }
}
