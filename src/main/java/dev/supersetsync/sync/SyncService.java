package dev.supersetsync.sync;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.run.KeptPlan;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Service;

/** The use cases: makes plans, and has runs executed one at a time for each target and kept in the history. */
@Service
class SyncService implements Syncs {

    private static final Logger LOG = LoggerFactory.getLogger(SyncService.class);

    private final Assignments assignments;
    private final TargetQueues queues;
    private final RunExecution execution;
    private final PlanKeeper keeper;
    private final RunBook book;
    private final LiveDocuments live;

    SyncService(
            Assignments assignments,
            TargetQueues queues,
            RunExecution execution,
            PlanKeeper keeper,
            RunBook book,
            LiveDocuments live) {
        this.assignments = assignments;
        this.queues = queues;
        this.execution = execution;
        this.keeper = keeper;
        this.book = book;
        this.live = live;
    }

    @Override
    public PlanReport plan(SyncRequest request) {
        Assignment assignment = assignments.of(request);
        return keeper.keep(assignment, execution.plan(assignment));
    }

    @Override
    public Document declare(LiveRequest request) {
        return live.of(assignments.target(request.target()), request);
    }

    @Override
    public Started sync(SyncRequest request, Queueing queueing) {
        Assignment assignment = assignments.of(request);
        return start(assignment, null, queueing, (runId, plan) -> permitted(assignment, plan));
    }

    @Override
    public PlanReport planRestore(RestoreRequest request) {
        Assignment assignment = assignment(request);
        return keeper.keep(assignment, execution.plan(assignment));
    }

    @Override
    public Started restore(RestoreRequest request, Queueing queueing) {
        Assignment assignment = assignment(request);
        return start(assignment, null, queueing, (runId, plan) -> permitted(assignment, plan));
    }

    private Assignment assignment(RestoreRequest request) {
        return assignments.ofRestore(request.runId(), request.target(), request.guards(), request.force());
    }

    @Override
    public Started apply(String planId, Queueing queueing) {
        KeptPlan kept = keeper.find(planId);
        Assignment assignment = assignments.again(keeper.assignment(kept));
        return start(
                assignment,
                planId,
                queueing,
                (runId, plan) -> keeper.claimed(kept, runId, permitted(assignment, keeper.exactly(kept, plan))));
    }

    private Plan permitted(Assignment assignment, Plan plan) {
        if (!plan.refusedBy().isEmpty()) {
            throw new Refusal.RefusedByGuard(keeper.keep(assignment, plan));
        }
        return plan;
    }

    /**
     * Queues a run.
     *
     * @param narrowing makes of a run's id and its fresh plan the plan that is applied, or refuses it
     */
    private Started start(
            Assignment assignment,
            @Nullable String planId,
            Queueing queueing,
            BiFunction<String, Plan, Plan> narrowing) {
        RunReport queued = book.queued(assignment, planId);
        var isKept = new AtomicBoolean();
        try {
            CompletableFuture<RunReport> done =
                    queues.submit(assignment.target(), queueing, () -> run(queued, assignment, narrowing, isKept));
            return new Started(queued.id(), done, () -> isKept.set(true));
        } catch (Refusal.TargetBusy e) {
            book.withdrawn(queued);
            throw e;
        }
    }

    private RunReport run(
            RunReport queued, Assignment assignment, BiFunction<String, Plan, Plan> narrowing, AtomicBoolean isKept) {
        try (var _ = MDC.putCloseable("run_id", queued.id());
                var _ = MDC.putCloseable("target", queued.target())) {
            if (queues.isClosing()) {
                return book.interrupted(queued);
            }
            RunReport started = book.started(queued, assignment);
            return executed(started, assignment, narrowing, isKept);
        }
    }

    private RunReport executed(
            RunReport started, Assignment assignment, BiFunction<String, Plan, Plan> narrowing, AtomicBoolean isKept) {
        String id = started.id();
        try {
            var result = execution.execute(id, assignment, plan -> narrowing.apply(id, plan), queues::isClosing);
            return book.ended(started, result, queues.isClosing());
        } catch (SupersetException e) {
            var why = new ErrorReport(e.call(), e.status(), e.said());
            if (e.kind() != Kind.UNAVAILABLE && e.kind() != Kind.UNAUTHORIZED) {
                return book.broken(started, why);
            }
            book.refused(started, why, isKept.get());
            throw e;
        } catch (Refusal | InvalidModels e) {
            book.refused(started, new ErrorReport("plan", null, String.valueOf(e.getMessage())), isKept.get());
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Run broke", e);
            book.broken(started, new ErrorReport("run", null, "An internal error; the log has more."));
            throw e;
        }
    }
}
