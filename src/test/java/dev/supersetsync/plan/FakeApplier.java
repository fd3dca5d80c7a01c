package dev.supersetsync.plan;

import dev.supersetsync.plan.Change.FoundColumns;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import dev.supersetsync.state.WarehouseColumn;
import org.jspecify.annotations.Nullable;

/**
 * Does to a {@link World} what a plan says: the state after takes the place of the state before, and what is to be
 * remembered is remembered. Where a plan leaves something to Superset, it does what Superset does.
 */
final class FakeApplier {

    private final World world;
    private final @Nullable String document;

    FakeApplier(World world, @Nullable String document) {
        this.world = world;
        this.document = document;
    }

    void apply(Plan plan) {
        plan.changes().forEach(this::apply);
    }

    private void apply(Change change) {
        switch (change) {
            case Change.Create create -> write(world.nextId(), asSupersetMakesIt(create), create.imprint());
            case Change.Rewrite rewrite -> write(rewrite.before().id(), Sketch.of(rewrite.after()), rewrite.imprint());
            case Change.BringBack back -> bringBack(back);
            case Change.Delete delete -> world.remove(delete.before().id());
            case Change.Unchanged unchanged -> remember(unchanged);
        }
    }

    private void write(int id, Sketch after, Imprint imprint) {
        ActualDataset written = after.actual(id, imprint.mark(document, after.declared()));
        world.put(written);
        remember(written, imprint);
    }

    /** Under its old uuid, with another id. */
    private void bringBack(Change.BringBack back) {
        ActualDataset before = back.deleted().before();
        var there = new ActualDataset(
                world.nextId(),
                before.uuid(),
                before.databaseId(),
                before.storedCatalog(),
                before.dataset(),
                before.mark(),
                before.changedOn(),
                before.columnIds(),
                before.metricIds());
        world.put(there);
        remember(there, back.imprint());
    }

    private void remember(ActualDataset dataset, Imprint imprint) {
        Applied applied = imprint.applied(document, dataset);
        if (applied == null) {
            world.forget(dataset.uuid());
        } else {
            world.remember(applied);
        }
    }

    private void remember(Change.Unchanged unchanged) {
        if (unchanged.applied() != null) {
            world.remember(unchanged.applied());
        }
    }

    /** Superset finds the columns of the warehouse, their types, and the main time column. */
    private Sketch asSupersetMakesIt(Change.Create create) {
        Dataset after = create.after();
        Sketch made = Sketch.of(after);
        for (WarehouseColumn found : world.warehouseColumns(after.key())) {
            Settings planned = made.columns().get(found.name());
            if (planned == null && create.others() != FoundColumns.STAY) {
                continue;
            }
            if (planned == null || !planned.states(Setting.TYPE)) {
                made = made.column(found.name(), Setting.TYPE, found.type());
            }
            if (planned == null || !planned.states(Setting.TEMPORAL)) {
                made = made.column(found.name(), Setting.TEMPORAL, Value.flag(found.temporal()));
            }
        }
        return after.settings().states(Setting.MAIN_DATETIME_COLUMN) ? made : withMainTime(made);
    }

    private static Sketch withMainTime(Sketch made) {
        return made.columns().entrySet().stream()
                .filter(column -> column.getValue().isOn(Setting.TEMPORAL))
                .findFirst()
                .map(column -> made.with(Setting.MAIN_DATETIME_COLUMN, column.getKey()))
                .orElse(made);
    }
}
