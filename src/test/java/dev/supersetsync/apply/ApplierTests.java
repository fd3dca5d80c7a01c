package dev.supersetsync.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.Guards.OnError;
import dev.supersetsync.plan.Imprint;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In which order a plan is applied, what is said of it, and what stops it. */
class ApplierTests {

    private final MemorySuperset superset = new MemorySuperset();
    private final Change.Delete delete = new Change.Delete(superset.has(dataset("returns", "Old")), List.of());
    private final Change.Update orders = update("orders");
    private final Change.Update items = update("items");

    @Test
    void deletesLastAndTellsOutcomesInTheOrderOfThePlan() {
        var watcher = new Watcher();

        Work work = apply(watcher, delete, orders);

        assertThat(superset.writes()).containsExactly("write orders", "delete returns");
        assertThat(said(work)).containsExactly("APPLIED returns", "APPLIED orders");
        assertThat(work.unrecorded()).isNull();
        assertThat(watcher.heard())
                .containsExactly("begins orders", "APPLIED orders", "begins returns", "APPLIED returns");
    }

    @Test
    void goesOnWithTheOthersAfterAFailure() {
        superset.write(orders.before(), dataset("orders", "Theirs"), new Mark(null, false, ""));

        Work work = apply(new Watcher(), orders, items);

        assertThat(said(work)).containsExactly("FAILED orders", "APPLIED items");
        assertThat(work.outcomes().getFirst().failure())
                .extracting(Outcome.Failure::message)
                .asString()
                .startsWith("CHANGED_MEANWHILE");
    }

    @Test
    void saysWhatWasWrittenAndBeginsNothingMoreWhenThatCannotBeRecorded() {
        Work work = apply(new Watcher().breaksAfter("begins orders"), orders, items, delete);

        assertThat(said(work)).containsExactly("APPLIED orders", "SKIPPED items", "SKIPPED returns");
        assertThat(superset.writes()).containsExactly("write orders");
        assertThat(work.unrecorded()).hasMessage("The storage is full.");
    }

    @Test
    void writesNothingThatCannotBeAnnounced() {
        Work work = apply(new Watcher().breaksAfter("APPLIED orders"), orders, items, delete);

        assertThat(said(work)).containsExactly("APPLIED orders", "SKIPPED items", "SKIPPED returns");
        assertThat(superset.writes()).containsExactly("write orders");
        assertThat(work.unrecorded()).isNotNull();
    }

    @Test
    void throwsAsItWasWhatIsNotOfSuperset() {
        superset.breaksOn("write orders", new IllegalStateException("The storage is away."));

        assertThatThrownBy(() -> apply(new Watcher(), orders))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("The storage is away.");
    }

    private Work apply(Watcher watcher, Change... changes) {
        var plan = new Plan(List.of(changes), List.of(), List.of(), Set.of());
        return new Applier(superset, OnError.CONTINUE, Guards.Read.FULL, watcher, 1).apply(plan, "shop");
    }

    private static List<String> said(Work work) {
        return work.outcomes().stream()
                .map(outcome ->
                        outcome.kind() + " " + outcome.change().dataset().name())
                .toList();
    }

    private Change.Update update(String name) {
        ActualDataset before = superset.has(dataset(name, "Old"));
        Dataset after = dataset(name, "New");
        return new Change.Update(before, after, List.of(), List.of(), new Imprint.OfModel(after, Set.of(), false));
    }

    private static Dataset dataset(String name, String description) {
        Settings settings = Settings.none().with(Setting.DESCRIPTION, Value.text(description));
        return new Dataset(new DatasetKey("warehouse", null, "dwh", name), settings, List.of(), List.of());
    }
}
