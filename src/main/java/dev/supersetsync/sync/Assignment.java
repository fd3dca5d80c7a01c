package dev.supersetsync.sync;

import dev.supersetsync.model.Document;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.UpdateStrategy;
import org.jspecify.annotations.Nullable;

/** A request with everything resolved: what is to be planned, whatever the configuration says later. */
sealed interface Assignment {

    /** The target's name. */
    String target();

    /** Within which limits. */
    Guards guards();

    /**
     * Declared models are to be synchronised.
     *
     * @param strategy what may be done
     * @param document the declared models
     * @param adopts whether what is as declared already is marked as managed
     */
    record OfModels(String target, UpdateStrategy strategy, Guards guards, Document document, boolean adopts)
            implements Assignment {}

    /**
     * A run is to be taken back.
     *
     * @param runId the run
     * @param force whether what was changed since is taken back too
     */
    record OfRun(String target, Guards guards, String runId, boolean force) implements Assignment {}

    /** The name of the document that is applied, null if there is none or it has no name. */
    default @Nullable String documentName() {
        return this instanceof OfModels models ? models.document().name() : null;
    }

    /** The run that is taken back, null for none. */
    default @Nullable String restoreOf() {
        return this instanceof OfRun run ? run.runId() : null;
    }

    /** Whether a run is taken back over what was changed since. */
    default boolean force() {
        return false;
    }
}
