package dev.supersetsync.sync;

import dev.supersetsync.model.Document;
import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.plan.UpdateStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for: which models, into which target, how far it may go.
 *
 * @param target the target's name, null where one is configured
 * @param strategySet the strategy set's name, null for none
 * @param updateStrategy overrides that of the strategy set, null if not stated
 * @param guards override those of the strategy set
 * @param document the declared models, already valid
 * @param adopts whether what is as declared already is marked as managed
 */
public record SyncRequest(
        @Nullable String target,
        @Nullable String strategySet,
        @Nullable UpdateStrategy updateStrategy,
        GuardOverrides guards,
        Document document,
        boolean adopts) {}
