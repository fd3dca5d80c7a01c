package dev.supersetsync.job;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices when this process stood still for long, as one that was stopped or starved does: others may have taken it for
 * dead meanwhile, also if its heartbeats go on as if nothing had been. It has to beat more often than that.
 */
final class Pulse {

    private final long longest;
    private final LongSupplier nanos;
    private long last;
    private long stops;

    /**
     * A pulse.
     *
     * @param longest how long the process may stand still
     * @param nanos a clock that never goes back, such as {@link System#nanoTime}
     */
    Pulse(Duration longest, LongSupplier nanos) {
        this.longest = longest.toNanos();
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** The process goes on. Returns how often it stood still since it began: who has more than before may have lost all. */
    synchronized long beat() {
        long now = nanos.getAsLong();
        if (now - last > longest) {
            stops++;
        }
        last = now;
        return stops;
    }
}
