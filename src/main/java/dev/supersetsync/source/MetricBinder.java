package dev.supersetsync.source;

import dev.supersetsync.model.Aggregation;
import dev.supersetsync.model.Calculation;
import dev.supersetsync.model.Declared;
import dev.supersetsync.model.ModelMetric;
import dev.supersetsync.model.NumberFormat;
import dev.supersetsync.model.Violation;
import java.util.List;
import java.util.stream.Stream;

/** Makes one metric, and sees to it that it is calculated in one way and shown in one way. */
final class MetricBinder {

    /** Stands in for a calculation that cannot be told. */
    private static final Calculation UNKNOWN = new Calculation.Expression("NULL");

    private final String path;
    private final Fields fields;
    private final List<Violation> violations;

    MetricBinder(String path, Fields fields, List<Violation> violations) {
        this.path = path;
        this.fields = fields;
        this.violations = violations;
    }

    ModelMetric metric() {
        return new ModelMetric(
                fields.textOr("name", path),
                calculation(),
                fields.declaredText("label"),
                fields.declaredText("description"),
                d3Format(),
                fields.declaredText("currency"),
                fields.declaredText("warning"),
                ModelBinder.certification(fields));
    }

    private Calculation calculation() {
        List<String> ways = Stream.of("aggregation", "formula", "expression")
                .filter(fields::has)
                .toList();
        if (ways.size() != 1) {
            violations.add(Violation.at(
                    path,
                    "must have exactly one of aggregation, formula and expression, and has "
                            + (ways.isEmpty() ? "none" : String.join(" and ", ways))));
            return UNKNOWN;
        }
        if (fields.has("aggregation")) {
            return aggregate();
        }
        refuseOf("column");
        refuseOf("filter");
        return stated();
    }

    private Calculation aggregate() {
        return fields.constant("aggregation", Aggregation.class)
                .<Calculation>map(aggregation -> aggregate(aggregation))
                .orElse(UNKNOWN);
    }

    private Calculation aggregate(Aggregation aggregation) {
        String column = fields.has("column") ? fields.textOr("column", "unknown") : null;
        return new Calculation.Aggregate(aggregation, column, fields.text("filter"));
    }

    private void refuseOf(String partOfAggregation) {
        if (fields.has(partOfAggregation)) {
            violations.add(Violation.at(path + "." + partOfAggregation, "goes with an aggregation only"));
        }
    }

    private Calculation stated() {
        String formula = fields.text("formula");
        String expression = fields.text("expression");
        if (formula != null) {
            return new Calculation.Formula(formula);
        }
        return expression == null ? UNKNOWN : new Calculation.Expression(expression);
    }

    private Declared<String> d3Format() {
        if (!fields.has("format")) {
            return fields.node().has("d3_format") || !fields.node().has("format")
                    ? fields.declaredText("d3_format")
                    : Declared.of(null);
        }
        if (fields.has("d3_format")) {
            violations.add(Violation.at(path + ".format", "is short for a d3_format: state only one of them"));
        }
        return fields.constant("format", NumberFormat.class)
                .map(format -> Declared.of(format.d3()))
                .orElseGet(Declared::leftOut);
    }
}
