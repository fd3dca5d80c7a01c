package dev.supersetsync.sync;

import dev.supersetsync.model.Document;
import dev.supersetsync.run.Reports.PlanReport;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/** The use cases: makes plans, and takes runs on, which are then worked on one at a time for each target. */
@Service
class SyncService implements Syncs {

    private final Assignments assignments;
    private final RunExecution execution;
    private final PlanKeeper keeper;
    private final LiveDocuments live;
    private final RunIntake intake;

    SyncService(
            Assignments assignments, RunExecution execution, PlanKeeper keeper, LiveDocuments live, RunIntake intake) {
        this.assignments = assignments;
        this.execution = execution;
        this.keeper = keeper;
        this.live = live;
        this.intake = intake;
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
    public Started sync(Supplier<SyncRequest> request, Call call, Queueing queueing) {
        return intake.take(call, queueing, () -> new Order(assignments.of(request.get()), null));
    }

    @Override
    public Started restore(RestoreRequest request, Call call, Queueing queueing) {
        return intake.take(call, queueing, () -> new Order(assignment(request), null));
    }

    private Assignment assignment(RestoreRequest request) {
        return assignments.ofRestore(request.runId(), request.target(), request.guards(), request.force());
    }

    @Override
    public Started apply(String planId, Call call, Queueing queueing) {
        return intake.take(
                call, queueing, () -> new Order(assignments.again(keeper.assignment(keeper.find(planId))), planId));
    }

    @Override
    public Started cancel(String runId) {
        return intake.stop(runId);
    }
}
