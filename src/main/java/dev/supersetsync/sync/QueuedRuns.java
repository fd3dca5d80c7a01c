package dev.supersetsync.sync;

import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunEnds;
import dev.supersetsync.run.RunRefusals;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Ends runs that wait for their turn. One that has begun goes on: how that is stopped is up to those who work on it. */
@Component
class QueuedRuns {

    private static final ErrorReport CANCELLED =
            new ErrorReport("run", null, "It was cancelled before it began; nothing was written.");

    private final Runs runs;
    private final RunEnds ends;
    private final RunRefusals refusals;
    private final RunWatch watch;
    private final Clock clock;

    QueuedRuns(Runs runs, RunEnds ends, RunRefusals refusals, RunWatch watch, Clock clock) {
        this.runs = runs;
        this.ends = ends;
        this.refusals = refusals;
        this.watch = watch;
        this.clock = clock;
    }

    /** A run may not wait and is refused, unless it has begun; says whether it is. */
    boolean refuse(RunReport queued, Refusal refusal) {
        var why = new ErrorReport("run", null, String.valueOf(refusal.getMessage()));
        RunReport failed = queued.ended(RunStatus.FAILED, why, clock.instant());
        boolean isOver = refusals.refuseQueued(failed, RefusalText.write(refusal));
        if (isOver) {
            watch.refused(failed.id(), refusal);
        }
        return isOver;
    }

    /** A run is stopped, unless it has begun. */
    void cancel(String runId) {
        runs.find(runId).filter(run -> run.status() == RunStatus.QUEUED).ifPresent(this::cancel);
    }

    private void cancel(RunReport queued) {
        RunReport cancelled = queued.ended(RunStatus.CANCELLED, CANCELLED, clock.instant());
        if (ends.endQueued(cancelled)) {
            watch.ended(cancelled);
        }
    }
}
