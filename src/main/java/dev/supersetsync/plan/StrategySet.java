package dev.supersetsync.plan;

import java.util.List;

/**
 * A named update strategy with its guards.
 *
 * @param name the name by which requests ask for it
 * @param updateStrategy what a sync may do
 * @param guards the guards that it states; the others have their defaults
 */
public record StrategySet(String name, UpdateStrategy updateStrategy, GuardOverrides guards) {

    /** CREATE and UPDATE with the default guards. */
    public static final StrategySet PRODUCTION =
            new StrategySet("production", UpdateStrategy.DEFAULT, GuardOverrides.NONE);

    /** Everything, for targets that can be made anew. */
    public static final StrategySet DEVELOPMENT = new StrategySet(
            "development",
            UpdateStrategy.parse(List.of("CREATE", "REPLACE", "DELETE")),
            new GuardOverrides(Guards.BreakingChanges.ALLOW, null, null, 100, null, null, null, null, null, true));

    /** The sets that are always there and cannot be changed. */
    public static final List<StrategySet> BUILT_IN = List.of(PRODUCTION, DEVELOPMENT);
}
