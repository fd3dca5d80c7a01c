package dev.supersetsync.superset;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds calls back: so many at a time as the {@link Pace} allows, so many in any second, for all connections to one
 * target together. After a refusal for too many requests, nobody calls until the next second.
 */
final class Throttle {

    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final Pace pace;
    private final int perSecond;
    private final Clock clock;
    private final Pause pause;
    private final Lock lock = new ReentrantLock(true);
    private final Condition left = lock.newCondition();
    private int inside;
    private final Deque<Instant> starts = new ArrayDeque<>();
    private Instant closedUntil = Instant.MIN;

    Throttle(int concurrency, int perSecond, Clock clock, Pause pause) {
        this.pace = new Pace(concurrency, clock);
        this.perSecond = perSecond;
        this.clock = clock;
        this.pause = pause;
    }

    /** Waits for a turn, which begins at the time that comes back; whoever got one calls {@link #leave()}. */
    Instant enter() {
        takeSlot();
        Duration wait = reserve();
        while (wait.isPositive() && !Thread.currentThread().isInterrupted()) {
            pause.sleep(wait);
            wait = reserve();
        }
        return clock.instant();
    }

    private void takeSlot() {
        lock.lock();
        try {
            while (inside >= pace.limit()) {
                left.awaitUninterruptibly();
            }
            inside++;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            inside--;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The call of a turn was answered. */
    void answered(Instant start, Request request, Answer answer) {
        pace.answered(request, answer, Duration.between(start, clock.instant()));
    }

    /** The call of a turn was not answered in time. */
    void late() {
        pace.late();
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
