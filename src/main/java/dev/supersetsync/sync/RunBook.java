package dev.supersetsync.sync;

import dev.supersetsync.run.NewRun;
import dev.supersetsync.run.QueuedRun;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RequestsReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.run.RunQueue;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import dev.supersetsync.run.StorageOutage;
import dev.supersetsync.sync.RunExecution.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Writes the history of runs from their queueing to their end, and tells those who listen. */
@Component
class RunBook {

    private static final Logger LOG = LoggerFactory.getLogger(RunBook.class);

    private static final ErrorReport UNRECORDED = new ErrorReport(
            "record",
            null,
            "The service's own storage failed, so not all of this run could be recorded. What is said here of each change is what happened in Superset; no further change was begun.");

    private static final ErrorReport GONE = new ErrorReport(
            "run", null, "The process that did the run is gone; a new attempt, if there is one, does what is left.");
    private static final ErrorReport CUT_OFF = new ErrorReport(
            "run",
            null,
            "The service's own storage was away before a dataset was written; a new attempt does the run.");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Runs runs;
    private final RunQueue queue;
    private final RunWatch watch;
    private final RunListener listener;
    private final Clock clock;

    RunBook(Runs runs, RunQueue queue, RunWatch watch, RunListener listener, Clock clock) {
        this.runs = runs;
        this.queue = queue;
        this.watch = watch;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * A run waits for its turn.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the key of the call led to another run meanwhile
     */
    RunReport queued(Order order, Call call) {
        Assignment assignment = order.assignment();
        var run = new NewRun(
                assignment.target(),
                Reporting.strategy(assignment),
                Reporting.guards(assignment.guards()),
                order.planId(),
                assignment.restoreOf(),
                null,
                call.caller(),
                call.job());
        return queue.add(run, OrderText.write(order), call.callKey().orElse(null));
    }

    /** A queued run begins to work; empty if it was begun or stopped before, which is put right. */
    Optional<RunReport> started(QueuedRun queued) {
        Optional<RunReport> started = runs.start(queued.runId());
        started.ifPresentOrElse(
                run -> {
                    LOG.info("Run starts, attempt {}", queued.attempt());
                    listener.runStarted(run.id(), run.target());
                },
                () -> runs.find(queued.runId()).ifPresent(this::putRight));
        return started;
    }

    /** The one that worked on a run is gone, or it ended and its work is still there. */
    private void putRight(RunReport run) {
        if (run.status() == RunStatus.RUNNING) {
            LOG.warn("The process that worked on the run is gone");
            interrupted(run.ended(RunStatus.INTERRUPTED, GONE, clock.instant()));
        } else if (run.status().isFinal()) {
            queue.end(run);
        }
    }

    private void interrupted(RunReport interrupted) {
        follows(interrupted, queue.retry(interrupted));
    }

    private void follows(RunReport interrupted, Optional<RunReport> again) {
        again.ifPresentOrElse(it -> watch.retried(interrupted.id(), it), () -> watch.ended(interrupted));
    }

    /** The earlier attempts of a run that may have written. */
    List<String> writtenBefore(RunReport started) {
        return runs.writtenBefore(started);
    }

    /**
     * The storage or the turn went away before a run wrote a dataset. If the storage stays away, the run is found to be
     * without a process later, as if this one had died.
     */
    void cutOff(RunReport started, RuntimeException outage) {
        LOG.warn("Run is interrupted, since the storage went away: {}", outage.getMessage());
        kept(() -> {
            RunReport now = runs.find(started.id()).orElse(started);
            interrupted(now.ended(RunStatus.INTERRUPTED, CUT_OFF, clock.instant()));
            return true;
        });
        listener.runFinished(started.ended(RunStatus.INTERRUPTED, CUT_OFF, clock.instant()));
    }

    /** A run may not wait and is refused, unless it has begun; says whether it is. */
    boolean refusedQueued(RunReport queued, Refusal refusal) {
        var why = new ErrorReport("run", null, String.valueOf(refusal.getMessage()));
        RunReport failed = queued.ended(RunStatus.FAILED, why, clock.instant());
        boolean isOver = queue.refuseQueued(failed, RefusalText.write(refusal));
        if (isOver) {
            watch.refused(failed.id(), refusal);
        }
        return isOver;
    }

    /** A run that waits for its turn is stopped, unless it has begun. */
    void cancelQueued(String runId) {
        runs.find(runId).filter(run -> run.status() == RunStatus.QUEUED).ifPresent(this::cancelQueued);
    }

    private void cancelQueued(RunReport queued) {
        var why = new ErrorReport("run", null, "It was cancelled before it began; nothing was written.");
        RunReport cancelled = queued.ended(RunStatus.CANCELLED, why, clock.instant());
        if (queue.endQueued(cancelled)) {
            watch.ended(cancelled);
        }
    }

    /** A run was refused before it wrote: it leaves no trace, unless somebody was already told its id. */
    void refused(RunReport started, ErrorReport why, RuntimeException refusal) {
        RunReport failed = failed(started, why);
        Kept kept = kept(() -> queue.refuse(failed, RefusalText.write(refusal)));
        if (leavesToOthers(kept, failed)) {
            return;
        }
        LOG.info("Run refused: {}", why.message());
        listener.runFinished(failed);
        watch.refused(failed.id(), refusal);
    }

    /** A run could not go on. */
    void broken(RunReport started, ErrorReport why) {
        finished(failed(started, why)).ifPresent(watch::ended);
    }

    /** A run came to its end by a mistake of ours. */
    void broke(RunReport started, RuntimeException mistake) {
        finished(failed(started, new ErrorReport("run", null, "An internal error; the log has more.")))
                .ifPresent(run -> watch.refused(run.id(), mistake));
    }

    /** A run came to its end, or was stopped before: by somebody, in order for others to go on, or since its turn was lost. */
    void ended(RunReport started, Result result, boolean isCancelled, Turn turn) {
        RunReport report = report(started, result, isCancelled);
        if (report.status() == RunStatus.INTERRUPTED) {
            LOG.info("Run is interrupted: {}", report.summary());
            kept(() -> {
                follows(report, turn.isHeld() ? queue.handOver(report) : queue.retry(report));
                return true;
            });
            listener.runFinished(report);
        } else {
            finished(report).ifPresent(watch::ended);
        }
    }

    private RunReport report(RunReport started, Result result, boolean isCancelled) {
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

    /**
     * Whoever waits is told what happened, also where the storage refuses to keep it. Nothing if others have taken the run
     * up, or will when the storage is back: then its end is not this one.
     */
    private Optional<RunReport> finished(RunReport report) {
        Kept kept = kept(() -> queue.end(report));
        if (leavesToOthers(kept, report)) {
            return Optional.empty();
        }
        RunReport told = kept == Kept.NOT ? unrecorded(report) : report;
        LOG.info("Run ends: {}, {}", told.status(), told.summary());
        listener.runFinished(told);
        return Optional.of(told);
    }

    private boolean leavesToOthers(Kept kept, RunReport report) {
        boolean isUpToOthers = kept == Kept.BY_OTHERS || kept == Kept.AWAY;
        if (isUpToOthers) {
            LOG.warn("Run is interrupted: {}", report.summary());
            listener.runFinished(report.ended(RunStatus.INTERRUPTED, GONE, clock.instant()));
        }
        return isUpToOthers;
    }

    /** What became of the end of a run. */
    private enum Kept {
        HERE,
        /** It was over before: others took it up, or it was kept and this process did not hear of it. */
        BY_OTHERS,
        /** The storage stayed away. When it is back, the run is found to be without a process and taken up again. */
        AWAY,
        /** The storage refuses it. */
        NOT
    }

    /** Tries for a while to keep the end of a run: a database that is started anew is back soon. */
    private Kept kept(BooleanSupplier keeping) {
        Instant end = clock.instant().plus(PATIENCE);
        while (true) {
            try {
                return keeping.getAsBoolean() ? Kept.HERE : byOthers();
            } catch (DataAccessException | TransactionException e) {
                if (!StorageOutage.is(e)) {
                    LOG.error("The run could not be recorded", e);
                    return Kept.NOT;
                }
                if (clock.instant().isAfter(end) || !pauses()) {
                    LOG.error("The run could not be recorded, since the storage is away", e);
                    return Kept.AWAY;
                }
            }
        }
    }

    private static Kept byOthers() {
        LOG.warn("The run was taken up by another process, which was to take this one for dead");
        return Kept.BY_OTHERS;
    }

    private static boolean pauses() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private RunReport unrecorded(RunReport report) {
        RunStatus status = report.status() == RunStatus.SUCCEEDED ? withoutRecord(report.summary()) : report.status();
        return report.ended(status, report.error() == null ? UNRECORDED : report.error(), clock.instant());
    }

    private static RunStatus withoutRecord(Summary summary) {
        int written = summary.created() + summary.updated() + summary.replaced() + summary.deleted();
        return written > 0 ? RunStatus.PARTLY_FAILED : RunStatus.FAILED;
    }

    /** A run that broke after it was backed up can be taken back; one whose storage fails says nothing of it. */
    private RunReport failed(RunReport started, ErrorReport why) {
        RunReport now = started;
        try {
            now = runs.find(started.id()).orElse(started);
        } catch (RuntimeException e) {
            LOG.error("It is not known whether the run has a backup", e);
        }
        return now.ended(RunStatus.FAILED, why, clock.instant());
    }
}
