package dev.supersetsync.sync;

import dev.supersetsync.run.QueuedRun;
import dev.supersetsync.sync.RunExecution.Result;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Does what a run has to do, from its order to its result. When it is done and how its end is kept is up to others. */
@Component
class RunWork {

    private final HeldOrders held;
    private final Assignments assignments;
    private final RunExecution execution;
    private final PlanGate gate;

    RunWork(HeldOrders held, Assignments assignments, RunExecution execution, PlanGate gate) {
        this.held = held;
        this.assignments = assignments;
        this.execution = execution;
        this.gate = gate;
    }

    /**
     * Does a run.
     *
     * @param cancelled whether somebody wants it to stop
     * @throws Refusal if nothing may be written
     */
    Result done(Attempt attempt, QueuedRun queued, Turn turn, BooleanSupplier cancelled) {
        Order order = held.take(queued.runId()).orElseGet(() -> OrderText.read(queued.work()));
        Assignment assignment = order.assignment();
        assignments.target(assignment.target());
        return execution.execute(
                queued.runId(),
                assignment,
                plan -> gate.narrowed(order, attempt, plan),
                () -> !turn.mayGoOn() || cancelled.getAsBoolean(),
                turn::isHeld);
    }
}
