package dev.supersetsync.superset;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.LastChange;
import dev.supersetsync.state.ListedDataset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The dataset list as Superset tells it, whole or only what is newest in it. What it tells is remembered for those who
 * read the datasets themselves.
 */
final class DatasetList {

    private static final String PATH = "/api/v1/dataset/";
    private static final String BRIEF_COLUMNS =
            "id,uuid,database.id,database.database_name,catalog,schema,table_name,kind,extra,changed_on_utc";

    private static final String CHANGE_COLUMNS = "id,changed_by_name,changed_on_utc";

    /** For owners Superset asks its database once more for each dataset. */
    private static final String COLUMNS = BRIEF_COLUMNS + ",owners.id";

    private final Pages pages;
    private final ServerVersion version;
    private final DatasetMapper mapper;
    private final Listed listed;
    private final LastList last;

    DatasetList(Calls calls, ServerVersion version, DatasetMapper mapper, Listed listed, LastList last) {
        this.pages = new Pages(calls);
        this.version = version;
        this.mapper = mapper;
        this.listed = listed;
        this.last = last;
    }

    /** All rows with all that lists tell. */
    List<ListedDataset> read() {
        return read(COLUMNS);
    }

    /** All rows without what costs most. */
    List<ListedDataset> readBriefly() {
        return read(BRIEF_COLUMNS);
    }

    private List<ListedDataset> read(String columns) {
        List<Listed.Row> rows =
                pages.rows(PATH, columns, "table_name").stream().map(this::row).toList();
        listed.remember(rows);
        return rows.stream().map(Listed.Row::dataset).toList();
    }

    /** What the last list of this process was, if it still is so, by one call. */
    Optional<LastList.Whole> ifStill() {
        int rows = last.rowsThatTell();
        Optional<LastList.Whole> still =
                rows == 0 ? Optional.empty() : last.ifStill(pages.newest(PATH, "id,uuid,changed_on_utc", rows));
        still.ifPresent(whole ->
                listed.remember(whole.datasets().stream().map(Listed.Row::brief).toList()));
        return still;
    }

    /** What the list is, for the next look to ask only whether it still is so. */
    void remember(LastList.Whole read) {
        last.remember(read);
    }

    /** Datasets are about to be made or deleted: the list will not be what it was, so the next look need not ask whether it is. */
    void forget() {
        last.forget();
    }

    /** A dataset is about to be written: the list is known again as soon as it is read. */
    void writes(int id) {
        last.writes(id);
    }

    /** A dataset was read by itself. */
    void saw(ListedDataset dataset) {
        last.saw(List.of(dataset));
    }

    /** What was made or changed since the last list, as far as the newest rows tell, and all that lists told before. */
    Collection<ListedDataset> readSoFar() {
        readChanges();
        return listed.all();
    }

    /** Whether lists told less than all of any of these. */
    boolean isBriefAbout(Collection<Integer> ids) {
        return ids.stream().anyMatch(listed::isBrief);
    }

    /** Whether lists told of owners of any of these. */
    boolean tellsOwnersOf(Collection<Integer> ids) {
        return ids.stream().anyMatch(listed::hasOwners);
    }

    /** How many datasets lists told of. What was deleted since counts too. */
    int sizeSoFar() {
        return listed.all().size();
    }

    /**
     * The ids of those that did not change since they were read, as far as times of change tell; none where they do not
     * tell of columns and metrics. A list that is not as long as all that was ever listed may be the answer to somebody
     * else's filter.
     */
    Set<Integer> unchanged(Collection<ActualDataset> read) {
        if (!version.timesColumnsAndMetrics() || readChanges() != sizeSoFar()) {
            return Set.of();
        }
        return read.stream()
                .filter(dataset -> listed.knows(dataset.listed()))
                .map(ActualDataset::id)
                .collect(Collectors.toSet());
    }

    /** Reads what was made or changed since the last list; says how many rows there are in all. */
    private int readChanges() {
        Pages.Head head =
                pages.head(PATH, COLUMNS, json -> listed.knows(row(json).dataset()));
        List<Listed.Row> rows = head.rows().stream().map(this::row).toList();
        listed.remember(rows);
        last.saw(rows.stream().map(Listed.Row::dataset).toList());
        return head.count();
    }

    private Listed.Row row(JsonNode json) {
        return new Listed.Row(mapper.listed(json), json.path("database"), json.path("owners"));
    }

    /** Who changed datasets last and when, by their ids. */
    Map<Integer, LastChange> lastChanges(Collection<Integer> ids) {
        return pages.rows(PATH, CHANGE_COLUMNS, "table_name").stream()
                .filter(row -> ids.contains(row.path("id").asInt()))
                .collect(Collectors.toMap(row -> row.path("id").asInt(), DatasetList::lastChange));
    }

    private static LastChange lastChange(JsonNode row) {
        String name = row.path("changed_by_name").asString("").strip();
        String on = row.path("changed_on_utc").asString("");
        return new LastChange(name.isEmpty() ? null : name, on.isEmpty() ? null : on);
    }
}
