package dev.supersetsync.sync;

import dev.supersetsync.run.NewRun;
import dev.supersetsync.run.Reports.BackupReport;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RequestsReport;
import dev.supersetsync.run.Reports.RunReport;
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
                null,
                started.startedAt(),
                clock.instant()));
    }

    private RunReport finished(RunReport report) {
        runs.save(report);
        LOG.info("Run ends: {}, {}", report.status(), report.summary());
        listener.runFinished(report);
        return report;
    }

    private RunReport failed(RunReport started, ErrorReport why) {
        return withError(started, RunStatus.FAILED, why);
    }

    private RunReport withError(RunReport started, RunStatus status, ErrorReport why) {
        BackupReport backup = runs.find(started.id()).map(RunReport::backup).orElse(null);
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
