package dev.supersetsync.run;

import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.plan.StrategySet;
import dev.supersetsync.plan.UpdateStrategy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The strategy sets of the configuration.
 *
 * @param strategySets by their names; they cannot be changed by callers
 */
@ConfigurationProperties("superset-sync")
public record StrategySetSettings(@DefaultValue Map<String, ConfiguredSet> strategySets) {

    /** Checks each set, and that none has the name of a built-in one. */
    public StrategySetSettings {
        strategySets = Map.copyOf(strategySets);
        strategySets.forEach(StrategySetSettings::check);
    }

    /** The configured sets in the order of their names. */
    List<StrategySet> sets() {
        return strategySets.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().named(entry.getKey()))
                .toList();
    }

    private static void check(String name, ConfiguredSet set) {
        if (StrategySet.BUILT_IN.stream().anyMatch(builtIn -> builtIn.name().equals(name))) {
            throw new IllegalArgumentException("superset-sync.strategy-sets." + name
                    + " is built in and cannot be configured; choose another name.");
        }
        set.ownGuards().checkSupported("superset-sync.strategy-sets." + name + ".guards");
        try {
            set.named(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "superset-sync.strategy-sets." + name + ".update-strategy: " + e.getMessage(), e);
        }
    }

    /**
     * One configured set.
     *
     * @param updateStrategy what a sync may do, as a list or as {@code CREATE|UPDATE}
     * @param guards the guards that it states; the others have their defaults
     */
    public record ConfiguredSet(
            @DefaultValue List<String> updateStrategy,
            @Nullable GuardOverrides guards) {

        StrategySet named(String name) {
            return new StrategySet(name, UpdateStrategy.parse(updateStrategy), ownGuards());
        }

        private GuardOverrides ownGuards() {
            return guards == null ? GuardOverrides.NONE : guards;
        }
    }
}
