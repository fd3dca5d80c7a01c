package dev.supersetsync.sync;

import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunEnds;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs that do not come to their end here: a new attempt takes their place, unless there were too many or somebody wanted
 * them to stop. Who works on it, and when, is decided elsewhere.
 */
@Component
class Interruptions {

    private static final Logger LOG = LoggerFactory.getLogger(Interruptions.class);

    private final Runs runs;
    private final RunBook book;
    private final RunEnds ends;
    private final Keeping keeping;
    private final Audience audience;

    Interruptions(Runs runs, RunBook book, RunEnds ends, Keeping keeping, Audience audience) {
        this.runs = runs;
        this.book = book;
        this.ends = ends;
        this.keeping = keeping;
        this.audience = audience;
    }

    /**
     * A run could not be begun: the one that worked on it is gone, or it ended and its work is still there, or only its
     * work is there, as where somebody took the run out of the database by hand.
     */
    void putRight(String runId) {
        runs.find(runId).ifPresentOrElse(this::putRight, () -> drop(runId));
    }

    private void drop(String runId) {
        if (ends.drop(runId)) {
            LOG.error("The run was queued, but the history does not have it: it leaves the queue and is not done");
        }
    }

    private void putRight(RunReport run) {
        if (run.status() == RunStatus.RUNNING) {
            LOG.warn("The process that worked on the run is gone");
            retry(book.gone(run));
        } else if (run.status().isFinal()) {
            ends.end(run);
        }
    }

    /** The turn was lost before a run wrote a dataset. */
    void turnLost(RunReport started) {
        LOG.warn("Run is interrupted, since its turn at the target was lost");
        cutOff(started, book::withoutTurn);
    }

    /** The storage went away before a run wrote a dataset. */
    void storageAway(RunReport started, RuntimeException outage) {
        LOG.warn("Run is interrupted, since the storage went away: {}", outage.getMessage());
        cutOff(started, book::withoutStorage);
    }

    /** If the storage stays away, the run is found to be without a process later, as if this one had died. */
    private void cutOff(RunReport started, UnaryOperator<RunReport> end) {
        keeping.keep(() -> {
            retry(end.apply(runs.find(started.id()).orElse(started)));
            return true;
        });
        audience.left(end.apply(started));
    }

    /**
     * A run was stopped before its end, in order for others to go on, or since its turn was lost.
     *
     * @param interrupted the run as far as it came
     */
    void stopped(RunReport interrupted, Turn turn) {
        LOG.info("Run is interrupted: {}", interrupted.summary());
        keeping.keep(() -> {
            if (turn.isHeld()) {
                audience.interrupted(interrupted, ends.handOver(interrupted));
            } else {
                retry(interrupted);
            }
            return true;
        });
        audience.left(interrupted);
    }

    private void retry(RunReport interrupted) {
        audience.interrupted(interrupted, ends.retry(interrupted));
    }
}
