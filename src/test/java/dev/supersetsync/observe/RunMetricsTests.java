package dev.supersetsync.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.run.RunStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunMetricsTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RunMetrics metrics = new RunMetrics(registry);

    @Test
    void timesRunsByTargetAndOutcome() {
        metrics.runStarted("run-1", "main");
        metrics.runFinished(Some.run(RunStatus.PARTLY_FAILED, Summary.NONE, List.of(), List.of()));

        var timer = registry.get("superset.sync.runs")
                .tags("target", "main", "outcome", "PARTLY_FAILED")
                .timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(4);
    }

    @Test
    void tellsHowManyRunsAreAtWork() {
        metrics.runStarted("run-1", "main");
        metrics.runStarted("run-2", "main");
        metrics.runFinished(Some.run(RunStatus.SUCCEEDED, Summary.NONE, List.of(), List.of()));

        assertThat(registry.get("superset.sync.runs.active").gauge().value()).isEqualTo(1);
    }

    @Test
    void countsChangesByActionAndOutcomeAndTheUnchangedFromTheSummary() {
        var changes = List.of(
                Some.change("UPDATE", "APPLIED"), Some.change("UPDATE", "APPLIED"), Some.change("CREATE", "FAILED"));

        metrics.runFinished(Some.run(RunStatus.PARTLY_FAILED, new Summary(0, 2, 0, 0, 10, 1, 1), changes, List.of()));

        assertThat(changes("UPDATE", "APPLIED")).isEqualTo(2);
        assertThat(changes("CREATE", "FAILED")).isEqualTo(1);
        assertThat(changes("UNCHANGED", "NONE")).isEqualTo(10);
    }

    @Test
    void countsWhatWasWithheldByReason() {
        metrics.runFinished(
                Some.run(RunStatus.SUCCEEDED, Summary.NONE, List.of(), List.of(Some.withheld("DELETE", "USED"))));

        assertThat(registry.get("superset.sync.withheld")
                        .tags("action", "DELETE", "reason", "USED")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private double changes(String action, String outcome) {
        return registry.get("superset.sync.changes")
                .tags("target", "main", "action", action, "outcome", outcome)
                .counter()
                .count();
    }
}
