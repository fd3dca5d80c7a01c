package dev.supersetsync.source;

import dev.supersetsync.model.Aggregation;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A measure of Cube that aggregates something, in SQL.
 *
 * @param operand what is aggregated; null to count rows
 * @param filter the condition that rows must meet, or null
 */
record CubeAggregate(
        Aggregation aggregation,
        @Nullable String operand,
        @Nullable String filter) {

    /** As one call. */
    String sql() {
        return switch (aggregation) {
            case COUNT_DISTINCT -> "COUNT(DISTINCT " + value() + ")";
            case SUM, AVG, COUNT, MIN, MAX -> aggregation.name() + "(" + value() + ")";
        };
    }

    private String value() {
        if (filter == null) {
            return operand == null ? "*" : SqlText.closed(operand);
        }
        String value = operand == null ? "1" : SqlText.closed(operand);
        return "CASE WHEN " + SqlText.closed(filter) + " THEN " + value + " END";
    }

    /**
     * Writes it as an aggregation of a column if it is no more than that, else as SQL that means the same.
     *
     * @param isCalculated whether the model calculates a column of that name, which the operand cannot mean
     */
    void write(ObjectNode metric, Predicate<String> isCalculated) {
        Optional<String> column = operand == null
                ? Optional.empty()
                : SqlText.of(operand)
                        .flatMap(SqlText::onlyColumn)
                        .filter(name -> name.qualifier() == null)
                        .map(ColumnName::name)
                        .filter(isCalculated.negate());
        if (operand == null || column.isPresent()) {
            writeAggregation(metric, column.orElse(null));
        } else {
            boolean zeroForNoRows = aggregation == Aggregation.SUM || aggregation == Aggregation.AVG;
            metric.put("expression", zeroForNoRows ? "COALESCE(" + sql() + ", 0)" : sql());
        }
    }

    /** Writes it as an aggregation of a column of the model. */
    void writeAggregation(ObjectNode metric, @Nullable String column) {
        metric.put("aggregation", aggregation.name());
        if (column != null) {
            metric.put("column", column);
        }
        if (filter != null) {
            metric.put("filter", filter);
        }
    }
}
