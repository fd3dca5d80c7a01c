package dev.supersetsync.sync;

import dev.supersetsync.model.Document;
import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.UpdateStrategy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request with everything resolved: what is to be planned, whatever the configuration says later. */
sealed interface Assignment {

    /** The target's name. */
    String target();

    /** Within which limits. */
    Guards guards();

    /** The trace of the call that asked for it, see {@link CallTrace}: kept wherever the assignment is kept for its run. */
    Map<String, String> trace();

    /** The same, asked for by a call of this trace. */
    Assignment in(Map<String, String> trace);

    /**
     * Declared models are to be synchronised.
     *
     * @param strategy what may be done
     * @param document the declared models
     * @param adopts whether what is as declared already is marked as managed
     */
    record OfModels(
            String target,
            UpdateStrategy strategy,
            Guards guards,
            Document document,
            boolean adopts,
            Map<String, String> trace)
            implements Assignment {

        /** Asked for by a call without a trace. */
        OfModels(String target, UpdateStrategy strategy, Guards guards, Document document, boolean adopts) {
            this(target, strategy, guards, document, adopts, Map.of());
        }

        /** The same, where edits made in Superset are overwritten. */
        OfModels overwriting() {
            var overwrite =
                    new GuardOverrides(null, Guards.UiEdits.OVERWRITE, null, null, null, null, null, null, null, null);
            return new OfModels(target, strategy, overwrite.over(guards), document, adopts, trace);
        }

        @Override
        public OfModels in(Map<String, String> trace) {
            return new OfModels(target, strategy, guards, document, adopts, trace);
        }
    }

    /**
     * A run is to be taken back.
     *
     * @param runId the run
     * @param force whether what was changed since is taken back too
     */
    record OfRun(String target, Guards guards, String runId, boolean force, Map<String, String> trace)
            implements Assignment {

        /** Asked for by a call without a trace. */
        OfRun(String target, Guards guards, String runId, boolean force) {
            this(target, guards, runId, force, Map.of());
        }

        @Override
        public OfRun in(Map<String, String> trace) {
            return new OfRun(target, guards, runId, force, trace);
        }
    }

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
