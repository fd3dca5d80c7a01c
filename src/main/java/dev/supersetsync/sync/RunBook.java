package dev.supersetsync.sync;

import dev.supersetsync.run.NewRun;
import dev.supersetsync.run.Reports.BackupReport;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RequestsReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import dev.supersetsync.sync.RunExecution.Result;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes the history of runs from their queueing to their end, and tells those who listen. */
@Component
class RunBook {

    private static final Logger LOG = LoggerFactory.getLogger(RunBook.class);

    private static final ErrorReport UNRECORDED = new ErrorReport(
            "record",
            null,
            "The service's own storage failed, so not all of this run could be recorded. What is said here of each change is what happened in Superset; no further change was begun.");

    private final Runs runs;
    private final RunListener listener;
    private final Clock clock;

    RunBook(Runs runs, RunListener listener, Clock clock) {
        this.runs = runs;
        this.listener = listener;
        this.clock = clock;
    }

    /** A run waits for its turn. */
    RunReport queued(Assignment assignment, @Nullable String planId) {
        return runs.create(new NewRun(
                assignment.target(),
                Reporting.strategy(assignment),
                Reporting.guards(assignment.guards()),
                planId,
                assignment.restoreOf(),
                null));
    }

    /** A queued run begins to work. */
    RunReport started(RunReport queued, Assignment assignment) {
        LOG.info("Run starts: {}", inWords(assignment, queued));
        RunReport started = runs.start(queued.id());
        listener.runStarted(started.id(), started.target());
        return started;
    }

    private static String inWords(Assignment assignment, RunReport queued) {
        return switch (assignment) {
            case Assignment.OfModels models ->
                models.document().models().size() + " models, " + String.join(", ", queued.updateStrategy());
            case Assignment.OfRun run -> "taking back run " + run.runId();
        };
    }

    /** A queued run does not begin any more, since the process is about to end. */
    RunReport interrupted(RunReport queued) {
        var why = new ErrorReport("run", null, "The service was stopped before the run began; nothing was written.");
        RunReport interrupted = withError(queued, RunStatus.INTERRUPTED, why);
        runs.save(interrupted);
        return interrupted;
    }

    /** A queued run never began. */
    void withdrawn(RunReport queued) {
        runs.forget(queued.id());
    }

    /** A run was refused before it wrote: it leaves no trace, unless somebody was already told its id. */
    void refused(RunReport started, ErrorReport why, boolean isKept) {
        RunReport failed = failed(started, why);
        if (isKept) {
            runs.save(failed);
        } else {
            runs.forget(failed.id());
        }
        LOG.info("Run refused: {}", why.message());
        listener.runFinished(failed);
    }

    /** A run could not go on. */
    RunReport broken(RunReport started, ErrorReport why) {
        return finished(failed(started, why));
    }

    /** A run came to its end. */
    RunReport ended(RunReport started, Result result, boolean isClosing) {
        return finished(new RunReport(
                started.id(),
                result.status(isClosing),
                started.target(),
                started.updateStrategy(),
                started.guards(),
                started.planId(),
                started.restoreOf(),
                Reporting.summary(result.outcomes(), result.plan()),
                Reporting.impact(result.plan()),
                Reporting.done(result.outcomes()),
                Reporting.withheld(result.plan().withheld()),
                Reporting.warnings(result.plan(), result.outcomes()),
                result.backup(),
                new RequestsReport(result.requests().reads(), result.requests().writes()),
                result.isRecorded() ? null : UNRECORDED,
                started.startedAt(),
                clock.instant()));
    }

    private RunReport finished(RunReport report) {
        RunReport told = saved(report);
        LOG.info("Run ends: {}, {}", told.status(), told.summary());
        listener.runFinished(told);
        return told;
    }

    /** Whoever waits is told what happened, also where nobody will find it in the history. */
    private RunReport saved(RunReport report) {
        try {
            runs.save(report);
            return report;
        } catch (RuntimeException e) {
            LOG.error("The run could not be recorded", e);
            return unrecorded(report);
        }
    }

    private static RunReport unrecorded(RunReport report) {
        RunStatus status = report.status() == RunStatus.SUCCEEDED ? withoutRecord(report.summary()) : report.status();
        return new RunReport(
                report.id(),
                status,
                report.target(),
                report.updateStrategy(),
                report.guards(),
                report.planId(),
                report.restoreOf(),
                report.summary(),
                report.impact(),
                report.changes(),
                report.withheld(),
                report.warnings(),
                report.backup(),
                report.requests(),
                report.error() == null ? UNRECORDED : report.error(),
                report.startedAt(),
                report.finishedAt());
    }

    private static RunStatus withoutRecord(Summary summary) {
        int written = summary.created() + summary.updated() + summary.replaced() + summary.deleted();
        return written > 0 ? RunStatus.PARTLY_FAILED : RunStatus.FAILED;
    }

    private RunReport failed(RunReport started, ErrorReport why) {
        return withError(started, RunStatus.FAILED, why);
    }

    /** A run that broke after it was backed up can be taken back; one whose storage fails says nothing of it. */
    private @Nullable BackupReport backupOf(RunReport started) {
        try {
            return runs.find(started.id()).map(RunReport::backup).orElse(null);
        } catch (RuntimeException e) {
            LOG.error("It is not known whether the run has a backup", e);
            return null;
        }
    }

    private RunReport withError(RunReport started, RunStatus status, ErrorReport why) {
        BackupReport backup = backupOf(started);
        return new RunReport(
                started.id(),
                status,
                started.target(),
                started.updateStrategy(),
                started.guards(),
                started.planId(),
                started.restoreOf(),
                started.summary(),
                started.impact(),
                List.of(),
                List.of(),
                List.of(),
                backup,
                started.requests(),
                why,
                started.startedAt(),
                clock.instant());
    }
}
