package dev.supersetsync.sync;

import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.StorageOutage;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.TurnLost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Works on one attempt of a run, and says how it ended: well, refused, broken, or for others to go on. */
@Component
class AttemptWorker {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptWorker.class);
    private static final String WRITTEN_BEFORE =
            "An interrupted attempt of this run may have written, and this one did not go on: ";

    private final RunWork work;
    private final RunWatch watch;
    private final RunBook book;
    private final RunEnding ending;
    private final Interruptions interruptions;

    AttemptWorker(RunWork work, RunWatch watch, RunBook book, RunEnding ending, Interruptions interruptions) {
        this.work = work;
        this.watch = watch;
        this.book = book;
        this.ending = ending;
        this.interruptions = interruptions;
    }

    /** Works on an attempt that has begun, until its turn is over at the latest. */
    void work(Attempt attempt, Turn turn) {
        RunReport run = attempt.run();
        try {
            done(attempt, turn);
        } catch (SupersetException e) {
            failed(attempt, e);
        } catch (Refusal | InvalidModels e) {
            refused(attempt, e);
        } catch (TurnLost othersMayHaveIt) {
            interruptions.turnLost(run);
        } catch (RuntimeException e) {
            if (StorageOutage.is(e)) {
                interruptions.storageAway(run, e);
            } else {
                LOG.error("Run broke", e);
                ending.broke(run, e);
            }
        }
    }

    private void done(Attempt attempt, Turn turn) {
        RunReport started = attempt.run();
        var result = work.done(attempt, turn, () -> watch.isCancelled(started.id()));
        RunReport report = book.ended(started, result, watch.isCancelled(started.id()));
        if (report.status() == RunStatus.INTERRUPTED) {
            interruptions.stopped(report, turn);
        } else {
            ending.ended(report);
        }
    }

    private void failed(Attempt attempt, SupersetException failure) {
        var why = new ErrorReport(failure.call(), failure.status(), failure.said());
        boolean isAway = failure.kind() == Kind.UNAVAILABLE || failure.kind() == Kind.UNAUTHORIZED;
        if (isAway && !attempt.goesOn()) {
            ending.refused(attempt.run(), why, failure);
        } else {
            ending.broken(attempt.run(), why);
        }
    }

    private void refused(Attempt attempt, RuntimeException refusal) {
        String message = String.valueOf(refusal.getMessage());
        if (attempt.goesOn()) {
            ending.broken(attempt.run(), new ErrorReport("plan", null, WRITTEN_BEFORE + message));
        } else {
            ending.refused(attempt.run(), new ErrorReport("plan", null, message), refusal);
        }
    }
}
