package dev.supersetsync.sync;

import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.run.KeptPlan;
import dev.supersetsync.run.NewRun;
import dev.supersetsync.run.Plans;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RequestsReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.Targets;
import dev.supersetsync.sync.RunExecution.Result;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
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
    private final Targets targets;
    private final TargetQueues queues;
    private final RunExecution execution;
    private final PlanKeeper keeper;
    private final Plans plans;
    private final Runs runs;
    private final RunListener listener;
    private final Clock clock;

    SyncService(
            Assignments assignments,
            Targets targets,
            TargetQueues queues,
            RunExecution execution,
            PlanKeeper keeper,
            Plans plans,
            Runs runs,
            RunListener listener,
            Clock clock) {
        this.assignments = assignments;
        this.targets = targets;
        this.queues = queues;
        this.execution = execution;
        this.keeper = keeper;
        this.plans = plans;
        this.runs = runs;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public PlanReport plan(SyncRequest request) {
        Assignment assignment = assignments.of(request);
        TargetConnection connection = targets.connect(assignment.target());
        return keeper.keep(assignment, execution.survey(connection, assignment).plan());
    }

    @Override
    public Started sync(SyncRequest request, Queueing queueing) {
        Assignment assignment = assignments.of(request);
        return start(assignment, null, queueing, runId -> plan -> permitted(assignment, plan));
    }

    @Override
    public Started apply(String planId, Queueing queueing) {
        KeptPlan kept = plans.find(planId).orElseThrow(() -> new Refusal.UnknownName("plan", planId));
        String appliedBy = kept.appliedBy();
        if (appliedBy != null) {
            throw new Refusal.PlanApplied(planId, appliedBy);
        }
        Assignment assignment = keeper.assignment(kept);
        if (!targets.names().contains(assignment.target())) {
            throw new Refusal.UnknownName("target", assignment.target());
        }
        return start(assignment, planId, queueing, runId -> plan -> claimed(kept, assignment, runId, plan));
    }

    private Plan permitted(Assignment assignment, Plan plan) {
        if (!plan.refusedBy().isEmpty()) {
            throw new Refusal.RefusedByGuard(keeper.keep(assignment, plan));
        }
        return plan;
    }

    private Plan claimed(KeptPlan kept, Assignment assignment, String runId, Plan fresh) {
        Plan plan = permitted(assignment, keeper.exactly(kept, fresh));
        String planId = kept.report().id();
        String owner = plans.markApplied(planId, runId);
        if (!owner.equals(runId)) {
            throw new Refusal.PlanApplied(planId, owner);
        }
        return plan;
    }

    private Started start(Assignment assignment, @Nullable String planId, Queueing queueing, Narrowing narrowing) {
        RunReport queued = runs.create(new NewRun(
                assignment.target(),
                Reporting.strategy(assignment.strategy()),
                Reporting.guards(assignment.guards()),
                planId,
                null));
        var kept = new AtomicBoolean();
        try {
            CompletableFuture<RunReport> done = queues.submit(
                    assignment.target(), queueing, () -> run(queued, assignment, narrowing.of(queued.id()), kept));
            return new Started(queued.id(), done, () -> kept.set(true));
        } catch (Refusal.TargetBusy e) {
            runs.forget(queued.id());
            throw e;
        }
    }

    private RunReport run(RunReport queued, Assignment assignment, UnaryOperator<Plan> narrowing, AtomicBoolean kept) {
        try (var _ = MDC.putCloseable("run_id", queued.id());
                var _ = MDC.putCloseable("target", queued.target())) {
            LOG.info(
                    "Run starts: {} models, {}",
                    assignment.document().models().size(),
                    String.join(", ", queued.updateStrategy()));
            RunReport started = runs.start(queued.id());
            listener.runStarted(started.id(), started.target());
            return ended(started, assignment, narrowing, kept);
        }
    }

    private RunReport ended(
            RunReport started, Assignment assignment, UnaryOperator<Plan> narrowing, AtomicBoolean kept) {
        try {
            Result result = execution.execute(started.id(), assignment, narrowing, queues::isClosing);
            return finished(withResult(started, result));
        } catch (SupersetException e) {
            RunReport failed = withError(started, new ErrorReport(e.call(), e.status(), e.said()));
            if (e.kind() == Kind.UNAVAILABLE || e.kind() == Kind.UNAUTHORIZED) {
                refused(failed, kept);
                throw e;
            }
            return finished(failed);
        } catch (Refusal | InvalidModels e) {
            refused(withError(started, new ErrorReport("plan", null, String.valueOf(e.getMessage()))), kept);
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Run broke", e);
            finished(withError(started, new ErrorReport("run", null, "An internal error; the log has more.")));
            throw e;
        }
    }

    /** A refusal makes no run, unless somebody was already told its id. */
    private void refused(RunReport failed, AtomicBoolean kept) {
        if (kept.get()) {
            runs.save(failed);
        } else {
            runs.forget(failed.id());
        }
        LOG.info("Run refused: {}", failed.error() == null ? "" : failed.error().message());
        listener.runFinished(failed);
    }

    private RunReport finished(RunReport report) {
        runs.save(report);
        LOG.info("Run ends: {}, {}", report.status(), report.summary());
        listener.runFinished(report);
        return report;
    }

    private RunReport withResult(RunReport started, Result result) {
        return new RunReport(
                started.id(),
                result.status(queues.isClosing()),
                started.target(),
                started.updateStrategy(),
                started.guards(),
                started.planId(),
                Reporting.summary(result.outcomes(), result.plan()),
                Reporting.done(result.outcomes()),
                Reporting.withheld(result.plan().withheld()),
                Reporting.warnings(result.plan().warnings()),
                null,
                new RequestsReport(result.requests().reads(), result.requests().writes()),
                null,
                started.startedAt(),
                clock.instant());
    }

    private RunReport withError(RunReport started, ErrorReport error) {
        return new RunReport(
                started.id(),
                RunStatus.FAILED,
                started.target(),
                started.updateStrategy(),
                started.guards(),
                started.planId(),
                started.summary(),
                List.of(),
                List.of(),
                List.of(),
                null,
                started.requests(),
                error,
                started.startedAt(),
                clock.instant());
    }

    /** Makes, for a run, of the fresh plan the one that it applies. */
    private interface Narrowing {
        UnaryOperator<Plan> of(String runId);
    }
}
