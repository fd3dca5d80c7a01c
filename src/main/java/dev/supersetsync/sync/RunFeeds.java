package dev.supersetsync.sync;

import dev.supersetsync.run.RunEvents;
import dev.supersetsync.run.RunQueue;
import dev.supersetsync.run.Runs;
import dev.supersetsync.run.StoredJson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets others listen to runs, also to those that another process works on. */
@Component
public class RunFeeds {

    private final Runs runs;
    private final RunQueue queue;
    private final RunEvents events;
    private final StoredJson json;
    private final EventWatch watch;

    RunFeeds(Runs runs, RunQueue queue, RunEvents events, StoredJson json, EventWatch watch) {
        this.runs = runs;
        this.queue = queue;
        this.events = events;
        this.json = json;
        this.watch = watch;
    }

    /**
     * What happens in a run, and what happened before.
     *
     * @param after the id of the last event that is known, null for none; what is no such id counts as none
     */
    public RunFeed of(String runId, @Nullable String after) {
        return new RunFeed(runId, FeedPlace.of(after), runs, queue, events, json, watch);
    }
}
