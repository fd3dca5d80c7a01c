package dev.supersetsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.plan.Guards.BreakingChanges;
import dev.supersetsync.plan.Guards.CheckExpressions;
import dev.supersetsync.plan.Scenario.OfDataset;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every plan, whatever is declared, there, remembered and known. */
class PlanPropertyTests {

    private static final int TRIES = 200;
    private static final String SEED = "20260514";

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void planningAgainAfterApplyingChangesNothing(@ForAll(supplier = Scenarios.class) Scenario scenario) {
        World world = scenario.world();
        Plan plan = world.plan();
        Assume.that(plan.refusedBy().isEmpty());

        Plan again = world.apply(plan).plan();

        assertThat(again.changes()).allMatch(change -> change.action() == Action.UNCHANGED);
        assertThat(again.refusedBy()).isEmpty();
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void planningIsDeterministic(@ForAll(supplier = Scenarios.class) Scenario scenario) {
        assertThat(scenario.world().plan()).isEqualTo(scenario.world().plan());
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void thePlanIsTheSameFromTheNamesThatTheWarehouseLists(@ForAll(supplier = Scenarios.class) Scenario scenario) {
        assertThat(scenario.world().warehouseListsNames().plan())
                .isEqualTo(scenario.world().plan());
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void thePlanDoesNotDependOnTheOrderOfTheList(@ForAll(supplier = Scenarios.class) Scenario scenario) {
        World world = scenario.world();
        Situation situation = world.situation(world.facts());
        var reversed = new Situation(
                situation.document(),
                situation.desired(),
                situation.databases(),
                situation.listed().reversed(),
                situation.actual(),
                situation.recognised(),
                situation.begun(),
                situation.provenances(),
                situation.applied(),
                situation.keptOwner(),
                situation.facts(),
                situation.strategy(),
                situation.guards(),
                situation.adopts());

        assertThat(Planner.plan(reversed).plan().changes())
                .isEqualTo(Planner.plan(situation).plan().changes());
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void updateLeavesSettingsThatNobodyDeclared(@ForAll(supplier = Scenarios.class) Scenario scenario) {
        World world = scenario.by(BreakingChanges.ALLOW, "CREATE", "UPDATE").world();
        Map<String, Sketch> before = sketches(world);

        Map<String, Sketch> after = sketches(world.synced());

        for (OfDataset dataset : scenario.datasets()) {
            Sketch there = dataset.there();
            if (there != null) {
                String name = there.key().name();
                assertThat(undeclared(dataset, Objects.requireNonNull(after.get(name))))
                        .isEqualTo(undeclared(dataset, Objects.requireNonNull(before.get(name))));
            }
        }
    }

    /** What is neither declared nor was, without what the warehouse or the going of a column decides. */
    private static List<Object> undeclared(OfDataset dataset, Sketch sketch) {
        Sketch declared = dataset.declared() == null ? Sketch.of("nothing") : dataset.declared();
        Sketch applied = dataset.applied() == null ? Sketch.of("nothing") : dataset.applied();
        var left = new ArrayList<Object>();
        left.add(
                less(sketch.settings(), declared.settings(), applied.settings()).without(Setting.MAIN_DATETIME_COLUMN));
        sketch.columns().forEach((name, settings) -> {
            if (there(dataset).columns().containsKey(name) && !applied.columns().containsKey(name)) {
                Settings rest = less(settings, of(declared.columns(), name), Settings.none());
                left.add(List.of(name, rest.without(Setting.EXPRESSION).without(Setting.HIDDEN)));
            }
        });
        sketch.metrics().forEach((name, settings) -> {
            if (there(dataset).metrics().containsKey(name) && !applied.metrics().containsKey(name)) {
                left.add(List.of(name, less(settings, of(declared.metrics(), name), Settings.none())));
            }
        });
        return left;
    }

    private static Sketch there(OfDataset dataset) {
        return Objects.requireNonNull(dataset.there());
    }

    private static Settings of(Map<String, Settings> members, String name) {
        return members.getOrDefault(name, Settings.none());
    }

    private static Settings less(Settings settings, Settings declared, Settings applied) {
        Settings result = settings;
        for (Setting setting : settings.stated()) {
            boolean said = declared.states(setting) || applied.states(setting);
            result = said ? result.without(setting) : result;
        }
        return result;
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void peoplesMetricsAndCalculatedColumnsSurviveUpdate(@ForAll(supplier = Scenarios.class) Scenario scenario) {
        World world = scenario.by(BreakingChanges.ALLOW, "CREATE", "UPDATE").world();

        Map<String, Sketch> after = sketches(world.synced());

        for (OfDataset dataset : scenario.datasets()) {
            Sketch there = dataset.there();
            if (there != null && dataset.declared() != null && dataset.applied() == null) {
                Sketch now = Objects.requireNonNull(after.get(there.key().name()));
                assertThat(now.metrics().keySet()).containsAll(there.metrics().keySet());
                assertThat(now.columns().keySet()).containsAll(there.columns().keySet());
            }
        }
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void nothingGoesThatThePlanDoesNotName(@ForAll(supplier = Scenarios.class) Scenario scenario) {
        World world = scenario.world();
        Map<String, Sketch> before = sketches(world);
        Plan plan = world.plan();

        Map<String, Sketch> after = sketches(world.apply(plan));

        assertThat(names(before, after)).isEqualTo(named(plan));
    }

    /** What was there and is not there any more. */
    private static Set<String> names(Map<String, Sketch> before, Map<String, Sketch> after) {
        var gone = new HashSet<String>();
        before.forEach((name, was) -> {
            Sketch is = after.get(name);
            if (is == null) {
                gone.add(name);
            } else {
                was.columns().keySet().stream()
                        .filter(column -> !is.columns().containsKey(column))
                        .forEach(column -> gone.add(name + " " + Paths.column(column)));
                was.metrics().keySet().stream()
                        .filter(metric -> !is.metrics().containsKey(metric))
                        .forEach(metric -> gone.add(name + " " + Paths.metric(metric)));
            }
        });
        return gone;
    }

    private static Set<String> named(Plan plan) {
        var named = new HashSet<String>();
        for (Change change : plan.changes()) {
            if (change instanceof Change.Delete) {
                named.add(change.dataset().name());
            }
            change.fields().stream()
                    .filter(field -> field.after() == null)
                    .forEach(field -> named.add(change.dataset().name() + " " + field.path()));
        }
        return named;
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void onlyDeleteDeletesAndNeverWhatIsDeclaredOrAPersonsQuery(@ForAll(supplier = Scenarios.class) Scenario scenario) {
        Plan plan = scenario.world().plan();

        Set<String> deleted = plan.changes().stream()
                .filter(Change.Delete.class::isInstance)
                .map(change -> change.dataset().name())
                .collect(Collectors.toSet());
        if (!scenario.rules().strategy().contains("DELETE")) {
            assertThat(deleted).isEmpty();
        }
        for (OfDataset dataset : scenario.datasets()) {
            Sketch there = dataset.there();
            boolean created = dataset.applied() != null && dataset.created();
            boolean isSafe = dataset.declared() != null
                    || (there != null && there.settings().text(Setting.SQL).isPresent() && !created);
            if (there != null && isSafe) {
                assertThat(deleted).doesNotContain(there.key().name());
            }
        }
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void replacingGivesWhatCreatingWouldGive(@ForAll(supplier = Scenarios.class) Scenario scenario) {
        Scenario replacing = scenario.withoutTrouble().by(BreakingChanges.ALLOW, "CREATE", "REPLACE", "DELETE");
        World replaced = replacing.world().guard(CheckExpressions.OFF);
        World created = replacing.fromNothing().world().guard(CheckExpressions.OFF);
        replacing.datasets().stream()
                .map(OfDataset::declared)
                .filter(Objects::nonNull)
                .forEach(model -> same(created, replaced, model));

        Map<String, Sketch> wanted = sketches(created.synced());
        Map<String, Sketch> result = sketches(replaced.synced());

        assertThat(result).containsAllEntriesOf(wanted);
    }

    /** Both warehouses have what either of them is believed to have. */
    private static void same(World one, World other, Sketch model) {
        var columns = new HashSet<>(one.warehouseColumns(model.key()));
        columns.addAll(other.warehouseColumns(model.key()));
        columns.forEach(column -> {
            one.warehouseGains(model.key().name(), column.name(), column.type());
            other.warehouseGains(model.key().name(), column.name(), column.type());
        });
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void withholdingBreaksNobody(@ForAll(supplier = Scenarios.class) Scenario scenario) {
        World world = scenario.by(
                        BreakingChanges.WITHHOLD, scenario.rules().strategy().toArray(String[]::new))
                .world();
        Plan plan = world.plan();

        Set<String> gone = named(plan);

        assertThat(plan.changes().stream().flatMap(change -> change.impact().stream()))
                .noneMatch(impact -> impact.effect() == Effect.BREAKS);
        for (OfDataset dataset : scenario.datasets()) {
            Sketch there = dataset.there();
            if (there != null && !dataset.used().isEmpty()) {
                String name = there.key().name();
                assertThat(gone).doesNotContain(name);
                dataset.used()
                        .forEach(used -> assertThat(gone)
                                .doesNotContain(name + " " + Paths.column(used), name + " " + Paths.metric(used)));
            }
        }
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void whatIsHeldBackIsNotDone(@ForAll(supplier = Scenarios.class) Scenario scenario) {
        Plan plan = scenario.world().plan();

        Set<String> done = new HashSet<>();
        plan.changes().stream()
                .filter(change -> change.action() != Action.UNCHANGED)
                .forEach(change -> {
                    done.add(change.dataset().toString());
                    change.fields().forEach(field -> done.add(change.dataset() + " " + field.path()));
                });
        assertThat(plan.withheld().stream()
                        .map(entry -> entry.path() == null
                                ? entry.dataset().toString()
                                : entry.dataset() + " " + entry.path()))
                .noneMatch(done::contains);
    }

    private static Map<String, Sketch> sketches(World world) {
        return world.datasets().stream()
                .map(ActualDataset::dataset)
                .map(Sketch::of)
                .collect(Collectors.toMap(sketch -> sketch.key().name(), sketch -> sketch));
    }
}
