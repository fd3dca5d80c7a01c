package dev.supersetsync.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Small models for tests, with nothing declared but what a test is about. */
final class Models {

    private Models() {}

    static Model model(List<ModelColumn> columns, ModelMetric... metrics) {
        return model("orders", columns, Arrays.asList(metrics));
    }

    static Model model(String table, List<ModelColumn> columns, List<ModelMetric> metrics) {
        return new Model(
                "warehouse",
                null,
                "dwh",
                table,
                null,
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut(),
                columns,
                metrics,
                UndeclaredColumns.KEEP);
    }

    static ModelColumn column(String name) {
        return column(name, null);
    }

    static ModelColumn column(String name, @Nullable String expression) {
        return new ModelColumn(
                name,
                null,
                expression,
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut());
    }

    static ModelMetric metric(String name, Calculation calculation) {
        return new ModelMetric(
                name,
                calculation,
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut(),
                Declared.leftOut());
    }

    static ModelMetric sum(String column) {
        return metric(column, new Calculation.Aggregate(Aggregation.SUM, column, null));
    }

    static ModelMetric formula(String name, String text) {
        return metric(name, new Calculation.Formula(text));
    }

    static ModelMetric expression(String name, String sql) {
        return metric(name, new Calculation.Expression(sql));
    }

    static List<Violation> check(Model... models) {
        SequencedMap<String, Model> byPath = new LinkedHashMap<>();
        Stream.of(models).forEach(model -> byPath.put("models[" + byPath.size() + "]", model));
        return DocumentRules.check(byPath);
    }

    static List<String> findings(Model... models) {
        return check(models).stream()
                .map(violation -> violation.path() + " " + violation.message())
                .toList();
    }
}
