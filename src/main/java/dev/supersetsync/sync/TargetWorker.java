package dev.supersetsync.sync;

import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.run.QueuedRun;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunQueue;
import dev.supersetsync.run.StorageOutage;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.TurnLost;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Does the runs of a target, one after the other, in their order. That nobody else does so at the same time is up to its
 * caller; so a run that it finds at work is one whose process died, or left it.
 */
@Component
public class TargetWorker {

    private static final Logger LOG = LoggerFactory.getLogger(TargetWorker.class);
    private static final String WRITTEN_BEFORE =
            "An interrupted attempt of this run may have written, and this one did not go on: ";

    private final RunQueue queue;
    private final RunBook book;
    private final RunWatch watch;
    private final RunWork work;

    TargetWorker(RunQueue queue, RunBook book, RunWatch watch, RunWork work) {
        this.queue = queue;
        this.book = book;
        this.watch = watch;
        this.work = work;
    }

    /** Does what there is to do at a target, until nothing is left or its turn is over. */
    public void work(String target, Turn turn) {
        while (turn.mayBegin()) {
            Optional<QueuedRun> next = queue.first(target);
            if (next.isEmpty()) {
                return;
            }
            work(next.get(), turn);
        }
    }

    private void work(QueuedRun queued, Turn turn) {
        try (var _ = MDC.putCloseable("run_id", queued.runId());
                var _ = MDC.putCloseable("target", queued.target())) {
            book.started(queued)
                    .map(run -> new Attempt(run, book.writtenBefore(run)))
                    .ifPresent(attempt -> watch.atWork(queued.runId(), () -> work(attempt, queued, turn)));
        }
    }

    private void work(Attempt attempt, QueuedRun queued, Turn turn) {
        RunReport run = attempt.run();
        try {
            var result = work.done(attempt, queued, turn, () -> watch.isCancelled(run.id()));
            book.ended(run, result, watch.isCancelled(run.id()), turn);
        } catch (SupersetException e) {
            failed(attempt, e);
        } catch (Refusal | InvalidModels e) {
            refused(attempt, e);
        } catch (TurnLost e) {
            book.cutOff(run, e);
        } catch (RuntimeException e) {
            if (StorageOutage.is(e)) {
                book.cutOff(run, e);
            } else {
                LOG.error("Run broke", e);
                book.broke(run, e);
            }
        }
    }

    private void failed(Attempt attempt, SupersetException failure) {
        var why = new ErrorReport(failure.call(), failure.status(), failure.said());
        boolean isAway = failure.kind() == Kind.UNAVAILABLE || failure.kind() == Kind.UNAUTHORIZED;
        if (isAway && !attempt.goesOn()) {
            book.refused(attempt.run(), why, failure);
        } else {
            book.broken(attempt.run(), why);
        }
    }

    private void refused(Attempt attempt, RuntimeException refusal) {
        String message = String.valueOf(refusal.getMessage());
        if (attempt.goesOn()) {
            book.broken(attempt.run(), new ErrorReport("plan", null, WRITTEN_BEFORE + message));
        } else {
            book.refused(attempt.run(), new ErrorReport("plan", null, message), refusal);
        }
    }
}
