package dev.supersetsync.apply;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.BackupReader;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.DatasetWriter;
import dev.supersetsync.state.Grant;
import dev.supersetsync.state.LastChange;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Owner;
import dev.supersetsync.state.Restorer;
import dev.supersetsync.state.RowRule;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Skeletons;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.TurnLost;
import dev.supersetsync.state.UsageReader;
import dev.supersetsync.state.Value;
import dev.supersetsync.state.WarehouseReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Superset in memory that stores what is written, and remembers in which order that was. */
final class MemorySuperset implements TargetConnection, DatasetReader, DatasetWriter, Restorer {

    private final Map<Integer, ActualDataset> datasets = new ConcurrentSkipListMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Set<String> refused = new HashSet<>();
    private final Map<String, RuntimeException> breaks = new HashMap<>();
    private final Set<String> refusedOnce = new HashSet<>();
    private final Set<String> keptOld = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private final List<String> writes = Collections.synchronizedList(new ArrayList<>());
    private final List<String> reads = Collections.synchronizedList(new ArrayList<>());

    private String lastOfTheTurn = "";

    /** A dataset that is there from the start. */
    ActualDataset has(Dataset dataset) {
        return put(lastId.incrementAndGet(), dataset, null);
    }

    /** The writes so far, such as {@code write orders}. */
    List<String> writes() {
        return List.copyOf(writes);
    }

    /** The readings so far of what is there, such as {@code read orders} and {@code read 30 again}. */
    List<String> reads() {
        return List.copyOf(reads);
    }

    /** From now on, what is written of this fails. */
    void refuses(String write) {
        refused.add(write);
    }

    /** The next time that this is written, it fails. */
    void refusesOnce(String write) {
        refusedOnce.add(write);
    }

    /** What is written to this dataset is accepted and dropped. */
    void keepsOld(String name) {
        keptOld.add(name);
    }

    /** Somebody deletes a dataset. */
    void remove(int id) {
        datasets.remove(id);
    }

    /** A dataset by its name. */
    ActualDataset named(String name) {
        return datasets.values().stream()
                .filter(dataset -> dataset.key().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void refusesNothing() {
        refused.clear();
    }

    /** Somebody took this away, or changed it. */
    void hasNoMore(String attachment) {
        gone.add(attachment);
    }

    /** After this write others may have the turn. */
    void losesTheTurnAfter(String write) {
        lastOfTheTurn = write;
    }

    /** When this is to be written, something else breaks. */
    void breaksOn(String write, RuntimeException what) {
        breaks.put(write, what);
    }

    private void says(String write) {
        if (breaks.containsKey(write)) {
            throw breaks.get(write);
        }
        if (writes.contains(lastOfTheTurn)) {
            throw new TurnLost();
        }
        if (refused.contains(write) || refusedOnce.remove(write)) {
            throw new SupersetException(SupersetException.Kind.REFUSED, "PUT " + write, 422, "No.");
        }
        writes.add(write);
    }

    private boolean attaches(String attachment) {
        says(attachment);
        return !gone.contains(attachment);
    }

    private ActualDataset put(int id, Dataset dataset, @Nullable Mark mark) {
        return put(id, "uuid-" + id, dataset, mark);
    }

    private ActualDataset put(int id, String uuid, Dataset dataset, @Nullable Mark mark) {
        var actual = new ActualDataset(id, uuid, 1, null, dataset, mark, "", Map.of(), Map.of());
        datasets.put(id, actual);
        return actual;
    }

    @Override
    public ActualDataset create(DatasetKey key, @Nullable String sql) {
        writes.add("create " + key.name());
        return has(new Dataset(key, Settings.none(), List.of(), List.of()));
    }

    /** With a call of all their names; a name that starts with {@code taken} is refused as its own, one with {@code odd} isn't. */
    @Override
    public Skeletons createEmpty(Collection<DatasetKey> keys) {
        writes.add("create " + keys.size() + " empty");
        var why = new SupersetException(SupersetException.Kind.REFUSED, "POST import", 422, "Not all of them.");
        Set<DatasetKey> named =
                keys.stream().filter(key -> key.name().startsWith("taken")).collect(Collectors.toSet());
        if (!named.isEmpty() || keys.stream().anyMatch(key -> key.name().startsWith("odd"))) {
            return new Skeletons.Refused(named, why);
        }
        if (refused.contains("create empty")) {
            throw new SupersetException(SupersetException.Kind.NO_ANSWER, "POST import", null, "Silence.");
        }
        var made = new HashMap<DatasetKey, ActualDataset>();
        for (DatasetKey key : keys) {
            if (!key.name().startsWith("lost")) {
                made.put(key, has(new Dataset(key, Settings.none(), columnsOf(key), List.of())));
            }
        }
        return new Skeletons.Made(made);
    }

    /** What somebody made at the same moment has columns. */
    private static List<Column> columnsOf(DatasetKey key) {
        return key.name().startsWith("theirs") ? List.of(new Column("own", Settings.none())) : List.of();
    }

    @Override
    public void deleteAll(Collection<Integer> ids) {
        says("delete " + ids.size());
        ids.forEach(datasets::remove);
    }

    @Override
    public List<ActualDataset> readAgain(Collection<Integer> ids) {
        reads.add("read " + ids.size() + " again");
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(datasets.get(id)).stream())
                .toList();
    }

    /** Its times tell every change. */
    @Override
    public Set<Integer> unchangedByList(Collection<ActualDataset> read) {
        reads.add("list " + read.size());
        return read.stream()
                .filter(dataset -> dataset.equals(datasets.get(dataset.id())))
                .map(ActualDataset::id)
                .collect(Collectors.toSet());
    }

    @Override
    public Map<Integer, LastChange> lastChanges(Collection<Integer> ids) {
        return Map.of();
    }

    @Override
    public Set<Integer> remaining(Collection<Integer> ids) {
        reads.add("look for " + ids.size());
        return ids.stream().filter(datasets::containsKey).collect(Collectors.toSet());
    }

    @Override
    public void write(ActualDataset current, Dataset after, @Nullable Mark mark) {
        says("write " + current.key().name());
        if (!keptOld.contains(current.key().name())) {
            put(current.id(), current.uuid(), after, mark);
        }
    }

    @Override
    public boolean keepsMark(ActualDataset current, Dataset after) {
        return true;
    }

    @Override
    public List<String> certificationsWithoutPlace(ActualDataset current, Dataset after) {
        return List.of();
    }

    @Override
    public void delete(int id) {
        ActualDataset there = Optional.ofNullable(datasets.get(id)).orElseThrow();
        says("delete " + there.key().name());
        datasets.remove(id);
    }

    @Override
    public List<ListedDataset> agreedList() {
        return list();
    }

    @Override
    public List<ListedDataset> list() {
        return datasets.values().stream()
                .map(one -> new ListedDataset(
                        one.id(), one.uuid(), one.key(), one.dataset().kind(), one.mark(), one.changedOn()))
                .toList();
    }

    @Override
    public List<ActualDataset> read(Collection<Integer> ids) {
        return ids.stream().flatMap(id -> read(id).stream()).toList();
    }

    @Override
    public List<ActualDataset> readWithIds(Collection<Integer> ids) {
        return read(ids);
    }

    @Override
    public Optional<ActualDataset> read(int id) {
        Optional.ofNullable(datasets.get(id))
                .ifPresent(there -> reads.add("read " + there.key().name()));
        return Optional.ofNullable(datasets.get(id));
    }

    @Override
    public DatasetReader datasets() {
        return this;
    }

    @Override
    public DatasetWriter writer() {
        return this;
    }

    @Override
    public String target() {
        return "memory";
    }

    @Override
    public String version() {
        return "6.1.0";
    }

    @Override
    public boolean isVersionKnown() {
        return true;
    }

    @Override
    public Requests requests() {
        return new Requests(0, writes.size());
    }

    @Override
    public List<Database> databases() {
        return List.of();
    }

    @Override
    public List<Owner> owners() {
        return List.of();
    }

    @Override
    public Set<String> departed(Collection<String> owners) {
        return owners.stream().filter(gone::contains).collect(Collectors.toSet());
    }

    @Override
    public Optional<String> keptOwner() {
        return Optional.empty();
    }

    @Override
    public Database createDatabase(String name, String sqlalchemyUri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WarehouseReader warehouse() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ActualDataset bringBack(DatasetKey key, String uuid) {
        says("bring back " + key.name());
        var empty = Settings.none().with(Setting.SQL, Value.text(Restorer.NO_ROWS));
        return put(lastId.incrementAndGet(), uuid, new Dataset(key, empty, List.of(), List.of()), null);
    }

    @Override
    public void protect(int datasetId, RowRule rule) {
        says("protect by " + rule.name());
    }

    @Override
    public boolean grant(int datasetId, Grant grant) {
        return attaches("grant to " + grant.role());
    }

    @Override
    public boolean pointChart(int chartId, int oldDatasetId, ActualDataset there) {
        return attaches("chart " + chartId);
    }

    @Override
    public boolean pointFilters(int dashboardId, int oldDatasetId, int newDatasetId) {
        return attaches("filters of " + dashboardId);
    }

    @Override
    public Restorer restorer() {
        return this;
    }

    @Override
    public BackupReader backups() {
        throw new UnsupportedOperationException();
    }

    @Override
    public UsageReader usages() {
        throw new UnsupportedOperationException();
    }
}
