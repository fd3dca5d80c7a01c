package dev.supersetsync.standin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What was asked of the stand-in: every call in the order of its arrival, and how many were under way at once. */
public final class Requests {

    private final List<Request> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final AtomicInteger traced = new AtomicInteger();

    Requests() {}

    /** All calls since the start or the last {@link #clear}. */
    public List<Request> all() {
        return List.copyOf(all);
    }

    /** The calls of a method whose path fits a regular expression. */
    public List<Request> of(String method, String path) {
        return all.stream()
                .filter(request ->
                        request.method().equals(method) && request.path().matches(path))
                .toList();
    }

    /** The calls that change Superset; signing in and asking the warehouse are none. */
    public List<Request> writes() {
        return all.stream().filter(Request::isWrite).toList();
    }

    /** The calls that change nothing. */
    public List<Request> reads() {
        return all.stream().filter(request -> !request.isWrite()).toList();
    }

    /** The largest number of calls that were under way at the same time. */
    public int mostInFlight() {
        return mostInFlight.get();
    }

    /** How many calls said which trace they belong to. */
    public int traced() {
        return traced.get();
    }

    /** Forgets what was recorded. */
    public void clear() {
        all.clear();
        traced.set(0);
        mostInFlight.set(inFlight.get());
    }

    void arrived(Request request, Optional<String> traceparent) {
        all.add(request);
        traceparent.ifPresent(trace -> traced.incrementAndGet());
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    }

    void left() {
        inFlight.decrementAndGet();
    }

    /**
     * A call.
     *
     * @param method its method
     * @param path its path without the prefix
     * @param query its query, encoded as it came
     * @param body its body as text
     */
    public record Request(String method, String path, String query, String body) {

        /** Whether it changes Superset. */
        public boolean isWrite() {
            boolean signsIn = path.startsWith("/api/v1/security/") && !path.startsWith("/api/v1/security/roles/");
            boolean asks = signsIn || path.equals("/api/v1/chart/data") || path.equals("/api/v1/sqllab/execute/");
            return !method.equals("GET") && !asks;
        }
    }
}
