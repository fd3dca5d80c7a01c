package dev.supersetsync.superset;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/**
 * Holds calls back: so many at a time, so many in any second, for all connections to one target together. After a
 * refusal for too many requests, nobody calls until the next second.
 */
final class Throttle {

    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final Semaphore slots;
    private final int perSecond;
    private final Clock clock;
    private final Pause pause;
    private final Deque<Instant> starts = new ArrayDeque<>();
    private Instant closedUntil = Instant.MIN;

    Throttle(int concurrency, int perSecond, Clock clock, Pause pause) {
        this.slots = new Semaphore(concurrency, true);
        this.perSecond = perSecond;
        this.clock = clock;
        this.pause = pause;
    }

    /** Waits for a turn; whoever got one calls {@link #leave()}. */
    void enter() {
        slots.acquireUninterruptibly();
        Duration wait = reserve();
        while (wait.isPositive() && !Thread.currentThread().isInterrupted()) {
            pause.sleep(wait);
            wait = reserve();
        }
    }

    void leave() {
        slots.release();
    }

    /** Superset said that it was too much: its window is a second. */
    synchronized void backOff() {
        closedUntil = clock.instant().plus(WINDOW);
    }

    private synchronized Duration reserve() {
        Instant now = clock.instant();
        while (!starts.isEmpty() && !starts.peekFirst().plus(WINDOW).isAfter(now)) {
            starts.removeFirst();
        }
        if (closedUntil.isAfter(now)) {
            return Duration.between(now, closedUntil);
        }
        if (starts.size() >= perSecond) {
            return Duration.between(now, starts.getFirst().plus(WINDOW));
        }
        starts.addLast(now);
        return Duration.ZERO;
    }
}
