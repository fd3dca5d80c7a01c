package dev.supersetsync.model;

import org.jspecify.annotations.Nullable;

/**
 * One declared column of a model.
 *
 * @param name exactly as in the warehouse; case counts
 * @param type the warehouse's type, or null to leave it to the warehouse
 * @param expression the SQL of a calculated column, or null for a column of the warehouse
 * @param temporal whether it holds points in time; by its type if left out
 * @param dateFormat how text or numbers are read as dates, such as {@code %Y-%m-%d} or {@code epoch_s}
 */
public record ModelColumn(
        String name,
        @Nullable String type,
        @Nullable String expression,
        Declared<String> label,
        Declared<String> description,
        Declared<Boolean> temporal,
        Declared<Boolean> groupable,
        Declared<Boolean> filterable,
        Declared<Boolean> hidden,
        Declared<String> dateFormat) {

    /** Whether Superset computes it from an expression instead of reading it from the warehouse. */
    public boolean isCalculated() {
        return expression != null;
    }
}
