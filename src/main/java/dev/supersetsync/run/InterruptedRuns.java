package dev.supersetsync.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Puts the history right before the first call comes in: what an earlier process left QUEUED or RUNNING was
 * interrupted. It takes for granted that no other process works with the same storage.
 */
@Component
class InterruptedRuns implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(InterruptedRuns.class);

    private final Runs runs;
    private final IdempotencyKeys keys;

    InterruptedRuns(Runs runs, IdempotencyKeys keys) {
        this.runs = runs;
        this.keys = keys;
    }

    @Override
    public void afterPropertiesSet() {
        var interrupted = runs.interruptUnfinished();
        keys.freeInterrupted(interrupted);
        interrupted.forEach(run -> LOG.warn("Run {} was interrupted: its process ended before it did.", run));
    }
}
