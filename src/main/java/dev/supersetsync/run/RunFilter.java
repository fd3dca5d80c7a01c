package dev.supersetsync.run;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are looked for; what is null does not matter.
 *
 * @param target the target's name
 * @param status how they stand
 * @param job the job's name
 * @param since when they started, at the earliest
 * @param visible the only targets whose runs may be seen; none for all
 */
public record RunFilter(
        @Nullable String target,
        @Nullable RunStatus status,
        @Nullable String job,
        @Nullable Instant since,
        Set<String> visible) {

    /** All runs. */
    public static final RunFilter ALL = new RunFilter(null, null, null, null);

    public RunFilter {
        visible = Set.copyOf(visible);
    }

    /** A filter for somebody who may see the runs of all targets. */
    public RunFilter(
            @Nullable String target, @Nullable RunStatus status, @Nullable String job, @Nullable Instant since) {
        this(target, status, job, since, Set.of());
    }

    /** The same filter for somebody who may see the runs of some targets only; none stands for all. */
    public RunFilter among(Set<String> targets) {
        return new RunFilter(target, status, job, since, targets);
    }
}
