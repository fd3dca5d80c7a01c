package dev.supersetsync.model;

import java.util.List;

/** What must hold for the metrics of one model; for formulas it asks {@link FormulaRules}. */
final class MetricRules {

    private final String path;
    private final List<ModelMetric> metrics;
    private final Findings findings;

    MetricRules(String path, List<ModelMetric> metrics, Findings findings) {
        this.path = path;
        this.metrics = metrics;
        this.findings = findings;
    }

    void check() {
        findings.checkUnique(path, metrics, ModelMetric::name, "metric");
        for (int index = 0; index < metrics.size(); index++) {
            checkMetric(path + "[" + index + "]", metrics.get(index));
        }
        if (metrics.size() <= ModelRules.MOST_ENTRIES) {
            new FormulaRules(path, metrics, findings).check();
        }
    }

    private void checkMetric(String at, ModelMetric metric) {
        findings.checkName(at + ".name", metric.name(), ModelRules.LONGEST_NAME);
        findings.checkLength(at + ".label", metric.label().orElse(null), ModelRules.LONGEST_LABEL);
        switch (metric.calculation()) {
            case Calculation.Aggregate aggregate -> checkAggregate(at, aggregate);
            case Calculation.Expression expression -> findings.checkNotBlank(at + ".expression", expression.sql());
            case Calculation.Formula _ -> {}
        }
    }

    private void checkAggregate(String at, Calculation.Aggregate aggregate) {
        findings.checkNotBlank(at + ".filter", aggregate.filter());
        findings.checkNotBlank(at + ".column", aggregate.column());
        if (aggregate.column() == null && aggregate.aggregation() != Aggregation.COUNT) {
            findings.add(at, aggregate.aggregation() + " needs a column; only COUNT can do without");
        }
    }
}
