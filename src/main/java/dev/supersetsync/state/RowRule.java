package dev.supersetsync.state;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule of row-level security: which rows of which datasets whom it lets see.
 *
 * @param id Superset's id
 * @param name its name
 * @param clause the SQL that rows must fit
 * @param filterType Superset's word for whom it is about: {@code Regular} the roles, {@code Base} all but the roles
 * @param groupKey rules of one group are joined with OR, null for none
 * @param description what it is for, null for nothing
 * @param roleIds the ids of its roles
 * @param datasetIds the ids of its datasets
 */
public record RowRule(
        int id,
        String name,
        String clause,
        String filterType,
        @Nullable String groupKey,
        @Nullable String description,
        Set<Integer> roleIds,
        Set<Integer> datasetIds) {

    public RowRule {
        roleIds = Set.copyOf(roleIds);
        datasetIds = Set.copyOf(datasetIds);
    }
}
