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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads datasets, databases and owners. Few datasets are read one by one, side by side, and many in bulk. */
final class SupersetDatasetReader implements DatasetReader {

    private static final String PATH = "/api/v1/dataset/";
    private static final String BRIEF_COLUMNS =
            "id,uuid,database.id,database.database_name,catalog,schema,table_name,kind,extra,changed_on_utc";

    private static final String CHANGE_COLUMNS = "id,changed_by_name,changed_on_utc";

    /** For owners Superset asks its database once more for each dataset. */
    private static final String LIST_COLUMNS = BRIEF_COLUMNS + ",owners.id";

    private static final String FULL =
            "(columns:!(id,uuid,changed_on,database.id,database.database_name,catalog,schema,"
                    + "table_name,description,main_dttm_col,cache_timeout,sql,offset,default_endpoint,fetch_values_predicate,"
                    + "filter_select_enabled,template_params,normalize_columns,always_filter_main_dttm,currency_code_column,"
                    + "extra,owners.id,"
                    + "columns.id,columns.column_name,columns.verbose_name,columns.description,columns.type,"
                    + "columns.advanced_data_type,columns.expression,columns.is_dttm,columns.groupby,columns.filterable,"
                    + "columns.is_active,columns.python_date_format,columns.extra,"
                    + "metrics.id,metrics.metric_name,metrics.verbose_name,metrics.description,metrics.expression,"
                    + "metrics.d3format,metrics.currency,metrics.warning_text,metrics.metric_type,metrics.extra))";

    /** As many as take one by one what an export takes at least. */
    private static final int FEW = 20;

    /** As many calls for one dataset as take what a page of the list takes. */
    private static final int PAGE_COST = 3;

    private final Calls calls;
    private final Databases databases;
    private final Owners owners;
    private final KeptOwner keptOwner;
    private final DatasetMapper mapper;
    private final Listed listed;
    private final ExportedDatasets exported;
    private final LastList lastList;
    private final boolean timesColumnsAndMetrics;

    SupersetDatasetReader(
            Calls calls,
            Databases databases,
            Owners owners,
            KeptOwner keptOwner,
            DatasetMapper mapper,
            Listed listed,
            DatasetExport export,
            LastList lastList,
            boolean timesColumnsAndMetrics) {
        this.calls = calls;
        this.databases = databases;
        this.owners = owners;
        this.keptOwner = keptOwner;
        this.mapper = mapper;
        this.listed = listed;
        this.exported = new ExportedDatasets(export, mapper, listed);
        this.lastList = lastList;
        this.timesColumnsAndMetrics = timesColumnsAndMetrics;
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
        return keptOwner.name();
    }

    @Override
    public List<ListedDataset> list() {
        return kept(list(LIST_COLUMNS));
    }

    @Override
    public List<ListedDataset> agreedList() {
        return new AgreedList(this).read();
    }

    @Override
    public List<ListedDataset> listBriefly() {
        return kept(list(BRIEF_COLUMNS));
    }

    private List<ListedDataset> kept(List<ListedDataset> datasets) {
        lastList.remember(new Standstill(databases.all(), datasets));
        return datasets;
    }

    @Override
    public Optional<Standstill> standstill() {
        return lastList.isKnown()
                ? new Pages(calls).newest(PATH, "id,uuid,changed_on_utc").flatMap(lastList::ifStill)
                : Optional.empty();
    }

    /** Datasets are about to be written: the list will not be what it was, so the next look need not ask whether it is. */
    void forgetLastList() {
        lastList.forget();
    }

    private List<ListedDataset> list(String columns) {
        List<Listed.Row> rows = new Pages(calls)
                .rows(PATH, columns, "table_name").stream().map(this::row).toList();
        listed.remember(rows);
        return rows.stream().map(Listed.Row::dataset).toList();
    }

    @Override
    public Map<Integer, LastChange> lastChanges(Collection<Integer> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return new Pages(calls)
                .rows(PATH, CHANGE_COLUMNS, "table_name").stream()
                        .filter(row -> ids.contains(row.path("id").asInt()))
                        .collect(Collectors.toMap(row -> row.path("id").asInt(), SupersetDatasetReader::lastChange));
    }

    private static LastChange lastChange(JsonNode row) {
        String name = row.path("changed_by_name").asString("").strip();
        String on = row.path("changed_on_utc").asString("");
        return new LastChange(name.isEmpty() ? null : name, on.isEmpty() ? null : on);
    }

    /** What was made or changed since the last list, as far as the newest rows tell, and all that lists told before. */
    Collection<ListedDataset> listedSoFar() {
        listChanges();
        return listed.all();
    }

    private Pages.Head listChanges() {
        Pages.Head head = new Pages(calls)
                .head(PATH, LIST_COLUMNS, json -> listed.knows(row(json).dataset()));
        listed.remember(head.rows().stream().map(this::row).toList());
        return head;
    }

    /** A list that is not as long as all that was ever listed may be the answer to somebody else's filter. */
    @Override
    public Set<Integer> unchangedByList(Collection<ActualDataset> read) {
        if (!timesColumnsAndMetrics || listChanges().count() != listed.all().size()) {
            return Set.of();
        }
        return read.stream()
                .filter(dataset -> listed.row(dataset.id())
                        .map(Listed.Row::dataset)
                        .filter(dataset.listed()::equals)
                        .isPresent())
                .map(ActualDataset::id)
                .collect(Collectors.toSet());
    }

    private Listed.Row row(JsonNode json) {
        return new Listed.Row(mapper.listed(json), json.path("database"), json.path("owners"));
    }

    @Override
    public List<ActualDataset> read(Collection<Integer> ids) {
        return ids.size() > FEW ? readTogether(ids) : readWithIds(ids);
    }

    /** As many together as an export tells, the others one by one. */
    List<ActualDataset> readTogether(Collection<Integer> ids) {
        if (ids.stream().anyMatch(listed::isBrief)) {
            list(LIST_COLUMNS);
        }
        var found = new HashMap<>(exported.read(ids));
        List<Integer> left =
                ids.stream().filter(id -> !found.containsKey(id)).distinct().toList();
        readWithIds(left).forEach(dataset -> found.put(dataset.id(), dataset));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** One by one, a dataset tells all of that itself. */
    @Override
    public List<ActualDataset> readAgain(Collection<Integer> ids) {
        if (ids.size() > FEW) {
            listedSoFar();
        }
        return read(ids);
    }

    @Override
    public List<ActualDataset> readWithIds(Collection<Integer> ids) {
        return Parallel.map(ids, this::read).stream().flatMap(Optional::stream).toList();
    }

    @Override
    public Set<Integer> remaining(Collection<Integer> ids) {
        int pages = Pages.number(listed.all().size());
        Stream<Integer> there = 2 * pages * PAGE_COST < ids.size()
                ? agreedList().stream().map(ListedDataset::id)
                : Parallel.map(ids, this::ifThere).stream().flatMap(Optional::stream);
        return there.filter(Set.copyOf(ids)::contains).collect(Collectors.toSet());
    }

    private Optional<Integer> ifThere(int id) {
        return calls.find(Request.get(PATH + id, "(columns:!(id))")).map(_ -> id);
    }

    @Override
    public Optional<ActualDataset> read(int id) {
        return calls.find(Request.get(PATH + id, FULL))
                .map(json -> json.path("result"))
                .map(json -> mapper.actual(json, uuid(id, json), listed.changedOn(id, json)));
    }

    /** Before 6.0 only lists and exports tell it. */
    private String uuid(int id, JsonNode json) {
        String told = json.path("uuid").asString("");
        if (!told.isEmpty()) {
            return told;
        }
        return listed.uuid(id).or(() -> new ExportedUuid(calls).of(id)).orElseGet(() -> afterAnotherList(id));
    }

    private String afterAnotherList(int id) {
        list(LIST_COLUMNS);
        return listed.uuid(id).orElse("");
    }
}
