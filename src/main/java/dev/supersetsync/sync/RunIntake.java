package dev.supersetsync.sync;

import dev.supersetsync.run.CallKey;
import dev.supersetsync.run.Claim;
import dev.supersetsync.run.IdempotencyKeys;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunQueue;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.sync.Syncs.Queueing;
import dev.supersetsync.sync.Syncs.Started;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Takes runs on, and has them stopped: the same call with the same key leads to one run, and who does not want to wait
 * gets none where another is at work. It does none of them.
 */
@Component
class RunIntake {

    private static final int TRIES = 10;

    private final IdempotencyKeys keys;
    private final RunQueue queue;
    private final QueuedRuns queued;
    private final RunWatch watch;
    private final TargetTurns turns;
    private final Lock refusing = new ReentrantLock();

    RunIntake(IdempotencyKeys keys, RunQueue queue, QueuedRuns queued, RunWatch watch, TargetTurns turns) {
        this.keys = keys;
        this.queue = queue;
        this.queued = queued;
        this.watch = watch;
        this.turns = turns;
    }

    /**
     * Takes a run on, unless the call led to one before.
     *
     * @param order what it has to do; only asked for if it is taken on
     */
    Started take(Call call, Queueing queueing, Supplier<Order> order) {
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

    /**
     * Nothing if the run was refused or interrupted a moment ago: its key is free again by now, or leads to the new
     * attempt.
     */
    private Optional<Started> known(String runId) {
        return watch.endOf(runId)
                .filter(end -> !isInterrupted(end))
                .map(end -> new Started(runId, end, () -> queue.keep(runId)));
    }

    private static boolean isInterrupted(CompletableFuture<RunReport> end) {
        return end.state() == Future.State.SUCCESS && end.resultNow().status() == RunStatus.INTERRUPTED;
    }

    /** Nothing if the same call came at the same time and got the key. */
    private Optional<Started> begun(Order order, Call call, Queueing queueing) {
        try {
            RunReport run = queueing == Queueing.REFUSE ? queuedAlone(order, call) : queued(order, call);
            CompletableFuture<RunReport> end = watch.taken(run.id(), order);
            turns.wake(run.target());
            return Optional.of(new Started(run.id(), end, () -> queue.keep(run.id())));
        } catch (DuplicateKeyException meanwhile) {
            return Optional.empty();
        }
    }

    /**
     * Of several that do not want to wait one gets through; across processes it can also be none. One that has begun by
     * now, since the others came to their end, goes on.
     */
    private RunReport queuedAlone(Order order, Call call) {
        refusing.lock();
        try {
            RunReport run = queued(order, call);
            if (queue.hasOthers(run)) {
                var busy = new Refusal.TargetBusy(run.target());
                if (queued.refuse(run, busy)) {
                    throw busy;
                }
            }
            return run;
        } finally {
            refusing.unlock();
        }
    }

    private RunReport queued(Order order, Call call) {
        return queue.add(order.run(call), OrderText.write(order), call.callKey().orElse(null));
    }

    /** Has a run stopped between two writes, or before it begins. */
    Started stop(String runId) {
        CompletableFuture<RunReport> end = watch.endOf(runId).orElseThrow(() -> new Refusal.UnknownName("run", runId));
        if (end.isDone() && !end.isCompletedExceptionally()) {
            refuseUnlessCancelled(end.join());
        } else {
            queue.keep(runId);
            String attempt = queue.cancel(runId);
            watch.cancel(attempt);
            queued.cancel(attempt);
        }
        return new Started(runId, end, () -> {});
    }

    private static void refuseUnlessCancelled(RunReport run) {
        if (run.status() != RunStatus.CANCELLED) {
            throw new Refusal.RunEnded(run);
        }
    }
}
