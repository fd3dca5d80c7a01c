package dev.supersetsync.sync;

import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.run.QueuedRun;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunQueue;
import dev.supersetsync.run.StorageOutage;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.TurnLost;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Does the runs of a target, one after the other, in their order. That nobody else does so at the same time is up to its
 * caller; so a run that it finds at work is one whose process died, or left it.
 */
@Component
public class TargetWorker {

    private static final Logger LOG = LoggerFactory.getLogger(TargetWorker.class);
    private static final String WRITTEN_BEFORE =
            "An interrupted attempt of this run may have written, and this one did not go on: ";

    private final RunQueue queue;
    private final HeldOrders held;
    private final RunExecution execution;
    private final Assignments assignments;
    private final PlanKeeper keeper;
    private final RunBook book;
    private final RunWatch watch;

    TargetWorker(
            RunQueue queue,
            HeldOrders held,
            RunExecution execution,
            Assignments assignments,
            PlanKeeper keeper,
            RunBook book,
            RunWatch watch) {
        this.queue = queue;
        this.held = held;
        this.execution = execution;
        this.assignments = assignments;
        this.keeper = keeper;
        this.book = book;
        this.watch = watch;
    }

    /** Does what there is to do at a target, until nothing is left or its turn is over. */
    public void work(String target, Turn turn) {
        while (turn.mayBegin()) {
            Optional<QueuedRun> next = queue.first(target);
            if (next.isEmpty()) {
                return;
            }
            work(next.get(), turn);
        }
    }

    private void work(QueuedRun queued, Turn turn) {
        try (var _ = MDC.putCloseable("run_id", queued.runId());
                var _ = MDC.putCloseable("target", queued.target())) {
            Optional<Order> order = held.take(queued.runId());
            book.started(queued)
                    .ifPresent(
                            run -> watch.atWork(run.id(), () -> execute(run, book.goesOn(run), queued, order, turn)));
        }
    }

    private void execute(RunReport run, boolean goesOn, QueuedRun queued, Optional<Order> held, Turn turn) {
        try {
            Order order = held.orElseGet(() -> OrderText.read(queued.work()));
            Assignment assignment = order.assignment();
            assignments.target(assignment.target());
            var result = execution.execute(
                    run.id(),
                    assignment,
                    plan -> narrowed(order, plan, run, goesOn),
                    () -> !turn.mayGoOn() || watch.isCancelled(run.id()),
                    turn::isHeld);
            book.ended(run, result, watch.isCancelled(run.id()), turn);
        } catch (SupersetException e) {
            var why = new ErrorReport(e.call(), e.status(), e.said());
            if (!goesOn && (e.kind() == Kind.UNAVAILABLE || e.kind() == Kind.UNAUTHORIZED)) {
                book.refused(run, why, e);
            } else {
                book.broken(run, why);
            }
        } catch (Refusal | InvalidModels e) {
            String message = String.valueOf(e.getMessage());
            if (goesOn) {
                book.broken(run, new ErrorReport("plan", null, WRITTEN_BEFORE + message));
            } else {
                book.refused(run, new ErrorReport("plan", null, message), e);
            }
        } catch (TurnLost e) {
            book.cutOff(run, e);
        } catch (RuntimeException e) {
            if (StorageOutage.is(e)) {
                book.cutOff(run, e);
            } else {
                LOG.error("Run broke", e);
                book.broke(run, e);
            }
        }
    }

    /** The plan that is applied, of a fresh one. Of a kept plan that may be written in part, it is what is left. */
    private Plan narrowed(Order order, Plan plan, RunReport run, boolean goesOn) {
        String planId = order.planId();
        if (planId == null) {
            return permitted(order, plan);
        }
        return goesOn
                ? permitted(order, keeper.leftOf(planId, plan))
                : keeper.claimed(planId, run.id(), permitted(order, keeper.exactly(planId, plan)));
    }

    private Plan permitted(Order order, Plan plan) {
        if (!plan.refusedBy().isEmpty()) {
            throw new Refusal.RefusedByGuard(keeper.keep(order.assignment(), plan));
        }
        return plan;
    }
}
