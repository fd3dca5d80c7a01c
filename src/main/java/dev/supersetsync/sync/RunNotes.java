package dev.supersetsync.sync;

import dev.supersetsync.apply.Outcome;
import dev.supersetsync.plan.Action;
import dev.supersetsync.run.Reports.BackupReport;
import dev.supersetsync.run.RunEvent.Type;
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
    private final EventWriter events;
    private final ObservationRegistry observations;

    RunNotes(Runs runs, RunListener listener, EventWriter events, ObservationRegistry observations) {
        this.runs = runs;
        this.listener = listener;
        this.events = events;
        this.observations = observations;
    }

    /** Does the work of a run, as a part of the trace of the call that asked for it; how it ended is not told by this. */
    <T> T run(String runId, Assignment assignment, Supplier<T> work) {
        var context = new ReceiverContext<Map<String, String>>(
                (headers, name) -> Objects.requireNonNull(headers).get(name), Kind.CONSUMER);
        context.setCarrier(assignment.trace());
        events.begins(runId);
        try {
            return Observation.createNotStarted("superset.sync.run", () -> context, observations)
                    .contextualName("run")
                    .lowCardinalityKeyValue("target", assignment.target())
                    .highCardinalityKeyValue("run_id", runId)
                    .observe(work);
        } finally {
            events.ends(runId);
        }
    }

    /** Does a phase of a run, and tells that it begins, and how long it took, well or not. */
    <T> T phase(String runId, String target, String phase, Supplier<T> work) {
        Instant start = Instant.now();
        events.add(runId, Type.PHASE, PhaseEvent.begun(phase));
        try {
            return Observation.createNotStarted("superset.sync.phase", observations)
                    .contextualName(phase)
                    .lowCardinalityKeyValue("target", target)
                    .lowCardinalityKeyValue("phase", phase)
                    .observe(work);
        } finally {
            Duration took = Duration.between(start, Instant.now());
            listener.phase(runId, target, phase, took);
            events.add(runId, Type.PHASE, PhaseEvent.over(phase, took));
        }
    }

    /** A change came to its end, as one of so many. */
    void changed(String runId, Outcome outcome, int done, int total) {
        runs.progress(runId, done, total);
        events.progress(runId, done, total);
        if (outcome.change().action() != Action.UNCHANGED) {
            events.add(runId, Type.CHANGE, Reporting.change(outcome));
        }
    }

    /** A run that has a backup begins to write: one that is interrupted from now on can be taken back. */
    void backedUp(String runId, Backup backup) {
        BackupReport report = backup.report();
        if (report != null) {
            runs.backedUp(runId, report);
        }
    }
}
