package dev.supersetsync.apply;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.BackupReader;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.DatasetWriter;
import dev.supersetsync.state.Grant;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Owner;
import dev.supersetsync.state.Restorer;
import dev.supersetsync.state.RowRule;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.UsageReader;
import dev.supersetsync.state.Value;
import dev.supersetsync.state.WarehouseReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A Superset in memory that stores what is written, and remembers in which order that was. */
final class MemorySuperset implements TargetConnection, DatasetReader, DatasetWriter, Restorer {

    private final Map<Integer, ActualDataset> datasets = new ConcurrentSkipListMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private final List<String> writes = Collections.synchronizedList(new ArrayList<>());

    /** A dataset that is there from the start. */
    ActualDataset has(Dataset dataset) {
        return put(datasets.size() + 1, dataset, null);
    }

    /** The writes so far, such as {@code write orders}. */
    List<String> writes() {
        return List.copyOf(writes);
    }

    /** From now on, what is written of this fails. */
    void refuses(String write) {
        refused.add(write);
    }

    void refusesNothing() {
        refused.clear();
    }

    /** Somebody took this away, or changed it. */
    void hasNoMore(String attachment) {
        gone.add(attachment);
    }

    private void says(String write) {
        if (refused.contains(write)) {
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

    @Override
    public void write(ActualDataset current, Dataset after, @Nullable Mark mark) {
        writes.add("write " + current.key().name());
        put(current.id(), current.uuid(), after, mark);
    }

    @Override
    public void delete(int id) {
        writes.add("delete "
                + Optional.ofNullable(datasets.remove(id)).orElseThrow().key().name());
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
        return put(datasets.size() + 100, uuid, new Dataset(key, empty, List.of(), List.of()), null);
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
    public boolean pointChart(int chartId, int oldDatasetId, int newDatasetId) {
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
