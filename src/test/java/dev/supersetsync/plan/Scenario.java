package dev.supersetsync.plan;

import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.TableFacts;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A random situation, from which the same {@link World} can be made again and again.
 *
 * @param datasets what is declared, there and remembered
 * @param rules what a sync may do
 * @param trouble what the warehouse says
 */
record Scenario(List<OfDataset> datasets, Rules rules, Trouble trouble) {

    /**
     * One dataset from its sides, each of which may be missing.
     *
     * @param by the document that applied a model to it
     * @param used what charts and filters use of it
     */
    record OfDataset(
            @Nullable Sketch declared,
            @Nullable Sketch there,
            @Nullable Sketch applied,
            @Nullable String by,
            boolean created,
            Set<String> used) {}

    /** The strategy, the guards, and what becomes of columns that are not declared. */
    record Rules(List<String> strategy, GuardOverrides guards, Others others) {}

    /**
     * What the warehouse lacks, has beyond what anybody believes, and refuses.
     *
     * @param lost columns that no table has any more
     * @param gained columns that every table has
     * @param refused expressions and queries that do not run
     * @param silent whether it says nothing at all about tables
     */
    record Trouble(Set<String> lost, Set<String> gained, Set<String> refused, boolean silent) {

        static final Trouble NONE = new Trouble(Set.of(), Set.of(), Set.of(), false);
    }

    World world() {
        var world = new World().guards(rules.guards()).undeclaredColumns(rules.others());
        world.strategy(rules.strategy().toArray(String[]::new));
        datasets.forEach(dataset -> add(world, dataset));
        trouble(world);
        return world;
    }

    private static void add(World world, OfDataset dataset) {
        Sketch there = dataset.there();
        if (there != null) {
            world.made(there);
            Sketch applied = dataset.applied();
            if (applied != null) {
                world.applied(applied, dataset.by(), dataset.created(), retained(there, applied));
            }
            dataset.used()
                    .forEach(name -> world.chart("chart of " + name, there.key().name(), name));
        }
        if (dataset.declared() != null) {
            world.declares(dataset.declared());
        }
    }

    /** What answers NULL in a dataset of ours answers NULL by us, unless that is what was declared. */
    private static Set<String> retained(Sketch there, Sketch applied) {
        return there.columns().keySet().stream()
                .filter(name -> isNull(there, name) && !isNull(applied, name))
                .collect(Collectors.toSet());
    }

    static boolean isNull(Sketch sketch, String column) {
        return java.util.Optional.ofNullable(sketch.columns().get(column))
                .flatMap(settings -> settings.text(Setting.EXPRESSION))
                .filter(expression -> expression.startsWith("CAST(NULL"))
                .isPresent();
    }

    private void trouble(World world) {
        for (String table : Scenarios.NAMES) {
            trouble.lost().forEach(column -> world.warehouseLoses(table, column));
            trouble.gained().forEach(column -> world.warehouseGains(table, column, "TEXT"));
            if (trouble.silent()) {
                world.warehouseIsSilent(table);
            }
        }
        trouble.refused().forEach(sql -> {
            world.warehouseSays(sql, new Probe.Result.DoesNotRun("no"));
            world.warehouseSays(sql, new TableFacts.DoesNotRun("no"));
        });
    }

    /** The same with nothing in Superset. */
    Scenario fromNothing() {
        return new Scenario(
                datasets.stream()
                        .map(dataset -> new OfDataset(dataset.declared(), null, null, null, false, Set.of()))
                        .toList(),
                rules,
                trouble);
    }

    /** The same by other rules. */
    Scenario by(Guards.BreakingChanges guard, String... strategy) {
        var guards = new GuardOverrides(
                guard,
                Guards.UiEdits.OVERWRITE,
                rules.guards().deleteScope(),
                100,
                null,
                true,
                null,
                rules.guards().checkExpressions(),
                null,
                null);
        return new Scenario(datasets, new Rules(List.of(strategy), guards, rules.others()), trouble);
    }

    /** The same with a warehouse that answers and has everything. */
    Scenario withoutTrouble() {
        return new Scenario(datasets, rules, Trouble.NONE);
    }
}
