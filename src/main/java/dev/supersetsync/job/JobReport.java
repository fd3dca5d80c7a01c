package dev.supersetsync.job;

import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.run.RunHead;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job, in the words of answers.
 *
 * @param enabled whether it is configured to have its time and to be called
 * @param paused whether somebody paused it: then it has not its time, and can be called
 * @param nextRunAt when it is its time next, null for never
 * @param startedAt when it last began, null for never
 * @param problem why it could not begin then, null if it could
 * @param lastRun its newest run, null if there is none
 * @param lastDrift what was last found, null if nobody looked
 */
public record JobReport(
        String name,
        String mode,
        String source,
        String target,
        @Nullable String strategySet,
        List<String> updateStrategy,
        @Schema(ref = "#/components/schemas/Guards") GuardOverrides guards,
        @Nullable String schedule,
        String zone,
        boolean enabled,
        boolean paused,
        @Nullable Instant nextRunAt,
        @Nullable Instant startedAt,
        @Nullable String problem,
        @Nullable RunHead lastRun,
        @Nullable LastDrift lastDrift) {

    /** What was last found. */
    public record LastDrift(Instant checkedAt, String planId, boolean hasDrift, int changes) {}
}
