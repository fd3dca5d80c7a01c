package dev.supersetsync.sync;

import dev.supersetsync.run.RunEvent;
import dev.supersetsync.run.RunEvent.Type;
import dev.supersetsync.run.RunEvents;
import dev.supersetsync.run.StorageKind;
import dev.supersetsync.run.StoredJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Writes the events of the runs that are at work here, a few times a second all that came since, so that a run with many
 * changes costs few calls of the database. It never throws and never holds a run up: events that cannot be written are
 * tried again with the next ones, and what is lost in the end is told from the run's report. A command that has its
 * storage alone writes none, since nobody could listen.
 */
@Component
class EventWriter implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final int MOST_WAITING = 20_000;

    private final RunEvents events;
    private final StoredJson json;
    private final boolean canBeHeard;
    private final Map<String, Pending> runs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService writing = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("run-events").factory());

    EventWriter(RunEvents events, StoredJson json, StorageKind storage, ApplicationContext context) {
        this.events = events;
        this.json = json;
        this.canBeHeard = storage == StorageKind.SHARED || context instanceof WebServerApplicationContext;
        writing.scheduleWithFixedDelay(this::write, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A run begins to work. */
    void begins(String runId) {
        if (canBeHeard) {
            runs.put(runId, new Pending(runId));
        }
    }

    /** Something happened in a run. */
    void add(String runId, Type type, Object data) {
        Pending run = runs.get(runId);
        if (run != null) {
            quietly(() -> run.add(type, json.write(data)));
        }
    }

    /** So many changes came to their end; of several such in a short time only the last is told. */
    void progress(String runId, int done, int total) {
        Pending run = runs.get(runId);
        if (run != null) {
            run.progress(new ProgressEvent(done, total));
        }
    }

    /** A run does no more: what is left is written now. */
    void ends(String runId) {
        Pending run = runs.remove(runId);
        if (run != null) {
            quietly(run::write);
        }
    }

    private void write() {
        runs.values().forEach(run -> quietly(run::write));
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("Events of a run cannot be written; its report has what is missing: {}", e.getMessage());
        }
    }

    @Override
    public void destroy() {
        writing.shutdown();
    }

    /** What happened in one run and is not written. */
    private final class Pending {

        private final String runId;
        private final Lock order = new ReentrantLock();
        private final List<RunEvent> waiting = new ArrayList<>();
        private int last;
        private @Nullable ProgressEvent progress;

        Pending(String runId) {
            this.runId = runId;
        }

        synchronized void add(Type type, String data) {
            if (waiting.size() < MOST_WAITING) {
                last++;
                waiting.add(new RunEvent(last, type, data));
            }
        }

        /** Changes end on several threads, so a lower number can come after a higher one. */
        synchronized void progress(ProgressEvent now) {
            if (progress == null || progress.done() < now.done()) {
                progress = now;
            }
        }

        void write() {
            order.lock();
            try {
                List<RunEvent> batch = batch();
                if (!batch.isEmpty()) {
                    events.add(runId, batch);
                    written(batch.size());
                }
            } catch (DuplicateKeyException writtenUnheard) {
                // The connection went after they were written, before that was heard.
                writtenUpTo(events.last(Set.of(runId)).getOrDefault(runId, 0));
                List<RunEvent> rest = batch();
                events.add(runId, rest);
                written(rest.size());
            } finally {
                order.unlock();
            }
        }

        private synchronized List<RunEvent> batch() {
            if (progress != null) {
                add(Type.PROGRESS, json.write(progress));
                progress = null;
            }
            return List.copyOf(waiting);
        }

        private synchronized void written(int many) {
            waiting.subList(0, many).clear();
        }

        private synchronized void writtenUpTo(int number) {
            waiting.removeIf(event -> event.number() <= number);
        }
    }

    /** How far a run has come, as listeners are told. */
    private record ProgressEvent(int done, int total) {}
}
