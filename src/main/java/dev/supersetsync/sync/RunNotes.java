package dev.supersetsync.sync;

import dev.supersetsync.apply.Outcome;
import dev.supersetsync.plan.Action;
import dev.supersetsync.run.Reports.BackupReport;
import dev.supersetsync.run.RunEvent.Type;
import dev.supersetsync.run.Runs;
import dev.supersetsync.sync.BackupKeeper.Backup;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Notes how a run at work comes on: for those who look at it, those who measure it, and for when its process dies. */
@Component
class RunNotes {

    private final Runs runs;
    private final RunListener listener;
    private final EventWriter events;

    RunNotes(Runs runs, RunListener listener, EventWriter events) {
        this.runs = runs;
        this.listener = listener;
        this.events = events;
    }

    /** A run begins to work here; {@link #ends} is to follow, however it goes. */
    void begins(String runId) {
        events.begins(runId);
    }

    /** A phase begins. */
    void phaseBegins(String runId, String phase) {
        events.add(runId, Type.PHASE, PhaseEvent.begun(phase));
    }

    /** A phase is over. */
    void phaseEnds(String runId, String target, String phase, Duration took) {
        listener.phase(runId, target, phase, took);
        events.add(runId, Type.PHASE, PhaseEvent.over(phase, took));
    }

    /** A change came to its end, as one of so many. */
    void changed(String runId, Outcome outcome, int done, int total) {
        runs.progress(runId, done, total);
        events.progress(runId, done, total);
        if (outcome.change().action() != Action.UNCHANGED) {
            events.add(runId, Type.CHANGE, Reporting.change(outcome));
        }
    }

    /** There is a backup: an interrupted run has one too. */
    void backedUp(String runId, Backup backup) {
        BackupReport report = backup.report();
        if (report != null) {
            runs.backedUp(runId, report);
        }
    }

    /** A run works no more here; how it ended is not told by this. */
    void ends(String runId) {
        events.ends(runId);
    }
}
