package dev.supersetsync.sync;

import dev.supersetsync.plan.Action;
import dev.supersetsync.run.Reports.ChangeReport;
import dev.supersetsync.run.Reports.DatasetReport;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.run.RunEvent;
import dev.supersetsync.run.RunEvent.Type;
import dev.supersetsync.run.RunEvents;
import dev.supersetsync.run.RunQueue;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import dev.supersetsync.run.StoredJson;
import dev.supersetsync.sync.EventWatch.Standing;
import dev.supersetsync.sync.EventWatch.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run as one listener hears of it: its stored events, then, once it is over, what its report says beyond them, and its
 * end. So a listener is told every change, whether or not the events could be written or are still kept. It is for one
 * thread.
 */
public final class RunFeed implements AutoCloseable {

    private static final int AT_ONCE = 500;

    private final String runId;
    private final Runs runs;
    private final RunQueue queue;
    private final RunEvents events;
    private final StoredJson json;
    private final EventWatch watch;
    private final Watched run;
    private final int reported;
    private int stored;
    private boolean isStart;
    private boolean isOver;
    private @Nullable Standing seen;

    RunFeed(
            String runId,
            FeedPlace place,
            Runs runs,
            RunQueue queue,
            RunEvents events,
            StoredJson json,
            EventWatch watch) {
        this.runId = runId;
        this.runs = runs;
        this.queue = queue;
        this.events = events;
        this.json = json;
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
        List<Event> told = new ArrayList<>(isStart ? beginning(now) : List.of());
        isStart = false;
        told.addAll(withoutOldProgress(found));
        if (!found.isEmpty()) {
            stored = found.getLast().number();
        }
        if (found.size() < AT_ONCE) {
            seen = now;
            if (now.isOver()) {
                told.addAll(rest());
                isOver = true;
            }
        }
        return told;
    }

    private List<Event> beginning(Standing now) {
        return now.status() == RunStatus.QUEUED
                ? List.of(event("0", Type.PHASE, PhaseEvent.begun("queue")))
                : List.of();
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
                .map(event -> new Event(String.valueOf(event.number()), name(event.type()), event.data()))
                .toList();
    }

    private List<Event> rest() {
        Optional<RunReport> report = runs.find(runId);
        List<Event> rest = new ArrayList<>(report.map(this::unheard).orElse(List.of()));
        FinishedEvent end = report.map(this::end).orElseGet(this::refused);
        rest.add(new Event(FeedPlace.END, "finished", json.write(end)));
        return rest;
    }

    private List<Event> unheard(RunReport report) {
        List<ChangeReport> changes = report.changes().stream()
                .filter(change -> !change.action().equals(Action.UNCHANGED.name()))
                .toList();
        if (events.count(runId, Type.CHANGE) >= changes.size()) {
            return List.of();
        }
        Set<ChangeOf> heard = heard();
        var rest = new ArrayList<Event>();
        for (int place = reported + 1; place <= changes.size(); place++) {
            ChangeReport change = changes.get(place - 1);
            if (!heard.contains(ChangeOf.of(change))) {
                rest.add(event(FeedPlace.reportedId(place), Type.CHANGE, change));
            }
        }
        return rest;
    }

    private Set<ChangeOf> heard() {
        var heard = new HashSet<ChangeOf>();
        events.all(runId, Type.CHANGE)
                .forEach(event -> heard.add(ChangeOf.of(json.read(event.data(), ChangeReport.class))));
        return heard;
    }

    private FinishedEvent end(RunReport report) {
        String again = report.status() == RunStatus.INTERRUPTED
                ? runs.retryOf(runId).map(RunReport::id).orElse(null)
                : null;
        return new FinishedEvent(runId, report.status(), report.summary(), report.error(), again);
    }

    /** A run that was refused leaves no trace but the reason. */
    private FinishedEvent refused() {
        String why = queue.refusal(runId)
                .map(reason -> String.valueOf(RefusalText.read(reason).getMessage()))
                .orElse("The run was refused.");
        return new FinishedEvent(runId, RunStatus.FAILED, Summary.NONE, new ErrorReport("run", null, why), null);
    }

    private Event event(String id, Type type, Object data) {
        return new Event(id, name(type), json.write(data));
    }

    private static String name(Type type) {
        return type.name().toLowerCase(Locale.ROOT);
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
    public record Event(String id, String type, String data) {}

    /** The end of a run; {@code retriedBy} is the new attempt that takes the place of an interrupted run, null for none. */
    record FinishedEvent(
            String id,
            RunStatus status,
            Summary summary,
            @Nullable ErrorReport error,
            @Nullable String retriedBy) {}

    /** Which change of a run it is. */
    private record ChangeOf(String action, DatasetReport dataset) {

        static ChangeOf of(ChangeReport change) {
            return new ChangeOf(change.action(), change.dataset());
        }
    }
}
