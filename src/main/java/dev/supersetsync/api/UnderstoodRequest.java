package dev.supersetsync.api;

import dev.supersetsync.model.Document;
import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.plan.UpdateStrategy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is right, with what is in it and nothing from elsewhere.
 *
 * @param source where its document is, null if it is in the request
 * @param document what it declares, nothing if that is for a source to say
 */
record UnderstoodRequest(
        @Nullable String target,
        @Nullable String strategySet,
        @Nullable UpdateStrategy updateStrategy,
        GuardOverrides guards,
        boolean adopts,
        @Nullable String source,
        Optional<Document> document) {}
