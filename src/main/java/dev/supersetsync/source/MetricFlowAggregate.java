package dev.supersetsync.source;

import dev.supersetsync.model.Aggregation;
import dev.supersetsync.model.Calculation;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate of MetricFlow over the rows of one table. It is an aggregation of ours where we have that, on a column by
 * its name, and SQL else; sums and averages answer 0 where there are no rows, as all of ours do.
 *
 * @param kind MetricFlow's word for it, in lower case
 * @param values the SQL of what is aggregated
 * @param filter a condition that rows must meet, or null
 * @param percentile from 0 to 1, for percentiles
 * @param isDiscrete whether a percentile is one of the values, and not between two of them
 * @param fill what stands for no value, or null
 */
record MetricFlowAggregate(
        String kind,
        String values,
        @Nullable String filter,
        double percentile,
        boolean isDiscrete,
        @Nullable BigDecimal fill) {

    private static final double MEDIAN = 0.5;

    /** How the metric is calculated that is just this. */
    Calculation calculation() {
        Calculation.Aggregate own = ownAggregate();
        return own == null ? new Calculation.Expression(sql()) : own;
    }

    /** The same in SQL that can stand in a formula. */
    String sql() {
        String sql = unfilled();
        return fill == null || isNeverEmpty() ? sql : "COALESCE(" + sql + ", " + fill.toPlainString() + ")";
    }

    private Calculation.@Nullable Aggregate ownAggregate() {
        if (kind.equals("sum_boolean")) {
            return new Calculation.Aggregate(Aggregation.COUNT, null, condition());
        }
        if (countsRows()) {
            return new Calculation.Aggregate(Aggregation.COUNT, null, filter);
        }
        Aggregation aggregation = aggregation();
        boolean fits = MetricFlowModel.isColumn(values) && (fill == null || isNeverEmpty());
        return aggregation != null && fits ? new Calculation.Aggregate(aggregation, values, filter) : null;
    }

    private @Nullable Aggregation aggregation() {
        return switch (kind) {
            case "sum" -> Aggregation.SUM;
            case "average" -> Aggregation.AVG;
            case "count" -> Aggregation.COUNT;
            case "count_distinct" -> Aggregation.COUNT_DISTINCT;
            case "min" -> Aggregation.MIN;
            case "max" -> Aggregation.MAX;
            default -> null;
        };
    }

    private boolean countsRows() {
        return kind.equals("count") && (values.equals("1") || values.equals("*"));
    }

    /** Whether there is always a number: counts, and a sum or average that is 0 without rows. */
    private boolean isNeverEmpty() {
        return switch (kind) {
            case "count", "count_distinct", "sum_boolean" -> true;
            case "sum", "average" -> fill != null && fill.signum() == 0;
            default -> false;
        };
    }

    private String unfilled() {
        return switch (kind) {
            case "sum" -> orZero("SUM(" + filtered() + ")");
            case "average" -> orZero("AVG(" + filtered() + ")");
            case "count" -> "COUNT(" + filtered() + ")";
            case "count_distinct" -> "COUNT(DISTINCT " + filtered() + ")";
            case "min" -> "MIN(" + filtered() + ")";
            case "max" -> "MAX(" + filtered() + ")";
            case "sum_boolean" -> "COUNT(CASE WHEN " + condition() + " THEN 1 END)";
            case "median" -> percentile(MEDIAN);
            case "percentile" -> percentile(percentile);
            default -> throw new NotExpressible("it has the unknown aggregation '" + kind + "'");
        };
    }

    private String orZero(String sum) {
        return fill == null || fill.signum() == 0 ? "COALESCE(" + sum + ", 0)" : sum;
    }

    /** In standard SQL; a warehouse that has no such aggregate refuses it. */
    private String percentile(double share) {
        return "%s(%s) WITHIN GROUP (ORDER BY %s)"
                .formatted(
                        isDiscrete ? "PERCENTILE_DISC" : "PERCENTILE_CONT",
                        BigDecimal.valueOf(share).toPlainString(),
                        filtered());
    }

    private String filtered() {
        if (filter == null) {
            return countsRows() ? "*" : MetricFlowModel.spelledOut(values);
        }
        return "CASE WHEN " + MetricFlowModel.spelledOut(filter) + " THEN "
                + (countsRows() ? "1" : MetricFlowModel.spelledOut(values)) + " END";
    }

    private String condition() {
        return filter == null
                ? MetricFlowModel.spelledOut(values)
                : "(" + MetricFlowModel.spelledOut(values) + ") AND (" + MetricFlowModel.spelledOut(filter) + ")";
    }
}
