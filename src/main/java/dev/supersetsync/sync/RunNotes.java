package dev.supersetsync.sync;

import dev.supersetsync.run.Reports.BackupReport;
import dev.supersetsync.run.Runs;
import dev.supersetsync.sync.BackupKeeper.Backup;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Notes how a run at work comes on: for those who look at it, those who measure it, and for when its process dies. */
@Component
class RunNotes {

    private final Runs runs;
    private final RunListener listener;
    private final ObservationRegistry observations;

    RunNotes(Runs runs, RunListener listener, ObservationRegistry observations) {
        this.runs = runs;
        this.listener = listener;
        this.observations = observations;
    }

    /** Does the work of a run, as a part of the trace of the call that asked for it. */
    <T> T run(String runId, Assignment assignment, Supplier<T> work) {
        var context = new ReceiverContext<Map<String, String>>(
                (headers, name) -> Objects.requireNonNull(headers).get(name), Kind.CONSUMER);
        context.setCarrier(assignment.trace());
        return Observation.createNotStarted("superset.sync.run", () -> context, observations)
                .contextualName("run")
                .lowCardinalityKeyValue("target", assignment.target())
                .highCardinalityKeyValue("run_id", runId)
                .observe(work);
    }

    /** Does a phase of a run, and tells how long it took, well or not. */
    <T> T phase(String runId, String target, String phase, Supplier<T> work) {
        Instant start = Instant.now();
        try {
            return Observation.createNotStarted("superset.sync.phase", observations)
                    .contextualName(phase)
                    .lowCardinalityKeyValue("target", target)
                    .lowCardinalityKeyValue("phase", phase)
                    .observe(work);
        } finally {
            listener.phase(runId, target, phase, Duration.between(start, Instant.now()));
        }
    }

    /** So many changes came to their end. */
    void progress(String runId, int done, int total) {
        runs.progress(runId, done, total);
    }

    /** There is a backup: an interrupted run has one too. */
    void backedUp(String runId, Backup backup) {
        BackupReport report = backup.report();
        if (report != null) {
            runs.backedUp(runId, report);
        }
    }
}
