package dev.supersetsync.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.supersetsync.run.RunQueue;
import dev.supersetsync.run.StorageOutage;
import dev.supersetsync.sync.TargetTurns;
import dev.supersetsync.sync.TargetWorker;
import dev.supersetsync.sync.Turn;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Gives each target that has runs one task, which one process at a time executes: so one run at a time writes to a target,
 * and the next process goes on where one died. The task is gone when the target has no run any more.
 */
@Component
class TargetTasks implements TargetTurns {

    private static final Logger LOG = LoggerFactory.getLogger(TargetTasks.class);
    private static final Duration LATER = Duration.ofSeconds(2);

    /** At half the time after which a process is taken for dead it stops writing, so that nobody else writes yet. */
    private static final double TOO_OLD = 0.5;

    private final TargetWorker worker;
    private final RunQueue queue;
    private final TargetsHere targets;
    private final ObjectProvider<Replica> replica;
    private final Clock clock;
    private final CustomTask<Void> task;
    private final Set<TurnOf> turns = ConcurrentHashMap.newKeySet();

    TargetTasks(
            TargetWorker worker, RunQueue queue, TargetsHere targets, ObjectProvider<Replica> replica, Clock clock) {
        this.worker = worker;
        this.queue = queue;
        this.targets = targets;
        this.replica = replica;
        this.clock = clock;
        this.task = Tasks.custom("target", Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(LATER))
                .onDeadExecution(TargetTasks::revive)
                .execute(this::work);
    }

    CustomTask<Void> task() {
        return task;
    }

    @Override
    public void wake(String target) {
        try {
            wake(target, replica.getObject().scheduler());
        } catch (RuntimeException e) {
            LOG.warn("Target {} could not be woken; this is tried again: {}", target, e.getMessage());
        }
    }

    private void wake(String target, SchedulerClient scheduler) {
        scheduler.scheduleIfNotExists(task.instance(target), clock.instant());
    }

    /** Looks after runs whose target was not woken, since the database or a process failed just then. */
    void wakeAll() {
        queue.targets().stream().filter(targets::has).forEach(this::wake);
    }

    /**
     * Looks whether turns are over. A heartbeat that comes too late can be the last before others go on, so it is not
     * enough to look at the newest one just before a write.
     */
    void watchTurns() {
        turns.forEach(TurnOf::isHeld);
    }

    private CompletionHandler<Void> work(TaskInstance<Void> instance, ExecutionContext context) {
        String target = instance.getId();
        if (!targets.has(target)) {
            LOG.debug("Target {} is left to those that know it", target);
            return later(target);
        }
        var turn = new TurnOf(context, replica.getObject());
        turns.add(turn);
        try {
            worker.work(target, turn);
        } catch (RuntimeException e) {
            if (!StorageOutage.is(e)) {
                throw e;
            }
            LOG.warn("Target {} cannot be worked on, since the storage is away: {}", target, e.getMessage());
            return later(target);
        } finally {
            turns.remove(turn);
        }
        return (_, operations) -> completed(target, () -> {
            operations.remove();
            // A run that came before the task was gone found it there; one that comes now makes another.
            if (queue.targets().contains(target)) {
                wake(target);
            }
        });
    }

    private CompletionHandler<Void> later(String target) {
        return (done, operations) -> completed(
                target, () -> operations.reschedule(done, clock.instant().plus(LATER)));
    }

    /** If that fails, since others have the task by now or the database is away, the task is seen to be dead later. */
    private static void completed(String target, Runnable completion) {
        try {
            completion.run();
        } catch (RuntimeException e) {
            LOG.warn("Target {} could not be left in order; others go on there: {}", target, e.getMessage());
        }
    }

    /** Of several that find the same one dead, the first has it revived. */
    private static void revive(ExecutionComplete dead, ExecutionOperations<Void> operations) {
        try {
            new DeadExecutionHandler.ReviveDeadExecution<Void>().deadExecution(dead, operations);
        } catch (ExecutionException othersDidSo) {
            LOG.debug(
                    "Target {} was revived by others",
                    dead.getExecution().taskInstance.getId());
        }
    }

    /**
     * A turn is over when the process is to end, and lost when others may soon take it for dead: at half the time after
     * which they do, and whenever the process stood still for so long. What is lost stays so, whatever heartbeats follow.
     */
    private static final class TurnOf implements Turn {

        private final ExecutionContext context;
        private final Replica replica;
        private final long standstills;
        private final AtomicBoolean isLost = new AtomicBoolean();

        TurnOf(ExecutionContext context, Replica replica) {
            this.context = context;
            this.replica = replica;
            this.standstills = replica.standstills();
        }

        @Override
        public boolean mayBegin() {
            return mayGoOn() && !replica.isEnding();
        }

        @Override
        public boolean mayGoOn() {
            return isHeld() && !replica.isOver();
        }

        @Override
        public boolean isHeld() {
            double age = context.getCurrentlyExecuting().getHeartbeatState().getFractionDead();
            if (age > TOO_OLD || replica.standstills() > standstills) {
                isLost.set(true);
            }
            return !isLost.get();
        }
    }
}
