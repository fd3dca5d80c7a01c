package dev.supersetsync.bench;

import dev.supersetsync.standin.Requests;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts what passes, from several threads at once, until somebody takes the count and it begins anew. */
final class TrafficCount {

    private final TreeMap<String, Integer> requests = new TreeMap<>();
    private int writes;
    private long bytes;
    private int inFlight;
    private int mostInFlight;
    private long busyNanos;
    private long busySince;

    /** Counts a request that begins; what comes back is run when it ends, and does nothing when it is run again. */
    synchronized Runnable begins(String method, String path) {
        requests.merge(kind(method, path), 1, Integer::sum);
        writes += new Requests.Request(method, path, "", "").isWrite() ? 1 : 0;
        if (inFlight++ == 0) {
            busySince = System.nanoTime();
        }
        mostInFlight = Math.max(mostInFlight, inFlight);
        var underWay = new AtomicBoolean(true);
        return () -> {
            if (underWay.getAndSet(false)) {
                ends();
            }
        };
    }

    synchronized void passes(int length) {
        bytes += length;
    }

    private synchronized void ends() {
        if (--inFlight == 0) {
            busyNanos += System.nanoTime() - busySince;
        }
    }

    synchronized Traffic take() {
        long now = System.nanoTime();
        long busy = busyNanos + (inFlight > 0 ? now - busySince : 0);
        var taken = new Traffic(requests, writes, bytes, mostInFlight, Duration.ofNanos(busy));
        requests.clear();
        writes = 0;
        bytes = 0;
        mostInFlight = inFlight;
        busyNanos = 0;
        busySince = now;
        return taken;
    }

    private static String kind(String method, String path) {
        return method + " " + path.replaceFirst("^.*?/api/v1", "").replaceAll("(?<=/)\\d+(?=/|$)", "{id}");
    }
}
