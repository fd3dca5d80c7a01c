package dev.supersetsync.plan;

import dev.supersetsync.plan.Desired.Others;
import dev.supersetsync.plan.Guards.BreakingChanges;
import dev.supersetsync.plan.Guards.CheckExpressions;
import dev.supersetsync.plan.Guards.DeleteScope;
import dev.supersetsync.plan.Guards.UiEdits;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.PartIds;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.WarehouseColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Superset, a warehouse, our storage and what is declared, all in memory: what a plan is made from. Unless a test
 * says otherwise the document is called {@code shop}, the strategy is CREATE and UPDATE, nothing is in our storage, and
 * the warehouse has every column that a declared dataset or one in Superset reads from it.
 */
final class World {

    private static final int PATIENCE = 10;

    private @Nullable String document = "shop";
    private UpdateStrategy strategy = UpdateStrategy.DEFAULT;
    private Guards guards = Guards.DEFAULT;
    private boolean adopts;
    private Others others = Others.KEEP;
    private @Nullable String keptOwner;
    private final List<Sketch> declared = new ArrayList<>();
    private final Map<Integer, ActualDataset> superset = new TreeMap<>();
    private final Map<String, Applied> storage = new HashMap<>();
    private final FakeCharts charts = new FakeCharts();
    private final FakeWarehouse warehouse = new FakeWarehouse();
    private final Set<Integer> begun = new HashSet<>();
    private int lastId;

    /** A Superset in which somebody made these datasets; we know nothing of them. */
    static World with(Sketch... datasets) {
        var world = new World();
        Arrays.stream(datasets).forEach(world::made);
        return world;
    }

    World made(Sketch dataset) {
        ActualDataset actual = dataset.actual(++lastId, null);
        superset.put(actual.id(), actual);
        warehouse.believe(actual.dataset());
        return this;
    }

    /** We applied this model to the dataset of its key, as the document {@code shop}, and marked it. */
    World applied(Sketch model) {
        return applied(model, "shop", false, Set.of());
    }

    /** The same, and we made the dataset. */
    World created(Sketch model) {
        return applied(model, "shop", true, Set.of());
    }

    World applied(Sketch model, @Nullable String by, boolean created, Set<String> retained) {
        ActualDataset there = dataset(model.key());
        remember(new Applied(there.uuid(), there.id(), by, created, by, true, model.declared(), retained));
        return marked(model, by, created);
    }

    /** We began to create the dataset of this key, and did not come to an end. */
    World begun(Sketch dataset) {
        begun.add(dataset(dataset.key()).id());
        return this;
    }

    /** The dataset itself says whose it is. */
    World marked(Sketch dataset, @Nullable String by, boolean created) {
        ActualDataset there = dataset(dataset.key());
        put(Sketch.of(there.dataset()).actual(there.id(), new Mark(by, created, "hash")));
        return this;
    }

    /** Our storage is lost; the marks are not. */
    World withoutStorage() {
        storage.clear();
        return this;
    }

    /** Somebody changed a dataset in Superset. */
    World edited(Sketch dataset) {
        ActualDataset there = dataset(dataset.key());
        put(withUuid(there.uuid(), dataset.actual(there.id(), there.mark())));
        warehouse.believe(dataset.declared());
        return this;
    }

    /** One that came back has an id that does not fit its uuid. */
    private static ActualDataset withUuid(String uuid, ActualDataset dataset) {
        return new ActualDataset(
                dataset.id(),
                uuid,
                dataset.databaseId(),
                dataset.storedCatalog(),
                dataset.dataset(),
                dataset.mark(),
                dataset.changedOn(),
                dataset.columnIds(),
                dataset.metricIds());
    }

    World declares(Sketch... models) {
        declared.addAll(List.of(models));
        declared.forEach(model -> warehouse.believe(model.declared()));
        return this;
    }

    /** Another version of the document: only these models. */
    World declaresNow(Sketch... models) {
        declared.clear();
        return declares(models);
    }

    World undeclaredColumns(Others rule) {
        others = rule;
        return this;
    }

    World document(@Nullable String name) {
        document = name;
        return this;
    }

    /** Superset keeps this owner in every dataset that we write. */
    World keepsOwner(String name) {
        keptOwner = name;
        return this;
    }

    World adopting() {
        adopts = true;
        return this;
    }

    World strategy(String... words) {
        strategy = UpdateStrategy.parse(List.of(words));
        return this;
    }

    World guard(BreakingChanges guard) {
        return guards(new GuardOverrides(guard, null, null, null, null, null, null, null, null, null));
    }

    World guard(UiEdits guard) {
        return guards(new GuardOverrides(null, guard, null, null, null, null, null, null, null, null));
    }

    World guard(DeleteScope guard) {
        return guards(new GuardOverrides(null, null, guard, null, null, null, null, null, null, null));
    }

    World guard(CheckExpressions guard) {
        return guards(new GuardOverrides(null, null, null, null, null, null, null, guard, null, null));
    }

    World maxDeletePercent(int percent) {
        return guards(new GuardOverrides(null, null, null, percent, null, null, null, null, null, null));
    }

    World takingOver() {
        return guards(new GuardOverrides(null, null, null, null, null, true, null, null, null, null));
    }

    World guards(GuardOverrides overrides) {
        guards = overrides.over(guards);
        return this;
    }

    World chart(String name, String dataset, String... uses) {
        charts.add(name, idOf(dataset), uses);
        return this;
    }

    /** A chart whose SQL goes to the warehouse as it is. */
    World sqlChart(String name, String dataset, String... sql) {
        charts.addSql(name, idOf(dataset), sql);
        return this;
    }

    /** A chart that names something only in its saved query. */
    World savedChart(String name, String dataset, String... uses) {
        charts.addSaved(name, idOf(dataset), uses);
        return this;
    }

    World rule(String name, String dataset, String clause) {
        charts.addRule(name, idOf(dataset), clause);
        return this;
    }

    World filter(String name, String dataset, String column) {
        charts.addFilter(name, idOf(dataset), column);
        return this;
    }

    /** Nothing uses any dataset any more. */
    World withoutCharts() {
        charts.clear();
        return this;
    }

    World warehouseLoses(String table, String column) {
        warehouse.loses(table, column);
        return this;
    }

    World warehouseGains(String table, String column, String type) {
        warehouse.gains(table, new WarehouseColumn(column, type, type.startsWith("TIMESTAMP")));
        return this;
    }

    /** What the warehouse says of a table (by the dataset's name) or a query (by its SQL). */
    World warehouseSays(String tableOrSql, TableFacts facts) {
        warehouse.answer(tableOrSql, facts);
        return this;
    }

    /** The warehouse says of tables only what their columns are called, as far as that is enough. */
    World warehouseListsNames() {
        warehouse.listsNames();
        return this;
    }

    World warehouseIsSilent(String tableOrSql) {
        return warehouseSays(tableOrSql, new TableFacts.Unknown("SQL Lab is switched off."));
    }

    World warehouseSays(String expression, Probe.Result result) {
        warehouse.probe(expression, result);
        return this;
    }

    /** The tables, queries and expressions that the warehouse was asked about. */
    Set<String> asked() {
        return warehouse.asked();
    }

    /** The final plan, after everything that it needs was found out. */
    Plan plan() {
        return Planner.plan(situation(facts())).plan();
    }

    /** Everything that the final plan needs. */
    Facts facts() {
        var found = new FactFinder(superset, warehouse, charts);
        Facts facts = Facts.NONE;
        for (int round = 0; round < PATIENCE; round++) {
            Planner.Draft draft = Planner.plan(situation(facts));
            if (draft.needs().isEmpty()) {
                return facts;
            }
            facts = found.answered(facts, draft.needs());
        }
        throw new AssertionError("The planner still needs facts after " + PATIENCE + " rounds.");
    }

    /** Does what a plan says, and nothing else. */
    World apply(Plan plan) {
        new FakeApplier(this, document).apply(plan);
        return this;
    }

    /** A sync that worked. */
    World synced() {
        return apply(plan());
    }

    /** A sync that worked, with what its backup keeps. */
    List<Kept> syncedAndKept() {
        return keptWhileApplying(plan());
    }

    /** Does what a plan says, and keeps what takes it back. */
    List<Kept> keptWhileApplying(Plan plan) {
        Map<String, Applied> remembered = Map.copyOf(storage);
        apply(plan);
        return plan.changes().stream()
                .filter(change -> !(change instanceof Change.Unchanged))
                .map(change -> kept(change, remembered))
                .toList();
    }

    private Kept kept(Change change, Map<String, Applied> remembered) {
        return switch (change) {
            case Change.Create create -> new Kept.Created(create.after(), dataset(create.dataset()));
            case Change.BringBack back ->
                new Kept.Created(back.deleted().before().dataset(), dataset(back.dataset()));
            case Change.Rewrite rewrite ->
                new Kept.Changed(
                        rewrite.action(),
                        rewrite.before(),
                        remembered.get(rewrite.before().uuid()),
                        rewrite.after(),
                        dataset(rewrite.dataset()));
            case Change.Delete delete ->
                new Kept.Deleted(delete.before(), remembered.get(delete.before().uuid()), Attachments.NONE, true);
            case Change.Unchanged _ -> throw new IllegalArgumentException();
        };
    }

    /** The final plan to take a run back. */
    Plan restoration(List<Kept> kept, boolean overwrites, String... returning) {
        var found = new FactFinder(superset, warehouse, charts);
        Facts facts = Facts.NONE;
        for (int round = 0; round < PATIENCE; round++) {
            Planner.Draft draft = Restoration.plan(new Restoration.Basis(
                    kept,
                    Set.of(returning),
                    superset.values().stream().map(ActualDataset::listed).toList(),
                    Map.copyOf(superset),
                    Map.of("warehouse", "postgresql"),
                    facts,
                    guards,
                    overwrites));
            if (draft.needs().isEmpty()) {
                return draft.plan();
            }
            facts = found.answered(facts, draft.needs());
        }
        throw new AssertionError("The planner still needs facts after " + PATIENCE + " rounds.");
    }

    /** What is remembered, by uuid. */
    Map<String, Applied> storage() {
        return Map.copyOf(storage);
    }

    Situation situation(Facts facts) {
        Set<DatasetKey> keys = declared.stream().map(Sketch::key).collect(Collectors.toSet());
        Map<Integer, ActualDataset> read = superset.values().stream()
                .filter(dataset -> keys.contains(dataset.key()))
                .collect(Collectors.toMap(ActualDataset::id, World::readInBulk));
        return new Situation(
                document,
                declared.stream()
                        .map(model -> new Desired(model.declared(), others))
                        .toList(),
                Map.of(
                        "warehouse",
                        new Database(1, "database-1", "warehouse", "postgresql", new Database.Catalog.None())),
                superset.values().stream().map(ActualDataset::listed).toList(),
                read,
                Set.of(),
                Set.copyOf(begun),
                storage.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().provenance())),
                Map.copyOf(storage),
                keptOwner,
                facts,
                strategy,
                guards,
                adopts);
    }

    private static ActualDataset readInBulk(ActualDataset dataset) {
        return dataset.withIds(PartIds.NONE);
    }

    List<ActualDataset> datasets() {
        return List.copyOf(superset.values());
    }

    ActualDataset dataset(DatasetKey key) {
        return superset.values().stream()
                .filter(dataset -> dataset.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no dataset " + key));
    }

    /** A dataset of the usual schema as it is in Superset. */
    Sketch dataset(String name) {
        return Sketch.of(dataset(Sketch.of(name).key()).dataset());
    }

    /** What we remember of a dataset of the usual schema. */
    Applied applied(String name) {
        return Objects.requireNonNull(storage.get(dataset(Sketch.of(name).key()).uuid()));
    }

    private int idOf(String name) {
        return dataset(Sketch.of(name).key()).id();
    }

    List<WarehouseColumn> warehouseColumns(DatasetKey key) {
        return warehouse.columns(key);
    }

    int nextId() {
        return ++lastId;
    }

    void put(ActualDataset dataset) {
        superset.put(dataset.id(), dataset);
    }

    void remove(int id) {
        superset.remove(id);
    }

    void forget(String uuid) {
        storage.remove(uuid);
    }

    void remember(Applied applied) {
        storage.put(applied.uuid(), applied);
    }
}
