package dev.supersetsync.sync;

import dev.supersetsync.run.NewRun;
import org.jspecify.annotations.Nullable;

/**
 * What a run has to do.
 *
 * @param assignment the resolved request
 * @param planId the kept plan that is to be applied exactly, null if the run makes its own
 */
record Order(Assignment assignment, @Nullable String planId) {

    /** The run that a call makes of it. */
    NewRun run(Call call) {
        return new NewRun(
                assignment.target(),
                Reporting.strategy(assignment),
                Reporting.guards(assignment.guards()),
                planId,
                assignment.restoreOf(),
                null,
                call.caller(),
                call.job());
    }
}
