package dev.supersetsync.model;

import static dev.supersetsync.model.Models.column;
import static dev.supersetsync.model.Models.expression;
import static dev.supersetsync.model.Models.findings;
import static dev.supersetsync.model.Models.formula;
import static dev.supersetsync.model.Models.metric;
import static dev.supersetsync.model.Models.model;
import static dev.supersetsync.model.Models.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentRulesTests {

    @Test
    void findsNothingWrongWithAGoodModel() {
        assertThat(findings(model(List.of(column("a"), column("A")), sum("a"), formula("f", "[a] / 2"))))
                .isEmpty();
    }

    @Test
    void refusesTwoModelsForOneDataset() {
        assertThat(findings(model(List.of()), model(List.of())))
                .containsExactly("models[1].table is the dataset of another model too: models[0]; keep one of them");
    }

    @Test
    void refusesTwoColumnsAndTwoMetricsOfOneName() {
        assertThat(findings(model(List.of(column("a"), column("a")), sum("a"), sum("a"))))
                .containsExactly(
                        "models[0].columns[1].name is the name of another column: models[0].columns[0]",
                        "models[0].metrics[1].name is the name of another metric: models[0].metrics[0]");
    }

    @Test
    void refusesNamesWithNothingInThem() {
        Model model = model(" ", List.of(column("\t")), List.of(expression("", " ")));

        assertThat(findings(model))
                .containsExactly(
                        "models[0].table must not be empty",
                        "models[0].columns[0].name must not be empty",
                        "models[0].metrics[0].name must not be empty",
                        "models[0].metrics[0].expression must not be empty");
    }

    @Test
    void refusesNamesThatSupersetHasNoRoomFor() {
        Model model = model("t".repeat(251), List.of(column("c".repeat(256))), List.of(sum("m".repeat(255))));

        assertThat(findings(model))
                .containsExactly(
                        "models[0].table must not be longer than 250 characters, and has 251",
                        "models[0].columns[0].name must not be longer than 255 characters, and has 256");
    }

    @Test
    void refusesMoreColumnsThanAModelMayHave() {
        List<ModelColumn> columns =
                IntStream.range(0, 2_001).mapToObj(index -> column("c" + index)).toList();

        assertThat(findings(model(columns)))
                .containsExactly("models[0].columns must not have more than 2000 columns, and has 2001");
    }

    @Test
    void needsAColumnForEveryAggregateButCount() {
        assertThat(findings(model(
                        List.of(),
                        metric("a", new Calculation.Aggregate(Aggregation.COUNT, null, null)),
                        metric("b", new Calculation.Aggregate(Aggregation.COUNT_DISTINCT, null, null)))))
                .containsExactly("models[0].metrics[1] COUNT_DISTINCT needs a column; only COUNT can do without");
    }

    @Test
    void suggestsTheMetricThatAFormulaMeans() {
        assertThat(findings(model(List.of(), sum("revenue"), formula("f", "[revenu] / [x]"))))
                .containsExactly(
                        "models[0].metrics[1].formula names the metric [revenu], which the model does not have;"
                                + " did you mean 'revenue'?",
                        "models[0].metrics[1].formula names the metric [x], which the model does not have");
    }

    @Test
    void refusesEveryFormulaThatNeedsItself() {
        Model model = model(
                List.of(),
                formula("own", "[own] + 1"),
                formula("a", "[b]"),
                formula("b", "[c]"),
                formula("c", "[a]"),
                formula("outside", "[a]"));

        assertThat(findings(model))
                .containsExactlyInAnyOrder(
                        "models[0].metrics[0].formula is circular: it needs itself",
                        "models[0].metrics[1].formula is circular: it needs itself, by way of [b], [c]",
                        "models[0].metrics[2].formula is circular: it needs itself, by way of [a], [c]",
                        "models[0].metrics[3].formula is circular: it needs itself, by way of [a], [b]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[a           | a [ is not closed with ]",
                "[a] + 'b     | a text is not closed with '",
                "[a] + \"b    | a quoted name is not closed with \"",
                "[a] /* b     | a comment is not closed with */",
                "([a]         | a ( is not closed",
                "[a])         | a ) closes nothing",
                "CASE [a]     | a CASE has no END",
                "(CASE [a]) END | a ) closes nothing",
                "[a] END      | an END has no CASE",
                "[a] /        | there is nothing to divide by after a /",
                "[a] // 2     | there is nothing to divide by after a /",
                "[a] / * 2    | there is nothing to divide by after a /",
                "-- nothing   | it is empty",
            })
    void refusesFormulasThatCannotBeRead(String text, String problem) {
        assertThat(findings(model(List.of(), sum("a"), formula("f", text))))
                .containsExactly("models[0].metrics[1].formula is not a formula: " + problem);
    }

    @Test
    void refusesFormulasThatGrowWithoutMeasure() {
        List<ModelMetric> metrics = new ArrayList<>(List.of(expression("m0", "COUNT(*)")));
        for (int index = 1; index < 40; index++) {
            metrics.add(formula("m" + index, "[m%1$d] + [m%1$d]".formatted(index - 1)));
        }

        assertThat(findings(model("t", List.of(), metrics)))
                .isNotEmpty()
                .allMatch(finding -> finding.endsWith("becomes SQL of more than 20000 characters with what it names"));
    }

    @Test
    void refusesFormulasThatAreNestedTooDeep() {
        List<ModelMetric> metrics = new ArrayList<>(List.of(sum("m0")));
        for (int index = 1; index < 2_000; index++) {
            metrics.addFirst(formula("m" + index, "[m%d]".formatted(index - 1)));
        }

        assertThat(findings(model("t", List.of(), metrics)))
                .isNotEmpty()
                .allMatch(finding -> finding.endsWith("is nested more than 50 formulas deep"));
    }

    @Test
    void refusesAnOwnerWhoIsListedTwice() {
        Model model = model(List.of());
        Model owned = new Model(
                model.database(),
                null,
                null,
                model.table(),
                null,
                model.description(),
                model.mainDatetimeColumn(),
                model.cacheTimeout(),
                model.certification(),
                Declared.of(List.of("ana@example.org", "bo@example.org", "ana@example.org")),
                List.of(),
                List.of(),
                UndeclaredColumns.KEEP);

        assertThat(findings(owned)).containsExactly("models[0].owners[2] is listed twice");
    }
}
