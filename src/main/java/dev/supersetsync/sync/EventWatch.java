package dev.supersetsync.sync;

import dev.supersetsync.run.RunEvents;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Knows of the runs that somebody listens to whether something happened in them, wherever they are worked on: it asks the
 * storage a few times a second, with two queries for all listeners together, and not at all while nobody listens. What
 * happened is for each listener to read.
 */
@Component
class EventWatch implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(EventWatch.class);
    private static final Duration EVERY = Duration.ofMillis(250);

    private final Runs runs;
    private final RunEvents events;
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("event-watch").factory());

    EventWatch(Runs runs, RunEvents events) {
        this.runs = runs;
        this.events = events;
        looking.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Somebody listens to a run, until {@link #leave}. */
    Watched join(String runId) {
        return watched.compute(runId, (_, there) -> (there == null ? new Watched() : there).joined());
    }

    void leave(String runId) {
        watched.computeIfPresent(runId, (_, there) -> there.left() ? null : there);
    }

    /** How a run stands is asked before its last event is: so one that is over has no more events than are found. */
    private void look() {
        try {
            Set<String> ids = Set.copyOf(watched.keySet());
            Map<String, RunStatus> standing = runs.standing(ids);
            Map<String, Integer> last = events.last(ids);
            Map<String, Watched> all = new HashMap<>(watched);
            all.keySet().retainAll(ids);
            all.forEach((id, run) -> run.stands(new Standing(standing.get(id), last.getOrDefault(id, 0))));
        } catch (RuntimeException e) {
            LOG.warn("Events of runs cannot be looked at; this is tried again: {}", e.getMessage());
        }
    }

    @Override
    public void destroy() {
        looking.shutdown();
    }

    /**
     * How a run stands.
     *
     * @param status null if it left no trace
     * @param last the number of its last event, 0 for none
     */
    record Standing(@Nullable RunStatus status, int last) {

        boolean isOver() {
            return status == null || status.isFinal();
        }
    }

    /** A run that somebody listens to. */
    static final class Watched {

        private int listeners;
        private @Nullable Standing standing;

        private synchronized Watched joined() {
            listeners++;
            return this;
        }

        private synchronized boolean left() {
            listeners--;
            return listeners == 0;
        }

        private synchronized void stands(Standing now) {
            if (!now.equals(standing)) {
                standing = now;
                notifyAll();
            }
        }

        /** How the run stands once that is not as it was, or null if it stays so for that time. */
        synchronized @Nullable Standing changed(@Nullable Standing was, Duration atMost) throws InterruptedException {
            long end = System.nanoTime() + atMost.toNanos();
            while (standing == null || standing.equals(was)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return null;
                }
                wait(left);
            }
            return standing;
        }
    }
}
