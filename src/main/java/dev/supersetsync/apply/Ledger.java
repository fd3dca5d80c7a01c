package dev.supersetsync.apply;

import dev.supersetsync.apply.Outcome.Failure;
import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Guards.OnError;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.TurnLost;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What became of the changes of one plan so far, and whether something stopped the work on it. It tells the progress of
 * each change once, and turns failures into outcomes. It writes nothing to Superset.
 */
final class Ledger {

    private final List<Change> changes;
    private final OnError onError;
    private final Progress progress;
    private final Map<Change, Outcome> outcomes = new IdentityHashMap<>();
    private volatile boolean isStopped;
    private @Nullable RuntimeException unrecorded;

    Ledger(List<Change> changes, OnError onError, Progress progress) {
        this.changes = changes;
        this.onError = onError;
        this.progress = progress;
    }

    /** Begins the work on a change; false if it may not begin, and is skipped. */
    boolean begins(Change change) {
        boolean mayBegin = change.action() == Action.UNCHANGED || mayWrite();
        boolean begins = mayBegin && isRecorded(() -> progress.begins(change));
        if (!begins) {
            skip(change);
        }
        return begins;
    }

    /** A change is not done. */
    void skip(Change change) {
        end(Outcome.skipped(change, idOf(change)));
    }

    /** Whether anything may be written any more. */
    boolean mayWrite() {
        return !isStopped && !progress.isStopped();
    }

    /** Does a part of a change; where that fails, the change has failed, and nothing comes back. */
    <T> Optional<T> attempt(Change change, Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (ChangeFailed e) {
            end(failed(change, e.leftBehind() == null ? idOf(change) : e.leftBehind(), e.failure(), false));
        } catch (TurnLost e) {
            // What it has begun stays begun, for whoever goes on.
            isStopped = true;
            ended(Outcome.skipped(change, idOf(change)));
        } catch (SupersetException e) {
            boolean hopeless = e.kind() == SupersetException.Kind.UNAUTHORIZED;
            end(failed(change, idOf(change), new Failure(e.call(), e.status(), e.said()), hopeless));
        }
        return Optional.empty();
    }

    /** Does what is left to do of a change. */
    void finish(Change change, Supplier<Outcome> rest) {
        attempt(change, rest).ifPresent(this::end);
    }

    private Outcome failed(Change change, @Nullable Integer id, Failure failure, boolean hopeless) {
        if (hopeless || onError == OnError.STOP) {
            isStopped = true;
        }
        return Outcome.failed(change, id, failure);
    }

    /** A change came to its end. */
    void end(Outcome outcome) {
        int ended = ended(outcome);
        boolean isIdle = outcome.kind() == Outcome.Kind.SKIPPED && isBroken();
        if (!isIdle) {
            isRecorded(() -> progress.ended(outcome, ended, changes.size()));
        }
    }

    private synchronized int ended(Outcome outcome) {
        outcomes.put(outcome.change(), outcome);
        return outcomes.size();
    }

    private synchronized boolean isBroken() {
        return unrecorded != null;
    }

    /** What was written stays written, so a failure to record it must not hide it: it only stops the others. */
    private boolean isRecorded(Runnable telling) {
        try {
            telling.run();
            return true;
        } catch (RuntimeException e) {
            broken(e);
            return false;
        }
    }

    private synchronized void broken(RuntimeException e) {
        unrecorded = unrecorded == null ? e : unrecorded;
        isStopped = true;
    }

    /** What came of it all. */
    synchronized Work work() {
        List<Outcome> inOrder = changes.stream()
                .map(change -> Objects.requireNonNull(outcomes.get(change)))
                .toList();
        return new Work(inOrder, unrecorded);
    }

    private static @Nullable Integer idOf(@Nullable ActualDataset dataset) {
        return dataset == null ? null : dataset.id();
    }

    private static @Nullable Integer idOf(Change change) {
        return switch (change) {
            case Change.Create create -> null;
            case Change.Rewrite rewrite -> rewrite.before().id();
            case Change.BringBack back -> idOf(back.begun());
            case Change.Delete delete -> delete.before().id();
            case Change.Unchanged unchanged -> unchanged.there().id();
        };
    }
}
