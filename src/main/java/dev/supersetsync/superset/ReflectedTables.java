package dev.supersetsync.superset;

import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.DatasetKey.Place;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.WarehouseColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Asks Superset to look at tables one by one, as it does itself: for every dialect, and without the right to use SQL
 * Lab. A table is missing only if both the fresh list of its schema and the look at it say so. Of dialects that fold the
 * case of names it tells them in lower case, while datasets have them as the warehouse does, in upper case, unless their
 * {@code normalize_columns} is on.
 */
final class ReflectedTables {

    private final Calls calls;

    ReflectedTables(Calls calls) {
        this.calls = calls;
    }

    Map<DatasetKey, TableFacts> ask(Database database, Place place, Collection<DatasetKey> keys) {
        Optional<Set<String>> listed = listed(database, place);
        List<DatasetKey> order = List.copyOf(keys);
        Function<DatasetKey, TableFacts> look = key -> facts(
                database, key, listed.map(names -> names.contains(key.name())).orElse(true));
        List<TableFacts> facts = Parallel.map(order, look);
        var all = new HashMap<DatasetKey, TableFacts>();
        for (int i = 0; i < order.size(); i++) {
            all.put(order.get(i), facts.get(i));
        }
        return all;
    }

    /** The tables and views of a schema, empty if it can't be listed. */
    private Optional<Set<String>> listed(Database database, Place place) {
        String schema = place.schema();
        if (schema == null) {
            return Optional.empty();
        }
        String catalog = place.catalog() == null ? "" : ",catalog_name:" + Rison.text(place.catalog());
        // Without force it may be a list of some time ago.
        String rison = "(force:!t,schema_name:" + Rison.text(schema) + catalog + ")";
        try {
            JsonNode tables = calls.json(Request.get("/api/v1/database/" + database.id() + "/tables/", rison));
            return Optional.of(tables.path("result").values().stream()
                    .map(table -> table.path("value").asString(""))
                    .collect(Collectors.toSet()));
        } catch (SupersetException e) {
            return Optional.empty();
        }
    }

    private TableFacts facts(Database database, DatasetKey key, boolean mayBeThere) {
        try {
            Request request = request(database, key);
            Answer answer = calls.answer(request);
            List<WarehouseColumn> columns = answer.isSuccess() ? columns(answer) : List.of();
            if (!columns.isEmpty()) {
                return new TableFacts.Present(columns, false);
            }
            if (!mayBeThere && saysMissing(answer, key)) {
                return new TableFacts.Missing();
            }
            return new TableFacts.Unknown(
                    answer.isSuccess()
                            ? "Superset found no columns"
                            : calls.failure(request, answer).said());
        } catch (SupersetException e) {
            return new TableFacts.Unknown(e.said());
        }
    }

    private static Request request(Database database, DatasetKey key) {
        Request request = Request.get("/api/v1/database/" + database.id() + "/table_metadata/")
                .withQuery("name", key.name());
        if (key.schema() != null) {
            request = request.withQuery("schema", key.schema());
        }
        return key.catalog() == null ? request : request.withQuery("catalog", key.catalog());
    }

    /**
     * Dialects that notice answer with the name alone as their error, MySQL and its kin in their quotes, the others with
     * a table without columns.
     */
    private static boolean saysMissing(Answer answer, DatasetKey key) {
        String message = Refusals.message(answer);
        return answer.isSuccess()
                || answer.status() == 500 && (message.endsWith(key.name()) || message.endsWith("`" + key.name() + "`"));
    }

    private static List<WarehouseColumn> columns(Answer answer) {
        var columns = new ArrayList<WarehouseColumn>();
        answer.json().ifPresent(json -> json.path("columns").values().forEach(column -> columns.add(column(column))));
        return columns;
    }

    private static WarehouseColumn column(JsonNode json) {
        String type = typeInDataset(json.path("longType").asString(""));
        return new WarehouseColumn(json.path("name").asString(""), type, PostgresTypes.isTemporal(type));
    }

    /** A dataset's types are written a little differently. */
    private static String typeInDataset(String longType) {
        return switch (longType) {
            case "NULL" -> "UNKNOWN";
            case "DOUBLE_PRECISION" -> "DOUBLE PRECISION";
            default -> longType;
        };
    }
}
