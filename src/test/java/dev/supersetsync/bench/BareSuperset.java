package dev.supersetsync.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The reference that the service is compared with: it sends just the requests without which the work cannot be done, as
 * fast as one can. It plans nothing, asks no warehouse, keeps no backup, and looks at nothing that it wrote.
 */
public final class BareSuperset {

    private static final int BATCH = 100;
    private static final String LIST =
            "(keys:!(none),columns:!(id,uuid,database.id,catalog,schema,table_name,kind,extra,changed_on_utc),"
                    + "order_column:table_name,order_direction:asc,page:%d,page_size:%d)";
    private static final String COLUMN_IDS = "(columns:!(columns.id,columns.column_name))";

    private final BareHttp http;
    private final ManyTables tables;

    private BareSuperset(BareHttp http, ManyTables tables) {
        this.http = http;
        this.tables = tables;
    }

    /** Signs in, for work on these tables. */
    public static BareSuperset signIn(String url, String username, String password, ManyTables tables) {
        return new BareSuperset(BareHttp.signIn(url, username, password), tables);
    }

    /** The names of the tables' datasets by id: all pages of all datasets, one after the other. */
    public Map<Integer, String> list() {
        var names = new TreeMap<Integer, String>();
        for (int page = 0, count = 1; page * BATCH < count; page++) {
            JsonNode answer = http.get("/dataset/", LIST.formatted(page, BATCH));
            count = answer.path("count").asInt();
            answer.path("result")
                    .valueStream()
                    .filter(row -> row.path("schema").asString("").equals(tables.schema()))
                    .forEach(row -> names.put(
                            row.path("id").asInt(), row.path("table_name").asString()));
        }
        return names;
    }

    /** All columns and metrics: the list, and an export for each hundred datasets. */
    public Collection<Integer> export() {
        Collection<Integer> ids = list().keySet();
        http.sideBySide(batches(List.copyOf(ids)), batch -> http.download("/dataset/export/", rison(batch)));
        return ids;
    }

    /** Makes all: an import for each hundred without columns and metrics, the list, and a PUT with everything each. */
    public void create(String database) {
        JsonNode row = http.get("/database/", "(columns:!(uuid,database_name),page_size:%d)".formatted(BATCH))
                .path("result")
                .valueStream()
                .filter(one -> one.path("database_name").asString().equals(database))
                .findFirst()
                .orElseThrow();
        var skeletons = new Skeletons(database, row.path("uuid").asString(), tables.schema());
        batches(tables.names()).forEach(batch -> http.upload("/dataset/import/", skeletons.zip(batch)));
        Map<Integer, String> names = list();
        http.sideBySide(
                names.keySet(), id -> http.put("/dataset/" + id, ManyTables.content(names.getOrDefault(id, ""))));
    }

    /** Changes one label in each: the list, a GET and a PUT each. */
    public void relabel(String label) {
        http.sideBySide(list().keySet(), id -> relabel(id, columnIds(id), label));
    }

    /** Changes one label in each where the ids of all columns are known: the list, and a PUT each. */
    public void relabel(String label, Map<Integer, Map<String, Integer>> columnIds) {
        http.sideBySide(list().keySet(), id -> relabel(id, columnIds.getOrDefault(id, Map.of()), label));
    }

    /** Changes one label in one of all, compared in full: the list, the exports, a GET, a PUT, and the GET that verifies. */
    public void exportAndRelabelOne(String label) {
        relabelOne(export(), label);
    }

    /** Changes one label in one of all, compared by the list: it, a GET, a PUT, and the GET that verifies. */
    public void listAndRelabelOne(String label) {
        relabelOne(list().keySet(), label);
    }

    private void relabelOne(Collection<Integer> ids, String label) {
        int first = ids.iterator().next();
        relabel(first, columnIds(first), label);
        columnIds(first);
    }

    private void relabel(int id, Map<String, Integer> columnIds, String label) {
        http.put("/dataset/" + id, ManyTables.relabelling(columnIds, label));
    }

    /** The ids of the columns of all datasets, by dataset and name. */
    public Map<Integer, Map<String, Integer>> columnIds() {
        return list().keySet().stream().collect(Collectors.toMap(id -> id, this::columnIds));
    }

    private Map<String, Integer> columnIds(int id) {
        return http.get("/dataset/" + id, COLUMN_IDS)
                .path("result")
                .path("columns")
                .valueStream()
                .collect(Collectors.toMap(
                        column -> column.path("column_name").asString(),
                        column -> column.path("id").asInt()));
    }

    /** Deletes all, in batches: no part of any comparison. */
    public void delete() {
        batches(List.copyOf(list().keySet())).forEach(batch -> http.delete("/dataset/", rison(batch)));
    }

    /** How many datasets there are that have as many columns and metrics as they shall have. */
    public long complete() {
        return list().keySet().stream()
                .map(id -> http.get("/dataset/" + id, "(columns:!(columns.id,metrics.id))")
                        .path("result"))
                .filter(dataset -> dataset.path("columns").size() == ManyTables.COLUMNS
                        && dataset.path("metrics").size() == ManyTables.METRICS)
                .count();
    }

    private static String rison(List<Integer> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "!(", ")"));
    }

    private static <T> List<List<T>> batches(List<T> all) {
        return IntStream.iterate(0, start -> start < all.size(), start -> start + BATCH)
                .mapToObj(start -> all.subList(start, Math.min(start + BATCH, all.size())))
                .toList();
    }
}
