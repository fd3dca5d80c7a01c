package dev.supersetsync.sync;

import dev.supersetsync.plan.Kept;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.run.Backups;
import dev.supersetsync.run.BegunCreations;
import dev.supersetsync.state.DatasetKey;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Says what of a fresh plan a run applies, or refuses it: by its guards, and by the kept plan that it is to apply. */
@Component
class PlanGate {

    private final PlanKeeper keeper;
    private final Backups backups;
    private final BegunCreations begunCreations;

    PlanGate(PlanKeeper keeper, Backups backups, BegunCreations begunCreations) {
        this.keeper = keeper;
        this.backups = backups;
        this.begunCreations = begunCreations;
    }

    /**
     * What is applied. A kept plan is applied exactly, or not at all; of one that may be written in part, it is what is
     * left.
     *
     * @throws Refusal if nothing may be applied
     */
    Narrowed narrowed(Order order, Attempt attempt, Plan fresh) {
        String planId = order.planId();
        if (planId == null) {
            return Narrowed.to(permitted(order, fresh));
        }
        if (attempt.goesOn()) {
            Narrowed left = begun(planId, attempt).leftIn(fresh);
            permitted(order, left.plan());
            return left;
        }
        Plan exactly = permitted(order, keeper.exactly(planId, fresh));
        return Narrowed.to(keeper.claimed(planId, attempt.run().id(), exactly));
    }

    private BegunPlan begun(String planId, Attempt attempt) {
        Set<DatasetKey> written = attempt.writtenBy().stream()
                .map(backups::find)
                .flatMap(Optional::stream)
                .flatMap(Collection::stream)
                .flatMap(PlanGate::written)
                .collect(Collectors.toSet());
        return new BegunPlan(
                keeper.known(planId),
                written,
                begunCreations.ofTarget(attempt.run().target()));
    }

    private static Stream<DatasetKey> written(Kept kept) {
        return switch (kept) {
            case Kept.Created created ->
                created.left() == null
                        ? Stream.empty()
                        : Stream.of(created.after().key());
            case Kept.Changed changed ->
                changed.left() == null
                        ? Stream.empty()
                        : Stream.of(changed.before().key());
            case Kept.Deleted _ -> Stream.empty();
        };
    }

    private Plan permitted(Order order, Plan plan) {
        if (!plan.refusedBy().isEmpty()) {
            throw new Refusal.RefusedByGuard(keeper.keep(order.assignment(), plan));
        }
        return plan;
    }
}
