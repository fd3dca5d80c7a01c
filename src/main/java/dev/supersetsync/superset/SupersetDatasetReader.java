package dev.supersetsync.superset;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.LastChange;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Owner;
import dev.supersetsync.state.Standstill;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads datasets, databases and owners. Datasets are read in bulk, and one by one, side by side, where this takes fewer
 * pages of the list or only they tell their ids.
 */
final class SupersetDatasetReader implements DatasetReader {

    /** As many calls for one dataset as take what a page of the list takes. */
    private static final int PAGE_COST = 3;

    private final Databases databases;
    private final Owners owners;
    private final DatasetList list;
    private final DatasetsAlone alone;
    private final ExportedDatasets exported;

    SupersetDatasetReader(
            Databases databases, Owners owners, DatasetList list, DatasetsAlone alone, ExportedDatasets exported) {
        this.databases = databases;
        this.owners = owners;
        this.list = list;
        this.alone = alone;
        this.exported = exported;
    }

    @Override
    public List<Database> databases() {
        return databases.all();
    }

    @Override
    public List<Owner> owners() {
        return owners.all();
    }

    @Override
    public Set<String> departed(Collection<String> names) {
        return owners.departed(names);
    }

    @Override
    public Optional<String> keptOwner() {
        return owners.kept();
    }

    @Override
    public List<ListedDataset> list() {
        return kept(besideDatabases(list::read));
    }

    @Override
    public List<ListedDataset> agreedList() {
        return new AgreedList(this).read();
    }

    @Override
    public List<ListedDataset> listBriefly() {
        return kept(besideDatabases(list::readBriefly));
    }

    /**
     * What is listed is told with the databases, so that both are needed. Superset mixes up only lists of one kind: each
     * kind has filters of its own (Flask-AppBuilder's {@code ModelRestApi}).
     */
    private List<ListedDataset> besideDatabases(Supplier<List<ListedDataset>> listing) {
        return Parallel.both(databases::certain, listing);
    }

    private List<ListedDataset> kept(List<ListedDataset> datasets) {
        list.remember(new LastList.Whole(databases.certain(), datasets));
        return datasets;
    }

    @Override
    public Optional<Standstill> standstill() {
        Optional<LastList.Whole> still = list.ifStill();
        still.map(LastList.Whole::databases).ifPresent(databases::assume);
        return still.map(LastList.Whole::standstill);
    }

    /** Datasets are about to be made or deleted: the list will not be what it was, so the next look need not ask whether it is. */
    void forgetLastList() {
        list.forget();
    }

    /** A dataset is about to be written: what the list is then is known as soon as it is read. */
    void writes(int id) {
        list.writes(id);
    }

    /** What was made or changed since the last list, as far as the newest rows tell, and all that lists told before. */
    Collection<ListedDataset> listedSoFar() {
        return list.readSoFar();
    }

    @Override
    public Map<Integer, LastChange> lastChanges(Collection<Integer> ids) {
        return ids.isEmpty() ? Map.of() : list.lastChanges(ids);
    }

    @Override
    public Set<Integer> unchangedByList(Collection<ActualDataset> read) {
        return list.unchanged(read);
    }

    @Override
    public List<ActualDataset> read(Collection<Integer> ids) {
        return list.isBriefAbout(ids) || list.tellsOwnersOf(ids)
                ? Parallel.both(owners::all, () -> datasets(ids))
                : datasets(ids);
    }

    private List<ActualDataset> datasets(Collection<Integer> ids) {
        return costLessAlone(ids) ? readWithIds(ids) : readTogether(ids);
    }

    /**
     * An export takes Superset half as long as a call for each of several, and as long as the call for one, which is less
     * to read. It needs a list that tells of owners.
     */
    private boolean costLessAlone(Collection<Integer> ids) {
        return ids.size() == 1 || list.isBriefAbout(ids) && ids.size() <= PAGE_COST * Pages.number(list.sizeSoFar());
    }

    /** As many together as an export tells, the others one by one. */
    List<ActualDataset> readTogether(Collection<Integer> ids) {
        if (list.isBriefAbout(ids)) {
            list.read();
        }
        var found = new HashMap<>(exported.read(ids));
        List<Integer> left =
                ids.stream().filter(id -> !found.containsKey(id)).distinct().toList();
        alone.read(left).forEach(dataset -> found.put(dataset.id(), dataset));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** One by one, a dataset tells all of that itself. */
    @Override
    public List<ActualDataset> readAgain(Collection<Integer> ids) {
        if (ids.size() <= PAGE_COST) {
            return readWithIds(ids);
        }
        listedSoFar();
        return read(ids);
    }

    @Override
    public List<ActualDataset> readWithIds(Collection<Integer> ids) {
        return alone.read(ids);
    }

    @Override
    public Set<Integer> remaining(Collection<Integer> ids) {
        int pages = Pages.number(list.sizeSoFar());
        Stream<Integer> there =
                2 * pages * PAGE_COST < ids.size() ? agreedList().stream().map(ListedDataset::id) : alone.there(ids);
        return there.filter(Set.copyOf(ids)::contains).collect(Collectors.toSet());
    }

    @Override
    public Optional<ActualDataset> read(int id) {
        return alone.read(id);
    }
}
