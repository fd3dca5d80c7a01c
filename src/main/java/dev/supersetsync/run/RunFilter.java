package dev.supersetsync.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are looked for; what is null does not matter.
 *
 * @param target the target's name
 * @param status how they stand
 * @param job the job's name
 * @param since when they started, at the earliest
 */
public record RunFilter(
        @Nullable String target,
        @Nullable RunStatus status,
        @Nullable String job,
        @Nullable Instant since) {

    /** All runs. */
    public static final RunFilter ALL = new RunFilter(null, null, null, null);
}
