package dev.supersetsync.sync;

import dev.supersetsync.run.QueuedRun;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RequestsReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import dev.supersetsync.sync.RunExecution.Result;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What the history says of a run that is worked on: that it begins, and the report that it ends with, by how it ended. It
 * does not keep that report, which is up to those who end the run.
 */
@Component
class RunBook {

    private static final Logger LOG = LoggerFactory.getLogger(RunBook.class);

    private static final ErrorReport UNRECORDED = new ErrorReport(
            "record",
            null,
            "The service's own storage failed, so not all of this run could be recorded. What is said here of each change is what happened in Superset; no further change was begun.");

    private static final ErrorReport GONE = new ErrorReport(
            "run", null, "The process that did the run is gone; a new attempt, if there is one, does what is left.");
    private static final ErrorReport WITHOUT_STORAGE = new ErrorReport(
            "run",
            null,
            "The service's own storage was away before a dataset was written; a new attempt, if there is one, does the run.");
    private static final ErrorReport WITHOUT_TURN = new ErrorReport(
            "run",
            null,
            "The turn at the target was lost before a dataset was written, since others may have taken up the run; a new attempt, if there is one, does the run.");

    private final Runs runs;
    private final Audience audience;
    private final Clock clock;

    RunBook(Runs runs, Audience audience, Clock clock) {
        this.runs = runs;
        this.audience = audience;
        this.clock = clock;
    }

    /**
     * A queued run begins to work; empty if it was begun or stopped before. That it begins is told last: if the storage
     * fails before, nobody works on the run here, and nobody would tell of its end.
     */
    Optional<Attempt> begun(QueuedRun queued) {
        Optional<Attempt> begun = runs.start(queued.runId()).map(run -> new Attempt(run, runs.writtenBefore(run)));
        begun.ifPresent(attempt -> {
            LOG.info("Run starts, attempt {}", queued.attempt());
            audience.begins(attempt.run());
        });
        return begun;
    }

    /** A run as it ends, with what came of it. */
    RunReport ended(RunReport started, Result result, boolean isCancelled) {
        return new RunReport(
                started.id(),
                result.status(isCancelled),
                started.target(),
                started.updateStrategy(),
                started.guards(),
                started.planId(),
                started.restoreOf(),
                started.retryOf(),
                started.caller(),
                started.job(),
                Reporting.summary(result),
                Reporting.impact(result.plan()),
                Reporting.done(result),
                Reporting.withheld(result.plan().withheld()),
                Reporting.warnings(result.plan(), result.outcomes()),
                result.backup(),
                new RequestsReport(result.requests().reads(), result.requests().writes()),
                result.isRecorded() ? null : UNRECORDED,
                started.startedAt(),
                clock.instant());
    }

    /** A run that broke after it was backed up can be taken back; one whose storage fails says nothing of it. */
    RunReport failed(RunReport started, ErrorReport why) {
        RunReport now = started;
        try {
            now = runs.find(started.id()).orElse(started);
        } catch (RuntimeException e) {
            LOG.error("It is not known whether the run has a backup", e);
        }
        return now.ended(RunStatus.FAILED, why, clock.instant());
    }

    /** A run whose process is gone, or that is not this process's any more. */
    RunReport gone(RunReport run) {
        return run.ended(RunStatus.INTERRUPTED, GONE, clock.instant());
    }

    /** A run that could not write, since the storage was away. */
    RunReport withoutStorage(RunReport run) {
        return run.ended(RunStatus.INTERRUPTED, WITHOUT_STORAGE, clock.instant());
    }

    /** A run that could not write, since others may be at work on the target. */
    RunReport withoutTurn(RunReport run) {
        return run.ended(RunStatus.INTERRUPTED, WITHOUT_TURN, clock.instant());
    }

    /** A run that ended, and whose end the storage refuses. */
    RunReport unrecorded(RunReport ended) {
        RunStatus status = ended.status() == RunStatus.SUCCEEDED ? withoutRecord(ended.summary()) : ended.status();
        return ended.ended(status, ended.error() == null ? UNRECORDED : ended.error(), clock.instant());
    }

    private static RunStatus withoutRecord(Summary summary) {
        int written = summary.created() + summary.updated() + summary.replaced() + summary.deleted();
        return written > 0 ? RunStatus.PARTLY_FAILED : RunStatus.FAILED;
    }
}
