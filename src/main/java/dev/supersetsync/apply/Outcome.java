package dev.supersetsync.apply;

import dev.supersetsync.plan.Applied;
import dev.supersetsync.plan.Change;
import dev.supersetsync.state.ActualDataset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of one change.
 *
 * @param change the change
 * @param kind whether it was done
 * @param supersetId the dataset's id, null if there is none; of a failed creation, the half-made dataset that is left
 * @param failure what went wrong, null unless it failed
 * @param applied what is to be remembered of the dataset, null if nothing is
 * @param left the dataset as it was read back, null if it was deleted, not written, or not done
 * @param leftAlone what of the change was not done because somebody changed it since, in words for a person
 */
public record Outcome(
        Change change,
        Kind kind,
        @Nullable Integer supersetId,
        @Nullable Failure failure,
        @Nullable Applied applied,
        @Nullable ActualDataset left,
        List<String> leftAlone) {

    public Outcome {
        leftAlone = List.copyOf(leftAlone);
    }

    /** It was written and read back. */
    static Outcome written(Change change, ActualDataset left, @Nullable Applied applied) {
        return new Outcome(change, Kind.APPLIED, left.id(), null, applied, left, List.of());
    }

    /** It needed no write. */
    static Outcome unchanged(Change.Unchanged change) {
        return new Outcome(change, Kind.APPLIED, change.there().id(), null, change.applied(), null, List.of());
    }

    /** It is gone. */
    static Outcome deleted(Change.Delete change) {
        return new Outcome(change, Kind.APPLIED, change.before().id(), null, null, null, List.of());
    }

    static Outcome skipped(Change change, @Nullable Integer supersetId) {
        return new Outcome(change, Kind.SKIPPED, supersetId, null, null, null, List.of());
    }

    static Outcome failed(Change change, @Nullable Integer supersetId, Failure failure) {
        return new Outcome(change, Kind.FAILED, supersetId, failure, null, null, List.of());
    }

    /** Whether something of it may be in Superset although it failed: what is left, or what was asked and not answered. */
    public boolean mayBeHalfMade() {
        return kind == Kind.FAILED && (supersetId != null || failure == null || failure.status() == null);
    }

    /** The same, also without these parts of the change. */
    Outcome leavingAlone(List<String> parts) {
        List<String> all = Stream.concat(leftAlone.stream(), parts.stream()).toList();
        return new Outcome(change, kind, supersetId, failure, applied, left, all);
    }

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
