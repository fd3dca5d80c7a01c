package dev.supersetsync.api;

import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.plan.Operation;
import dev.supersetsync.plan.StrategySet;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * A strategy set as callers see it.
 *
 * @param name by which requests name it
 * @param updateStrategy what a sync may do
 * @param guards those that it states; the others have their defaults
 */
record StrategySetReport(
        String name,
        List<String> updateStrategy,
        @Schema(ref = "#/components/schemas/Guards") GuardOverrides guards) {

    static StrategySetReport of(StrategySet set) {
        return new StrategySetReport(
                set.name(),
                set.updateStrategy().inOrder().stream().map(Operation::name).toList(),
                set.guards());
    }
}
