package dev.supersetsync.observe;

import dev.supersetsync.run.RunHead;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import dev.supersetsync.state.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The last run of each target: how it ended, when, how long it took, what it counted. A last run that did not succeed
 * makes the component DEGRADED, which is something to look at and no reason to take the service out.
 */
final class RunsHealth extends AbstractHealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED", "The last run of a target did not succeed.");

    private final Targets targets;
    private final Runs runs;

    RunsHealth(Targets targets, Runs runs) {
        super("The history of runs cannot be read");
        this.targets = targets;
        this.runs = runs;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var last = new LinkedHashMap<String, RunHead>();
        targets.names().forEach(target -> runs.lastOf(target).ifPresent(run -> last.put(target, run)));
        last.forEach((target, run) -> health.withDetail(target, details(run)));
        health.status(status(List.copyOf(last.values())));
    }

    private static Status status(List<RunHead> last) {
        if (last.isEmpty()) {
            return Status.UNKNOWN;
        }
        return last.stream().map(RunHead::status).anyMatch(RunsHealth::isBad) ? DEGRADED : Status.UP;
    }

    private static boolean isBad(RunStatus status) {
        return switch (status) {
            case PARTLY_FAILED, FAILED, INTERRUPTED -> true;
            case QUEUED, RUNNING, SUCCEEDED, CANCELLED -> false;
        };
    }

    private static Map<String, Object> details(RunHead run) {
        var details = new LinkedHashMap<String, Object>();
        details.put("id", run.id());
        details.put("status", run.status());
        details.put("started_at", run.startedAt());
        Instant end = run.finishedAt();
        if (end != null) {
            details.put("finished_at", end);
            details.put("seconds", Duration.between(run.startedAt(), end).toMillis() / 1000.0);
        }
        details.put("summary", counts(run));
        return details;
    }

    private static Map<String, Integer> counts(RunHead run) {
        var summary = run.summary();
        var counts = new LinkedHashMap<String, Integer>();
        counts.put("created", summary.created());
        counts.put("updated", summary.updated());
        counts.put("replaced", summary.replaced());
        counts.put("deleted", summary.deleted());
        counts.put("unchanged", summary.unchanged());
        counts.put("withheld", summary.withheld());
        counts.put("failed", summary.failed());
        return counts;
    }
}
