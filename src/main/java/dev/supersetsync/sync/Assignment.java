package dev.supersetsync.sync;

import dev.supersetsync.model.Document;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.UpdateStrategy;

/**
 * A request with everything resolved: what is to be planned, whatever the configuration says later.
 *
 * @param target the target's name
 * @param strategy what may be done
 * @param guards within which limits
 * @param document the declared models
 */
record Assignment(String target, UpdateStrategy strategy, Guards guards, Document document) {}
