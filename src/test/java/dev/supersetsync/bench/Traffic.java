package dev.supersetsync.bench;

import java.time.Duration;
import java.util.Map;

/**
 * What passed between a client and Superset in a stretch of time.
 *
 * @param requests how many requests of each kind: method and path below {@code /api/v1}, numbers in it as {@code {id}}
 * @param writes how many of them could change Superset; signing in and asking the warehouse do not
 * @param bytes of all bodies, both ways, as they were on the wire
 * @param mostInFlight the largest number of requests that were under way at the same time
 * @param busy how long at least one was under way, the network delay included
 */
public record Traffic(Map<String, Integer> requests, int writes, long bytes, int mostInFlight, Duration busy) {

    public Traffic {
        requests = Map.copyOf(requests);
    }

    /** All requests. */
    public int total() {
        return requests.values().stream().mapToInt(Integer::intValue).sum();
    }
}
