package dev.supersetsync.plan;

import dev.supersetsync.state.Value;
import org.jspecify.annotations.Nullable;

/**
 * One field of a dataset that a change alters.
 *
 * @param path such as {@code columns.status.label}; what is not a plain name is quoted
 * @param before its value before; null where the column or metric was not there
 * @param after its value after; null where the column or metric goes
 * @param overwritesUiEdit whether a person changed it in Superset since we applied it
 */
public record FieldChange(
        String path, @Nullable Value before, @Nullable Value after, boolean overwritesUiEdit) {}
