package dev.supersetsync.sync;

import dev.supersetsync.model.Document;
import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.run.Reports.DriftChangeReport;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The use cases, as HTTP and others call them. All of them may throw a {@link Refusal}. */
public interface Syncs {

    /** Makes a plan and keeps it; writes nothing to Superset. */
    PlanReport plan(SyncRequest request);

    /** Plans, and finds what people changed in Superset since it was applied; writes nothing to Superset. */
    Drift drift(SyncRequest request);

    /** Declares what is there; writes nothing. What a document cannot say of it is among its losses. */
    Document declare(LiveRequest request);

    /**
     * Starts a run that plans and applies; it waits for its turn at the target. The same call with the same key starts
     * one run: who comes again gets the run of the first call, and waits for it if it is still at work.
     */
    default Started sync(SyncRequest request, Call call, Queueing queueing) {
        return sync(() -> request, call, queueing);
    }

    /** The same; the request is only asked for if the call did not lead to a run before. */
    Started sync(Supplier<SyncRequest> request, Call call, Queueing queueing);

    /** Starts a run that applies exactly a kept plan. */
    Started apply(String planId, Call call, Queueing queueing);

    /** Makes a plan to take a run back and keeps it; writes nothing to Superset. */
    PlanReport planRestore(RestoreRequest request);

    /** Starts a run that takes another back. */
    Started restore(RestoreRequest request, Call call, Queueing queueing);

    /**
     * Stops a run between two writes, or before it begins. It completes with the run as it ended, which can be as it
     * would have without this.
     */
    Started cancel(String runId);

    /** What to do while another run is at work on the target. */
    enum Queueing {
        /** Wait in order. */
        WAIT,
        /** Refuse with {@link Refusal.TargetBusy}. */
        REFUSE
    }

    /**
     * What people changed.
     *
     * @param plan the kept plan, which says what a sync would change
     * @param changes the datasets that people changed
     */
    record Drift(PlanReport plan, List<DriftChangeReport> changes) {

        public Drift {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Datasets that are to be declared.
     *
     * @param target the target that they are at
     * @param database the database that they live in, null for any
     * @param catalog their catalog, null for any
     * @param schema their schema, null for any
     * @param tables globs, of which a dataset's name matches at least one; none for any name
     * @param name the name that the document gets, null for none
     */
    record LiveRequest(
            @Nullable String target,
            @Nullable String database,
            @Nullable String catalog,
            @Nullable String schema,
            List<String> tables,
            @Nullable String name) {

        public LiveRequest {
            tables = List.copyOf(tables);
        }
    }

    /**
     * A run is to be taken back.
     *
     * @param runId the run
     * @param target the target that the request names, null for none
     * @param guards those that the request states
     * @param force whether what was changed since is taken back too
     */
    record RestoreRequest(String runId, @Nullable String target, GuardOverrides guards, boolean force) {}

    /**
     * A run that was accepted.
     *
     * @param runId its id
     * @param done completes with the run as it ended, or exceptionally with a {@link Refusal} or a
     *     {@link dev.supersetsync.state.SupersetException} if nothing was planned; then the run is gone unless
     *     {@link #keep()} was called
     * @param keep makes the run stay in the history even if it is refused: for callers that were told its id
     */
    record Started(String runId, CompletableFuture<RunReport> done, Runnable keep) {}
}
