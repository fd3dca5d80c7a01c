package dev.supersetsync.run;

import dev.supersetsync.run.Reports.RequestsReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run before it starts.
 *
 * @param target the target's name
 * @param updateStrategy what it may do
 * @param guards within which limits
 * @param planId the kept plan that it applies, null if it makes its own
 * @param restoreOf the run that it takes back, null for none
 * @param retryOf the interrupted run that it is a new attempt of, null for none
 * @param caller who called, null for a schedule
 * @param job the job that it belongs to, null for a call
 */
public record NewRun(
        String target,
        List<String> updateStrategy,
        Map<String, Object> guards,
        @Nullable String planId,
        @Nullable String restoreOf,
        @Nullable String retryOf,
        @Nullable String caller,
        @Nullable String job) {

    /** A new attempt of a run that was interrupted. */
    static NewRun again(RunReport interrupted) {
        return new NewRun(
                interrupted.target(),
                interrupted.updateStrategy(),
                interrupted.guards(),
                interrupted.planId(),
                interrupted.restoreOf(),
                interrupted.id(),
                interrupted.caller(),
                interrupted.job());
    }

    RunReport queued(String id, Instant at) {
        return new RunReport(
                id,
                RunStatus.QUEUED,
                target,
                updateStrategy,
                guards,
                planId,
                restoreOf,
                retryOf,
                caller,
                job,
                Summary.NONE,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                new RequestsReport(0, 0),
                null,
                at,
                null);
    }
}
