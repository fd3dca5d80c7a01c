package dev.supersetsync.observe;

import dev.supersetsync.run.Reports.ChangeReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.run.Reports.WithheldReport;
import dev.supersetsync.sync.RunListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Measures runs for whoever watches the service: how they ended and how long they took, the duration of each phase, what
 * became of changes and what was withheld. Its tags have few values: no dataset and no run is among them.
 */
@Component
class RunMetrics implements RunListener {

    private final MeterRegistry registry;
    private final AtomicInteger active;

    RunMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.active = registry.gauge("superset.sync.runs.active", new AtomicInteger());
    }

    @Override
    public void runStarted(String runId, String target) {
        active.incrementAndGet();
    }

    /** Measured by their observations already. */
    @Override
    public void phase(String runId, String target, String phase, Duration took) {}

    @Override
    public void runFinished(RunReport run) {
        active.decrementAndGet();
        registry.timer(
                        "superset.sync.runs",
                        "target",
                        run.target(),
                        "outcome",
                        run.status().name())
                .record(took(run));
        run.changes().forEach(change -> count(run, change));
        run.withheld().forEach(withheld -> count(run, withheld));
        countUnchanged(run.target(), run.summary());
    }

    private static Duration took(RunReport run) {
        Instant end = run.finishedAt();
        return end == null ? Duration.ZERO : Duration.between(run.startedAt(), end);
    }

    private void count(RunReport run, ChangeReport change) {
        if (change.outcome() != null && !change.action().equals("UNCHANGED")) {
            countChanges(run.target(), change.action(), change.outcome(), 1);
        }
    }

    private void count(RunReport run, WithheldReport withheld) {
        registry.counter(
                        "superset.sync.withheld",
                        "target",
                        run.target(),
                        "action",
                        withheld.action(),
                        "reason",
                        withheld.reason())
                .increment();
    }

    private void countUnchanged(String target, Summary summary) {
        if (summary.unchanged() > 0) {
            countChanges(target, "UNCHANGED", "NONE", summary.unchanged());
        }
    }

    private void countChanges(String target, String action, String outcome, int many) {
        registry.counter("superset.sync.changes", Tags.of("target", target, "action", action, "outcome", outcome))
                .increment(many);
    }
}
