package dev.supersetsync.model;

import org.jspecify.annotations.Nullable;

/** How a metric is computed: in exactly one of three ways. */
public sealed interface Calculation {

    /**
     * An aggregate over a column.
     *
     * @param column the column's name, declared or not; null only to count rows
     * @param filter a condition in SQL that rows must meet to be aggregated, or null for all rows
     */
    record Aggregate(
            Aggregation aggregation,
            @Nullable String column,
            @Nullable String filter) implements Calculation {}

    /**
     * Arithmetic over other metrics of the same model.
     *
     * @param text SQL in which {@code [name]} stands for a metric
     */
    record Formula(String text) implements Calculation {}

    /**
     * SQL that goes to the warehouse as it is.
     *
     * @param sql an aggregate expression
     */
    record Expression(String sql) implements Calculation {}
}
