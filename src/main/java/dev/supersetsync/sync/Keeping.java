package dev.supersetsync.sync;

import dev.supersetsync.run.StorageOutage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Patience with the storage while the end of a run is kept: a database that is started anew is back soon. What is kept,
 * and who is told what became of it, is up to its callers.
 */
@Component
class Keeping {

    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Clock clock;

    Keeping(Clock clock) {
        this.clock = clock;
    }

    /** What became of the end of a run. */
    enum Kept {
        /** It is kept as this process says. */
        HERE,
        /** It was over before: others took it up, or it was kept and this process did not hear of it. */
        BY_OTHERS,
        /** The storage stayed away. When it is back, the run is found to be without a process and taken up again. */
        AWAY,
        /** The storage refuses it. */
        NOT
    }

    /**
     * Tries for a while.
     *
     * @param step keeps the end; false if the run was over before
     */
    Kept keep(BooleanSupplier step) {
        Instant end = clock.instant().plus(PATIENCE);
        while (true) {
            try {
                return step.getAsBoolean() ? Kept.HERE : byOthers();
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
}
