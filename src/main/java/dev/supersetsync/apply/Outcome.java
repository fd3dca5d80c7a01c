package dev.supersetsync.apply;

import dev.supersetsync.plan.Applied;
import dev.supersetsync.plan.Change;
import org.jspecify.annotations.Nullable;

/**
 * What became of one change.
 *
 * @param change the change
 * @param kind whether it was done
 * @param supersetId the dataset's id, null if there is none; of a failed creation, the half-made dataset that is left
 * @param failure what went wrong, null unless it failed
 * @param applied what is to be remembered of the dataset, null if nothing was applied or it was deleted
 */
public record Outcome(
        Change change,
        Kind kind,
        @Nullable Integer supersetId,
        @Nullable Failure failure,
        @Nullable Applied applied) {

    /** Whether a change was done. */
    public enum Kind {
        /** It was done, and read back. */
        APPLIED,
        /** It was tried and is not done. */
        FAILED,
        /** It was not tried. */
        SKIPPED
    }

    /**
     * What went wrong.
     *
     * @param call the call that failed, such as {@code PUT /api/v1/dataset/12}
     * @param status its HTTP status, null if there was no answer
     * @param message what Superset said, or what we found
     */
    public record Failure(String call, @Nullable Integer status, String message) {}
}
