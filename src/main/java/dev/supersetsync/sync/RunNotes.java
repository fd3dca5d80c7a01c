package dev.supersetsync.sync;

import dev.supersetsync.run.Reports.BackupReport;
import dev.supersetsync.run.Runs;
import dev.supersetsync.sync.BackupKeeper.Backup;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Notes how a run at work comes on: for those who look at it, those who measure it, and for when its process dies. */
@Component
class RunNotes {

    private final Runs runs;
    private final RunListener listener;

    RunNotes(Runs runs, RunListener listener) {
        this.runs = runs;
        this.listener = listener;
    }

    /** A phase is over. */
    void phase(String runId, String target, String phase, Duration took) {
        listener.phase(runId, target, phase, took);
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
