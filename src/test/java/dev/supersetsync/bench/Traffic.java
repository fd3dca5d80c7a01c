package dev.supersetsync.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What passed between a client and Superset in a stretch of time.
 *
 * @param requests how many requests of each kind: method and path below {@code /api/v1}, numbers in it as {@code {id}}
 * @param writes how many of them could change Superset; signing in and asking the warehouse do not
 * @param bytes of all bodies, both ways, as they were on the wire
 * @param mostInFlight the largest number of requests that were under way at the same time
 * @param busy how long at least one was under way, the network delay included
 * @param shares what part of that each kind of request has; of those under way at once, each has the same
 */
public record Traffic(
        Map<String, Integer> requests,
        int writes,
        long bytes,
        int mostInFlight,
        Duration busy,
        Map<String, Duration> shares) {

    private static final int LEAST_MILLIS = 50;

    public Traffic {
        requests = Map.copyOf(requests);
        shares = Map.copyOf(shares);
    }

    /** Where the time went, the longest first: each kind with its seconds and how many there were. */
    String profile() {
        return shares.entrySet().stream()
                .filter(share -> share.getValue().toMillis() >= LEAST_MILLIS)
                .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .map(share -> String.format(
                        Locale.ROOT,
                        "%s %.1f (%d)",
                        share.getKey(),
                        share.getValue().toMillis() / 1e3,
                        requests.getOrDefault(share.getKey(), 0)))
                .collect(Collectors.joining(", "));
    }

    /** All requests. */
    public int total() {
        return requests.values().stream().mapToInt(Integer::intValue).sum();
    }
}
