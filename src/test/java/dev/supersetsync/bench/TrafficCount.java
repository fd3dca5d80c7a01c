package dev.supersetsync.bench;

import dev.supersetsync.standin.Requests;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Counts what passes, from several threads at once, until somebody takes the count and it begins anew. */
final class TrafficCount {

    private final TreeMap<String, Integer> requests = new TreeMap<>();
    private int writes;
    private long bytes;
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Map<String, Double> shares = new HashMap<>();
    private int inFlight;
    private int mostInFlight;
    private long busyNanos;
    private long lastEvent;

    /** Counts a request that begins; what comes back is run when it ends, and does nothing when it is run again. */
    synchronized Runnable begins(String method, String path) {
        String kind = kind(method, path);
        requests.merge(kind, 1, Integer::sum);
        writes += new Requests.Request(method, path, "", "").isWrite() ? 1 : 0;
        passTime();
        inFlight++;
        underWay.merge(kind, 1, Integer::sum);
        mostInFlight = Math.max(mostInFlight, inFlight);
        var isUnderWay = new AtomicBoolean(true);
        return () -> {
            if (isUnderWay.getAndSet(false)) {
                ends(kind);
            }
        };
    }

    synchronized void passes(int length) {
        bytes += length;
    }

    private synchronized void ends(String kind) {
        passTime();
        inFlight--;
        underWay.computeIfPresent(kind, (_, number) -> number == 1 ? null : number - 1);
    }

    /** Gives the time since something began or ended last to what was under way. */
    private void passTime() {
        long now = System.nanoTime();
        if (inFlight > 0) {
            long passed = now - lastEvent;
            busyNanos += passed;
            underWay.forEach((kind, number) -> shares.merge(kind, (double) passed * number / inFlight, Double::sum));
        }
        lastEvent = now;
    }

    synchronized Traffic take() {
        passTime();
        Map<String, Duration> parts = shares.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        share -> Duration.ofNanos(share.getValue().longValue())));
        var taken = new Traffic(requests, writes, bytes, mostInFlight, Duration.ofNanos(busyNanos), parts);
        requests.clear();
        shares.clear();
        writes = 0;
        bytes = 0;
        mostInFlight = inFlight;
        busyNanos = 0;
        return taken;
    }

    private static String kind(String method, String path) {
        return method + " " + path.replaceFirst("^.*?/api/v1", "").replaceAll("(?<=/)\\d+(?=/|$)", "{id}");
    }
}
