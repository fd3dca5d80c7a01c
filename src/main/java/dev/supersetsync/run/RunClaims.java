package dev.supersetsync.run;

import dev.supersetsync.run.Reports.RunReport;
import org.springframework.stereotype.Component;

/**
 * What a run has for itself while it is not over, and sometimes after: the idempotency key of the call that led to it, and
 * the kept plan that it applies. It is called in the transaction that moves the run on.
 */
@Component
public class RunClaims {

    private final IdempotencyKeys keys;
    private final Plans plans;

    public RunClaims(IdempotencyKeys keys, Plans plans) {
        this.keys = keys;
        this.plans = plans;
    }

    /**
     * A key leads to a run.
     *
     * @throws org.springframework.dao.DuplicateKeyException if it led to one before
     */
    void bind(CallKey key, RunReport run) {
        keys.bind(key, run.id());
    }

    /** A run is over: it keeps its key if it wrote, and its plan if it may have written. */
    void endWith(RunReport run) {
        if (run.wroteNothing()) {
            keys.free(run.id());
        }
        giveBackPlan(run);
    }

    /** A run is over before it did its work, and nobody takes it up again: the same call may lead to another. */
    void giveUp(RunReport run) {
        keys.free(run.id());
        giveBackPlan(run);
    }

    /** A new attempt takes the place of a run: whoever comes with its key gets the new one. */
    void passOn(RunReport interrupted, RunReport again) {
        keys.rebind(interrupted.id(), again.id());
        giveBackPlan(interrupted);
    }

    /** A run without a backup never came to write, so that its plan can be applied by another. */
    private void giveBackPlan(RunReport run) {
        String planId = run.planId();
        if (planId != null && run.backup() == null && run.status() != RunStatus.SUCCEEDED) {
            plans.release(planId, run.id());
        }
    }
}
