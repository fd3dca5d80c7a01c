package dev.supersetsync.apply;

import dev.supersetsync.apply.Outcome.Failure;
import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Guards.OnError;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.TargetConnection;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Applies a plan: everything but deletions first, a few at a time, then the deletions. Outcomes come in the plan's
 * order. A failure is an outcome, not an exception; it stops the others only if the guard or the credentials say so.
 */
public final class Applier {

    private final TargetConnection connection;
    private final OnError onError;
    private final Progress progress;
    private final int parallel;

    /**
     * An applier for one run.
     *
     * @param connection where to write
     * @param onError what happens to the other changes when one fails
     * @param progress is told of every outcome
     * @param parallel how many changes are worked on at a time, at least 1
     */
    public Applier(TargetConnection connection, OnError onError, Progress progress, int parallel) {
        this.connection = connection;
        this.onError = onError;
        this.progress = progress;
        this.parallel = parallel;
    }

    /**
     * Applies every change of the plan.
     *
     * @param document the name of the document, null if it has none
     */
    public Work apply(Plan plan, @Nullable String document) {
        var bringing = new BringingBack(connection.restorer());
        var pass =
                new Pass(plan.changes(), new Execution(connection.datasets(), connection.writer(), bringing, document));
        // One rule, role or dashboard may be of several: what is read, changed and written back must not overlap.
        pass.run(Change.BringBack.class::isInstance, 1);
        pass.run(change -> !(change instanceof Change.BringBack) && change.action() != Action.DELETE, parallel);
        pass.run(change -> change.action() == Action.DELETE, parallel);
        return pass.work();
    }

    /** The work on one plan: its outcomes so far, and whether something stopped it. */
    private final class Pass {

        private final List<Change> changes;
        private final Execution execution;
        private final @Nullable Outcome[] outcomes;
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicReference<@Nullable RuntimeException> unrecorded = new AtomicReference<>();

        Pass(List<Change> changes, Execution execution) {
            this.changes = changes;
            this.execution = execution;
            this.outcomes = new Outcome[changes.size()];
        }

        void run(Predicate<Change> which, int workersAtATime) {
            try (ExecutorService workers = Executors.newFixedThreadPool(
                    workersAtATime, Thread.ofVirtual().name("apply-", 0).factory())) {
                List<? extends Future<?>> tasks = IntStream.range(0, changes.size())
                        .filter(index -> which.test(changes.get(index)))
                        .mapToObj(index -> workers.submit(() -> end(index, outcome(changes.get(index)))))
                        .toList();
                tasks.forEach(Pass::join);
            }
        }

        private static void join(Future<?> task) {
            try {
                task.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while applying a plan", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("A change ended without an outcome", e.getCause());
            }
        }

        private Outcome outcome(Change change) {
            boolean writes = change.action() != Action.UNCHANGED;
            boolean goesOn = !writes || !stopped.get() && !progress.isStopped();
            if (!goesOn || !isRecorded(() -> progress.begins(change))) {
                return Outcome.skipped(change, idOf(change));
            }
            try {
                return execution.execute(change);
            } catch (ChangeFailed e) {
                Integer id = e.leftBehind() == null ? idOf(change) : e.leftBehind();
                return failed(change, id, e.failure(), onError == OnError.STOP);
            } catch (SupersetException e) {
                boolean hopeless = e.kind() == SupersetException.Kind.UNAUTHORIZED;
                var failure = new Failure(e.call(), e.status(), e.said());
                return failed(change, idOf(change), failure, hopeless || onError == OnError.STOP);
            }
        }

        private Outcome failed(Change change, @Nullable Integer id, Failure failure, boolean stop) {
            if (stop) {
                stopped.set(true);
            }
            return Outcome.failed(change, id, failure);
        }

        private void end(int index, Outcome outcome) {
            outcomes[index] = outcome;
            int ended = done.incrementAndGet();
            boolean isIdle = outcome.kind() == Outcome.Kind.SKIPPED && unrecorded.get() != null;
            if (!isIdle) {
                isRecorded(() -> progress.ended(outcome, ended, changes.size()));
            }
        }

        /** What was written stays written, so a failure to record it must not hide it: it only stops the others. */
        private boolean isRecorded(Runnable telling) {
            try {
                telling.run();
                return true;
            } catch (RuntimeException e) {
                unrecorded.compareAndSet(null, e);
                stopped.set(true);
                return false;
            }
        }

        Work work() {
            return new Work(Arrays.stream(outcomes).map(Objects::requireNonNull).toList(), unrecorded.get());
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
}
