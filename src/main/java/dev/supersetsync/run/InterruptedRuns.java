package dev.supersetsync.run;

import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RunReport;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;

/**
 * Puts the history right before the first call comes in. In the embedded database, which one process has at a time, what
 * an earlier one left RUNNING was interrupted; a service takes it up again, and what was QUEUED stays so. In a shared
 * database runs belong to whichever process is alive, so only those are ended that nobody can work on.
 */
final class InterruptedRuns implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(InterruptedRuns.class);
    private static final ErrorReport WHY =
            new ErrorReport("run", null, "The process ended before the run did; the next sync does what is left.");

    private final Runs runs;
    private final RunQueue queue;
    private final RunEnds ends;
    private final Clock clock;
    private final Owner owner;

    /** Who opens the storage. */
    enum Owner {
        /** A service that has it alone. */
        SERVICE,
        /** A command that has it alone, and takes nothing up. */
        COMMAND,
        /** One of several. */
        REPLICA
    }

    InterruptedRuns(Runs runs, RunQueue queue, RunEnds ends, Clock clock, Owner owner) {
        this.runs = runs;
        this.queue = queue;
        this.ends = ends;
        this.clock = clock;
        this.owner = owner;
    }

    @Override
    public void afterPropertiesSet() {
        runs.unfinished().forEach(this::putRight);
    }

    private void putRight(RunReport run) {
        boolean isWorkKnown = queue.find(run.id()).isPresent();
        RunReport interrupted = run.ended(RunStatus.INTERRUPTED, WHY, clock.instant());
        if (!isWorkKnown || owner == Owner.COMMAND) {
            // In a shared database it may just have come to its end: then others put it right.
            tell(run, ends.leave(interrupted));
        } else if (owner == Owner.SERVICE && run.status() == RunStatus.RUNNING) {
            ends.retry(interrupted);
            tell(run, true);
        }
    }

    private static void tell(RunReport run, boolean isInterrupted) {
        if (isInterrupted) {
            LOG.warn("Run {} was interrupted: its process ended before it did.", run.id());
        }
    }
}
