package dev.supersetsync.apply;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of applying a plan.
 *
 * @param outcomes an outcome for every change, in the order of the plan
 * @param unrecorded why the progress could not be told all of it, null if it could
 */
public record Work(List<Outcome> outcomes, @Nullable RuntimeException unrecorded) {
    public Work {
        outcomes = List.copyOf(outcomes);
    }
}
