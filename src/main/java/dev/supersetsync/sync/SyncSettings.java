package dev.supersetsync.sync;

import dev.supersetsync.plan.UpdateStrategy;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How syncs work where a request does not say.
 *
 * @param updateStrategy what a sync may do if neither the request nor a strategy set says so
 * @param parallelChanges how many datasets are worked on at a time
 */
@ConfigurationProperties("superset-sync")
public record SyncSettings(
        @DefaultValue({"CREATE", "UPDATE"}) List<String> updateStrategy,
        @DefaultValue("4") int parallelChanges) {

    /** Refuses a strategy that is none, at start. */
    public SyncSettings {
        UpdateStrategy.parse(updateStrategy);
        if (parallelChanges < 1 || parallelChanges > 64) {
            throw new IllegalArgumentException("superset-sync.parallel-changes must be from 1 to 64.");
        }
    }
}
