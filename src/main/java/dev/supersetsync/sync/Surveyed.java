package dev.supersetsync.sync;

import dev.supersetsync.plan.Facts;
import dev.supersetsync.plan.Plan;

/**
 * A final plan with the facts that it was made from.
 *
 * @param plan the plan
 * @param facts what was found out for it
 */
record Surveyed(Plan plan, Facts facts) {

    /** The same facts with another plan. */
    Surveyed with(Plan other) {
        return new Surveyed(other, facts);
    }
}
