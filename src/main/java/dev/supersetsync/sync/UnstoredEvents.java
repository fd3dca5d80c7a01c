package dev.supersetsync.sync;

import dev.supersetsync.plan.Action;
import dev.supersetsync.run.Reports.ChangeReport;
import dev.supersetsync.run.Reports.DatasetReport;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.run.RunEvent.Type;
import dev.supersetsync.run.RunEvents;
import dev.supersetsync.run.RunRefusals;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import dev.supersetsync.run.StoredJson;
import dev.supersetsync.sync.RunFeed.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a listener is told of a run beside its stored events: that it waits for its turn, the changes that only its report
 * tells, and its end. When it is told is up to the listener's feed.
 */
@Component
class UnstoredEvents {

    private final Runs runs;
    private final RunRefusals refusals;
    private final RunEvents events;
    private final StoredJson json;

    UnstoredEvents(Runs runs, RunRefusals refusals, RunEvents events, StoredJson json) {
        this.runs = runs;
        this.refusals = refusals;
        this.events = events;
        this.json = json;
    }

    /** A run waits for its turn. */
    Event queued() {
        return event("0", Type.PHASE, PhaseEvent.begun("queue"));
    }

    /**
     * What is left to tell of a run that is over.
     *
     * @param reported how many changes of its report are known, in their order
     */
    List<Event> rest(String runId, int reported) {
        Optional<RunReport> report = runs.find(runId);
        List<Event> rest =
                new ArrayList<>(report.map(run -> unheard(run, reported)).orElse(List.of()));
        FinishedEvent end = report.map(this::end).orElseGet(() -> refused(runId));
        rest.add(new Event(FeedPlace.END, "finished", json.write(end)));
        return rest;
    }

    private List<Event> unheard(RunReport report, int reported) {
        List<ChangeReport> changes = report.changes().stream()
                .filter(change -> !change.action().equals(Action.UNCHANGED.name()))
                .toList();
        if (events.count(report.id(), Type.CHANGE) >= changes.size()) {
            return List.of();
        }
        Set<ChangeOf> heard = heard(report.id());
        var rest = new ArrayList<Event>();
        for (int place = reported + 1; place <= changes.size(); place++) {
            ChangeReport change = changes.get(place - 1);
            if (!heard.contains(ChangeOf.of(change))) {
                rest.add(event(FeedPlace.reportedId(place), Type.CHANGE, change));
            }
        }
        return rest;
    }

    private Set<ChangeOf> heard(String runId) {
        var heard = new HashSet<ChangeOf>();
        events.all(runId, Type.CHANGE)
                .forEach(event -> heard.add(ChangeOf.of(json.read(event.data(), ChangeReport.class))));
        return heard;
    }

    private FinishedEvent end(RunReport report) {
        String again = report.status() == RunStatus.INTERRUPTED
                ? runs.retryOf(report.id()).map(RunReport::id).orElse(null)
                : null;
        return new FinishedEvent(report.id(), report.status(), report.summary(), report.error(), again);
    }

    /** A run that was refused leaves no trace but the reason. */
    private FinishedEvent refused(String runId) {
        String why = refusals.reason(runId)
                .map(reason -> String.valueOf(RefusalText.read(reason).getMessage()))
                .orElse("The run was refused.");
        return new FinishedEvent(runId, RunStatus.FAILED, Summary.NONE, new ErrorReport("run", null, why), null);
    }

    private Event event(String id, Type type, Object data) {
        return Event.of(id, type, json.write(data));
    }

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
