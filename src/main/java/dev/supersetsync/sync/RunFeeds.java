package dev.supersetsync.sync;

import dev.supersetsync.run.RunEvents;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets others listen to runs, also to those that another process works on. */
@Component
public class RunFeeds {

    private final RunEvents events;
    private final UnstoredEvents unstored;
    private final EventWatch watch;

    RunFeeds(RunEvents events, UnstoredEvents unstored, EventWatch watch) {
        this.events = events;
        this.unstored = unstored;
        this.watch = watch;
    }

    /**
     * What happens in a run, and what happened before.
     *
     * @param after the id of the last event that is known, null for none; what is no such id counts as none
     */
    public RunFeed of(String runId, @Nullable String after) {
        return new RunFeed(runId, FeedPlace.of(after), events, unstored, watch);
    }
}
