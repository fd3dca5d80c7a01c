package dev.supersetsync.impact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.impact.Impact.Kind;
import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.FilterUse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who uses a column or a metric: it may name too many, and must not miss one. */
class ImpactFinderTests {

    private static ImpactFinder charts(String params, String queryContext) {
        return new ImpactFinder(
                new Usages(List.of(new ChartUse(4, "Sales", "/chart/4", 1, params, queryContext)), List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            revenue  | {"metrics": ["revenue"]}                    | true
            revenue  | {"metrics": ["revenues"]}                   | false
            revenue  | {"sqlExpression": "SUM(revenue) / 2"}       | true
            revenue  | {"sqlExpression": "SUM(\\"revenue\\") / 2"} | true
            revenue  | {"sqlExpression": "SUM(Revenue)"}           | true
            größe    | {"groupby": ["gr\\u00f6\\u00dfe"]}          | true
            net.amount | {"groupby": ["net.amount"]}               | true
            % change | {"metrics": ["% change"]}                   | true
            """)
    void isFoundByItsName(String name, String params, boolean found) {
        assertThat(charts(params, "").ofMetric(1, name, Effect.BREAKS)).hasSize(found ? 1 : 0);
        assertThat(charts("", params).ofColumn(1, name, Effect.BREAKS)).hasSize(found ? 1 : 0);
    }

    @Test
    void isToldWithWhatItUses() {
        assertThat(charts("revenue", "").ofMetric(1, "revenue", Effect.BREAKS))
                .containsExactly(
                        new Impact(Kind.CHART, 4, "Sales", "/chart/4", List.of("metric revenue"), Effect.BREAKS, true));
    }

    @Test
    void isOfThatDatasetOnly() {
        assertThat(charts("revenue", "").ofMetric(2, "revenue", Effect.BREAKS)).isEmpty();
        assertThat(charts("", "").ofDataset(2, Effect.BREAKS)).isEmpty();
        assertThat(charts("", "").ofDataset(1, Effect.BREAKS)).hasSize(1);
    }

    @Test
    void isANativeFilterOfTheColumn() {
        var finder = new ImpactFinder(
                new Usages(List.of(), List.of(new FilterUse(7, "Sales", "/dashboard/7", "State", 1, "status"))));

        assertThat(finder.ofColumn(1, "status", Effect.RETURNS_NULL))
                .containsExactly(new Impact(
                        Kind.NATIVE_FILTER,
                        7,
                        "Sales: State",
                        "/dashboard/7",
                        List.of("column status"),
                        Effect.RETURNS_NULL,
                        true));
        assertThat(finder.ofColumn(1, "state", Effect.BREAKS)).isEmpty();
        assertThat(finder.ofMetric(1, "status", Effect.BREAKS)).isEmpty();
        assertThat(finder.ofDataset(1, Effect.BREAKS)).hasSize(1);
    }
}
