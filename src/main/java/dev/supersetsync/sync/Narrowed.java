package dev.supersetsync.sync;

import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.run.Reports.ChangeReport;
import java.util.List;

/**
 * What a run applies.
 *
 * @param plan the plan, made afresh
 * @param moved changes of a kept plan that cannot be applied any more, each told as failed
 */
record Narrowed(Plan plan, List<ChangeReport> moved) {

    Narrowed {
        moved = List.copyOf(moved);
    }

    /** A plan that is applied as it is. */
    static Narrowed to(Plan plan) {
        return new Narrowed(plan, List.of());
    }

    /** Whether what failed already keeps the rest from being done. */
    boolean isStopped(Guards guards) {
        return !moved.isEmpty() && guards.onError() == Guards.OnError.STOP;
    }
}
