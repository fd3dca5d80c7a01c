package dev.supersetsync.bench;

import java.time.Duration;

/**
 * What a piece of work took.
 *
 * @param time from its beginning to its end
 * @param traffic what it sent and got
 */
public record Measured(Duration time, Traffic traffic) {

    /** Does the work, all of whose traffic goes through the proxy, which nobody else uses meanwhile. */
    public static Measured of(CountingProxy proxy, Runnable work) {
        proxy.take();
        long start = System.nanoTime();
        work.run();
        return new Measured(Duration.ofNanos(System.nanoTime() - start), proxy.take());
    }

    /** What was not spent waiting for Superset. */
    public Duration beyondSuperset() {
        return time.minus(traffic.busy());
    }
}
