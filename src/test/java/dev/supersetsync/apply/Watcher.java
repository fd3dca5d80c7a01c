package dev.supersetsync.apply;

import dev.supersetsync.plan.Change;
import java.util.ArrayList;
import java.util.List;

/** Hears of the progress, as long as what keeps it works. */
final class Watcher implements Progress {

    private final List<String> heard = new ArrayList<>();
    private String last = "";
    private String stop = "";

    /** After this message it can't keep another one. */
    Watcher breaksAfter(String message) {
        last = message;
        return this;
    }

    /** After this message it wants nothing new to be started. */
    Watcher stopsAfter(String message) {
        stop = message;
        return this;
    }

    /** What was heard, such as {@code begins orders} and {@code APPLIED orders}. */
    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    private synchronized void hear(String message) {
        if (heard.contains(last)) {
            throw new IllegalStateException("The storage is full.");
        }
        heard.add(message);
    }

    @Override
    public void begins(Change change) {
        hear("begins " + change.dataset().name());
    }

    @Override
    public void ended(Outcome outcome, int done, int total) {
        hear(outcome.kind() + " " + outcome.change().dataset().name());
    }

    @Override
    public synchronized boolean isStopped() {
        return heard.contains(stop);
    }
}
