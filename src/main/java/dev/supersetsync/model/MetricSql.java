package dev.supersetsync.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that the metrics of a model become. Sums and averages answer 0 where there are no rows, a division by zero
 * answers NULL, and a column that the model calculates is spelled out, because the warehouse has never heard of it. Other
 * than that SQL means what it means in the warehouse: a division of two whole numbers drops the fraction where the
 * warehouse does.
 */
public final class MetricSql {

    private final Quoting quoting;
    private final Map<String, String> calculatedColumns;
    private final Map<String, Calculation> calculations;
    private final Map<String, String> done = new HashMap<>();

    private MetricSql(Model model, Quoting quoting) {
        this.quoting = quoting;
        this.calculatedColumns = calculatedColumns(model.columns());
        this.calculations =
                model.metrics().stream().collect(Collectors.toMap(ModelMetric::name, ModelMetric::calculation));
    }

    /** The SQL of each metric of a valid model, by name, in the model's order. */
    public static Map<String, String> of(Model model, Quoting quoting) {
        MetricSql metrics = new MetricSql(model, quoting);
        return model.metrics().stream()
                .map(ModelMetric::name)
                .collect(Collectors.toMap(
                        Function.identity(), metrics::sql, (first, second) -> first, LinkedHashMap::new));
    }

    private static Map<String, String> calculatedColumns(List<ModelColumn> columns) {
        Map<String, String> expressions = new HashMap<>();
        for (ModelColumn column : columns) {
            String expression = column.expression();
            if (expression != null) {
                expressions.put(column.name(), expression);
            }
        }
        return expressions;
    }

    private String sql(String metric) {
        String known = done.get(metric);
        if (known != null) {
            return known;
        }
        String sql =
                switch (calculation(metric)) {
                    case Calculation.Aggregate aggregate -> aggregate(aggregate);
                    case Calculation.Formula formula ->
                        FormulaText.of(formula.text()).sql(this::operand);
                    case Calculation.Expression expression -> expression.sql();
                };
        done.put(metric, sql);
        return sql;
    }

    private Calculation calculation(String metric) {
        Calculation calculation = calculations.get(metric);
        if (calculation == null) {
            throw new IllegalArgumentException("The model has no metric " + metric);
        }
        return calculation;
    }

    /** A metric as it can stand in a formula: an aggregate is one call, the rest needs parentheses. */
    private String operand(String metric) {
        return switch (calculation(metric)) {
            case Calculation.Aggregate _ -> sql(metric);
            case Calculation.Formula _, Calculation.Expression _ -> parenthesized(sql(metric));
        };
    }

    private String aggregate(Calculation.Aggregate aggregate) {
        String values = values(aggregate.column(), aggregate.filter());
        return switch (aggregate.aggregation()) {
            case SUM -> "COALESCE(SUM(" + values + "), 0)";
            case AVG -> "COALESCE(AVG(" + values + "), 0)";
            case COUNT -> "COUNT(" + values + ")";
            case COUNT_DISTINCT -> "COUNT(DISTINCT " + values + ")";
            case MIN -> "MIN(" + values + ")";
            case MAX -> "MAX(" + values + ")";
        };
    }

    private String values(@Nullable String column, @Nullable String filter) {
        if (filter == null) {
            return column == null ? "*" : column(column);
        }
        String value = column == null ? "1" : column(column);
        return "CASE WHEN " + closed(filter) + " THEN " + value + " END";
    }

    private String column(String name) {
        String expression = calculatedColumns.get(name);
        return expression == null ? quoting.quote(name) : parenthesized(expression);
    }

    private static String parenthesized(String sql) {
        return "(" + closed(sql) + ")";
    }

    /** SQL after which other SQL can follow, although it may end in a comment. */
    private static String closed(String sql) {
        return sql.contains("--") || sql.contains("#") ? sql + "\n" : sql;
    }
}
