package dev.supersetsync.job;

import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.plan.UpdateStrategy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configured jobs.
 *
 * @param jobs by their names
 */
@ConfigurationProperties("superset-sync")
record JobSettings(@DefaultValue Map<String, ConfiguredJob> jobs) {

    /** Checks what can be known of each job without the rest of the configuration. */
    JobSettings {
        jobs = Map.copyOf(jobs);
        jobs.forEach((name, job) -> job.check("superset-sync.jobs." + name));
    }

    /** What a job does when it is its time. */
    enum Mode {
        /** It syncs. */
        SYNC,
        /** It plans, and tells what people changed; it writes nothing. */
        DRIFT
    }

    /**
     * One job.
     *
     * @param source where its models come from
     * @param target which Superset it is for; may be left out where one is configured
     * @param strategySet the strategy set, empty for none
     * @param updateStrategy overrides that of the strategy set, empty for none
     * @param guards override those of the strategy set
     * @param mode what it does
     * @param schedule when: a cron expression with seconds, or {@code every 15m}; empty for only when it is called
     * @param zone the time zone of the cron expression
     * @param enabled whether it has its time and can be called
     */
    record ConfiguredJob(
            @DefaultValue("") String source,
            @DefaultValue("") String target,
            @DefaultValue("") String strategySet,
            @DefaultValue List<String> updateStrategy,
            @Nullable GuardOverrides guards,
            @DefaultValue("SYNC") Mode mode,
            @DefaultValue("") String schedule,
            @DefaultValue("UTC") String zone,
            @DefaultValue("true") boolean enabled) {

        ConfiguredJob {
            updateStrategy =
                    updateStrategy.stream().filter(word -> !word.isBlank()).toList();
        }

        private void check(String key) {
            if (source.isBlank()) {
                throw new IllegalArgumentException(key + ".source is missing: where do the models come from?");
            }
            ownGuards().checkSupported(key + ".guards");
            try {
                strategy();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(key + ".update-strategy: " + e.getMessage(), e);
            }
            try {
                when();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(key + ".schedule: " + e.getMessage(), e);
            }
        }

        @Nullable
        UpdateStrategy strategy() {
            return updateStrategy.isEmpty() ? null : UpdateStrategy.parse(updateStrategy);
        }

        GuardOverrides ownGuards() {
            return guards == null ? GuardOverrides.NONE : guards;
        }

        When when() {
            return When.of(schedule, zone);
        }
    }
}
