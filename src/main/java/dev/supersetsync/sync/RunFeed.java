package dev.supersetsync.sync;

import dev.supersetsync.run.RunEvent;
import dev.supersetsync.run.RunEvent.Type;
import dev.supersetsync.run.RunEvents;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.sync.EventWatch.Standing;
import dev.supersetsync.sync.EventWatch.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run as one listener hears of it: its stored events, then, once it is over, what its report says beyond them, and its
 * end. So a listener is told every change, whether or not the events could be written or are still kept. It is for one
 * thread.
 */
public final class RunFeed implements AutoCloseable {

    private static final int AT_ONCE = 500;

    private final String runId;
    private final RunEvents events;
    private final UnstoredEvents unstored;
    private final EventWatch watch;
    private final Watched run;
    private final int reported;
    private int stored;
    private boolean isStart;
    private boolean isOver;
    private @Nullable Standing seen;

    RunFeed(String runId, FeedPlace place, RunEvents events, UnstoredEvents unstored, EventWatch watch) {
        this.runId = runId;
        this.events = events;
        this.unstored = unstored;
        this.watch = watch;
        this.stored = place.stored();
        this.reported = place.reported();
        this.isStart = place.isStart();
        this.isOver = place.isAtEnd();
        this.run = watch.join(runId);
    }

    /** Whether nothing more will come. */
    public boolean isOver() {
        return isOver;
    }

    /**
     * What came since the last call.
     *
     * @param atMost how long to wait for something to come
     * @return nothing if nothing came in that time
     */
    public List<Event> next(Duration atMost) throws InterruptedException {
        Standing now = run.changed(seen, atMost);
        return now == null ? List.of() : since(now);
    }

    private List<Event> since(Standing now) {
        List<RunEvent> found = events.after(runId, stored, AT_ONCE);
        var told = new ArrayList<Event>();
        if (isStart && now.status() == RunStatus.QUEUED) {
            told.add(unstored.queued());
        }
        isStart = false;
        told.addAll(withoutOldProgress(found));
        if (!found.isEmpty()) {
            stored = found.getLast().number();
        }
        if (found.size() < AT_ONCE) {
            seen = now;
            if (now.isOver()) {
                told.addAll(unstored.rest(runId, reported));
                isOver = true;
            }
        }
        return told;
    }

    /** Of how far the run has come only the newest is of interest. */
    private static List<Event> withoutOldProgress(List<RunEvent> found) {
        int newest = 0;
        for (RunEvent event : found) {
            newest = event.type() == Type.PROGRESS ? event.number() : newest;
        }
        int told = newest;
        return found.stream()
                .filter(event -> event.type() != Type.PROGRESS || event.number() == told)
                .map(event -> Event.of(String.valueOf(event.number()), event.type(), event.data()))
                .toList();
    }

    @Override
    public void close() {
        watch.leave(runId);
    }

    /**
     * An event as it is told.
     *
     * @param id what to name to hear of what comes after it
     * @param type {@code phase}, {@code progress}, {@code change} or {@code finished}
     * @param data JSON in one line
     */
    public record Event(String id, String type, String data) {

        static Event of(String id, Type type, String data) {
            return new Event(id, type.name().toLowerCase(Locale.ROOT), data);
        }
    }
}
