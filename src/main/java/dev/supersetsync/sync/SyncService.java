package dev.supersetsync.sync;

import dev.supersetsync.model.Document;
import dev.supersetsync.run.CallKey;
import dev.supersetsync.run.Claim;
import dev.supersetsync.run.IdempotencyKeys;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunQueue;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** The use cases: makes plans, and takes runs on, which are then worked on one at a time for each target. */
@Service
class SyncService implements Syncs {

    private static final int TRIES = 10;

    private final Assignments assignments;
    private final RunExecution execution;
    private final PlanKeeper keeper;
    private final LiveDocuments live;
    private final Runs runs;
    private final RunQueue queue;
    private final IdempotencyKeys keys;
    private final HeldOrders held;
    private final RunBook book;
    private final RunWatch watch;
    private final TargetTurns turns;
    private final Lock refusing = new ReentrantLock();

    SyncService(
            Assignments assignments,
            RunExecution execution,
            PlanKeeper keeper,
            LiveDocuments live,
            Runs runs,
            RunQueue queue,
            IdempotencyKeys keys,
            HeldOrders held,
            RunBook book,
            RunWatch watch,
            TargetTurns turns) {
        this.assignments = assignments;
        this.execution = execution;
        this.keeper = keeper;
        this.live = live;
        this.runs = runs;
        this.queue = queue;
        this.keys = keys;
        this.held = held;
        this.book = book;
        this.watch = watch;
        this.turns = turns;
    }

    @Override
    public PlanReport plan(SyncRequest request) {
        Assignment assignment = assignments.of(request);
        return keeper.keep(assignment, execution.plan(assignment));
    }

    /** What people changed is found where it would be overwritten, whatever a sync of these guards would do with it. */
    @Override
    public Drift drift(SyncRequest request) {
        Assignment.OfModels assignment = assignments.of(request).overwriting();
        return execution.drift(assignment, (plan, changes) -> new Drift(keeper.keep(assignment, plan), changes));
    }

    @Override
    public Document declare(LiveRequest request) {
        return live.of(assignments.target(request.target()), request);
    }

    @Override
    public PlanReport planRestore(RestoreRequest request) {
        Assignment assignment = assignment(request);
        return keeper.keep(assignment, execution.plan(assignment));
    }

    @Override
    public Started sync(SyncRequest request, Call call, Queueing queueing) {
        return start(call, queueing, () -> new Order(assignments.of(request), null));
    }

    @Override
    public Started restore(RestoreRequest request, Call call, Queueing queueing) {
        return start(call, queueing, () -> new Order(assignment(request), null));
    }

    private Assignment assignment(RestoreRequest request) {
        return assignments.ofRestore(request.runId(), request.target(), request.guards(), request.force());
    }

    @Override
    public Started apply(String planId, Call call, Queueing queueing) {
        return start(
                call, queueing, () -> new Order(assignments.again(keeper.assignment(keeper.find(planId))), planId));
    }

    @Override
    public Started cancel(String runId) {
        RunReport run = runs.find(runId).orElseThrow(() -> new Refusal.UnknownName("run", runId));
        if (run.status().isFinal() && run.status() != RunStatus.CANCELLED) {
            throw new Refusal.RunEnded(run);
        }
        if (run.status() == RunStatus.CANCELLED) {
            return new Started(runId, CompletableFuture.completedFuture(run), () -> {});
        }
        queue.keep(runId);
        queue.cancel(runId);
        watch.cancel(runId);
        CompletableFuture<RunReport> end = watch.end(runId);
        if (run.status() == RunStatus.QUEUED) {
            book.cancelled(run);
        }
        return new Started(runId, end, () -> {});
    }

    private Started start(Call call, Queueing queueing, Supplier<Order> order) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Started> started =
                    call.callKey().map(this::claim).orElseGet(Claim.New::new) instanceof Claim.Existing(String runId)
                            ? known(runId)
                            : begun(order.get(), call, queueing);
            if (started.isPresent()) {
                return started.get();
            }
        }
        throw new IllegalStateException("The run of an idempotency key is gone.");
    }

    private Claim claim(CallKey key) {
        Claim claim = keys.find(key);
        if (claim instanceof Claim.Conflict) {
            throw new Refusal.KeyReused();
        }
        return claim;
    }

    /** Nothing if the run was refused a moment ago and its key is free again. */
    private Optional<Started> known(String runId) {
        return runs.find(runId)
                .map(run -> run.status().isFinal()
                        ? new Started(runId, CompletableFuture.completedFuture(run), () -> {})
                        : new Started(runId, watch.end(runId), () -> queue.keep(runId)));
    }

    /** Nothing if the same call came at the same time and got the key. */
    private Optional<Started> begun(Order order, Call call, Queueing queueing) {
        try {
            RunReport run = queueing == Queueing.REFUSE ? queuedAlone(order, call) : book.queued(order, call);
            held.hold(run.id(), order);
            CompletableFuture<RunReport> end = watch.end(run.id());
            turns.wake(run.target());
            return Optional.of(new Started(run.id(), end, () -> queue.keep(run.id())));
        } catch (DuplicateKeyException meanwhile) {
            return Optional.empty();
        }
    }

    /** Of several that do not want to wait one gets through; across processes it can also be none. */
    private RunReport queuedAlone(Order order, Call call) {
        refusing.lock();
        try {
            RunReport run = book.queued(order, call);
            if (queue.hasOthers(run)) {
                queue.withdraw(run.id());
                throw new Refusal.TargetBusy(run.target());
            }
            return run;
        } finally {
            refusing.unlock();
        }
    }
}
