package dev.supersetsync.sync;

import dev.supersetsync.sync.RunExecution.Result;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Does what a run has to do, from its order to its result. When it is done and how its end is kept is up to others. */
@Component
class RunWork {

    private final Orders orders;
    private final Assignments assignments;
    private final RunExecution execution;
    private final PlanGate gate;

    RunWork(Orders orders, Assignments assignments, RunExecution execution, PlanGate gate) {
        this.orders = orders;
        this.assignments = assignments;
        this.execution = execution;
        this.gate = gate;
    }

    /**
     * Does a run.
     *
     * @param cancelled whether somebody wants it to stop
     * @throws Refusal if nothing may be written
     * @throws dev.supersetsync.state.TurnLost if others have the run, or may have
     */
    Result done(Attempt attempt, Turn turn, BooleanSupplier cancelled) {
        String runId = attempt.run().id();
        Order order = orders.of(runId);
        Assignment assignment = order.assignment();
        assignments.target(assignment.target());
        return execution.execute(
                runId,
                assignment,
                plan -> gate.narrowed(order, attempt, plan),
                () -> !turn.mayGoOn() || cancelled.getAsBoolean(),
                turn::isHeld);
    }
}
