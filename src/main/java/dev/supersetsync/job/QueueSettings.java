package dev.supersetsync.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How processes share the work.
 *
 * @param queue how they do
 */
@ConfigurationProperties("superset-sync")
record QueueSettings(@DefaultValue Queue queue) {

    /**
     * How one process takes part.
     *
     * @param workers how many runs, jobs and deliveries one process works on at a time; a target has one run at a time
     * @param heartbeat how often a process says that it is alive: one that missed six is taken for dead, and its runs are
     *     taken up by others; one that missed three stops writing
     * @param polling how often a process looks for work that others left to it
     * @param grace how long runs at work may go on once the process is told to end
     */
    record Queue(
            @DefaultValue("16") int workers,
            @DefaultValue("5s") Duration heartbeat,
            @DefaultValue("2s") Duration polling,
            @DefaultValue("30s") Duration grace) {

        Queue {
            if (workers < 1 || workers > 1000) {
                throw new IllegalArgumentException("superset-sync.queue.workers must be from 1 to 1000.");
            }
            checkAtLeast("heartbeat", heartbeat, Duration.ofMillis(200));
            checkAtLeast("polling", polling, Duration.ofMillis(50));
            checkAtLeast("grace", grace, Duration.ZERO);
        }

        private static void checkAtLeast(String name, Duration value, Duration least) {
            if (value.compareTo(least) < 0) {
                throw new IllegalArgumentException(
                        "superset-sync.queue." + name + " must be at least " + least.toMillis() + "ms.");
            }
        }
    }
}
