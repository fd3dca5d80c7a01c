package dev.supersetsync.sync;

import dev.supersetsync.plan.Plan;
import org.springframework.stereotype.Component;

/** Says what of a fresh plan a run applies, or refuses it: by its guards, and by the kept plan that it is to apply. */
@Component
class PlanGate {

    private final PlanKeeper keeper;

    PlanGate(PlanKeeper keeper) {
        this.keeper = keeper;
    }

    /**
     * The plan that is applied. Of a kept plan that may be written in part, it is what is left.
     *
     * @throws Refusal if nothing may be applied
     */
    Plan narrowed(Order order, Attempt attempt, Plan fresh) {
        String planId = order.planId();
        if (planId == null) {
            return permitted(order, fresh);
        }
        return attempt.goesOn()
                ? permitted(order, keeper.leftOf(planId, fresh))
                : keeper.claimed(planId, attempt.run().id(), permitted(order, keeper.exactly(planId, fresh)));
    }

    private Plan permitted(Order order, Plan plan) {
        if (!plan.refusedBy().isEmpty()) {
            throw new Refusal.RefusedByGuard(keeper.keep(order.assignment(), plan));
        }
        return plan;
    }
}
