package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A stored dataset as the list, the single reading and the answer of a creation show it, each with its gaps. */
final class DatasetViews {

    private static final List<String> LISTED = List.of(
            "id",
            "uuid",
            "changed_by_name",
            "changed_on_utc",
            "changed_on_delta_humanized",
            "default_endpoint",
            "description",
            "datasource_type",
            "explore_url",
            "extra",
            "kind",
            "catalog",
            "schema",
            "sql",
            "table_name");

    private static final List<String> CREATED_COLUMN = List.of(
            "id",
            "column_name",
            "verbose_name",
            "description",
            "expression",
            "filterable",
            "groupby",
            "is_dttm",
            "type",
            "advanced_data_type",
            "python_date_format",
            "type_generic");

    private static final List<String> CREATED_METRIC = List.of(
            "id", "metric_name", "verbose_name", "description", "expression", "d3format", "currency", "warning_text");

    private final SupersetVersion version;
    private final Metadata metadata;

    DatasetViews(SupersetVersion version, Metadata metadata) {
        this.version = version;
        this.metadata = metadata;
    }

    Listing listing() {
        List<String> columns = new ArrayList<>(LISTED);
        columns.addAll(List.of(
                "database.id",
                "database.database_name",
                "changed_by.first_name",
                "changed_by.last_name",
                "changed_by.id",
                "owners.id",
                "owners.first_name",
                "owners.last_name"));
        Set<String> search = new java.util.HashSet<>(Set.of(
                "id", "database", "owners", "catalog", "schema", "sql", "table_name", "created_by", "changed_by"));
        if (version.isSix()) {
            columns.add("database.uuid");
            search.add("uuid");
        }
        Set<String> order = Set.of(
                "table_name",
                "catalog",
                "schema",
                "changed_by.first_name",
                "changed_on_delta_humanized",
                "database.database_name");
        return new Listing(columns, order, search);
    }

    ObjectNode listed(ObjectNode dataset) {
        ObjectNode row = Json.object();
        for (String name : LISTED) {
            row.set(name, dataset.path(name).isMissingNode() ? Json.object().nullNode() : dataset.path(name));
        }
        row.put("kind", kind(dataset));
        row.put("datasource_type", "table");
        row.put("changed_on_utc", dataset.path("changed_on").asString() + "+0000");
        row.put("changed_on_delta_humanized", "now");
        row.put("explore_url", "/explore/?datasource_type=table&datasource_id=" + dataset.path("id"));
        row.set("database", database(dataset));
        row.set("owners", owners(dataset));
        ObjectNode person = person(dataset.path("changed_by").asInt());
        row.set("changed_by", person);
        row.put(
                "changed_by_name",
                person.path("first_name").asString() + " "
                        + person.path("last_name").asString());
        return row;
    }

    ObjectNode one(ObjectNode dataset) {
        ObjectNode row = dataset.deepCopy();
        row.remove(List.of("external_url", "database_id", "params"));
        row.put("kind", kind(dataset));
        row.put("datasource_type", "table");
        row.put("datasource_name", dataset.path("table_name").asString());
        row.put("url", "/tablemodelview/edit/" + dataset.path("id"));
        row.put("uid", dataset.path("id") + "__table");
        row.set("database", database(dataset).put("backend", "postgresql").put("allow_multi_catalog", false));
        row.set("owners", owners(dataset));
        ObjectNode person = person(dataset.path("changed_by").asInt());
        person.remove("id");
        row.set("changed_by", person);
        addTypes(row);
        if (!version.isSix()) {
            row.remove(List.of("uuid", "currency_code_column"));
            row.path("metrics").forEach(metric -> ((ObjectNode) metric).remove("uuid"));
        }
        return row;
    }

    ObjectNode created(ObjectNode dataset) {
        ObjectNode row = one(dataset);
        row.remove(List.of("uuid", "changed_on", "created_on", "kind", "url", "is_managed_externally"));
        row.set("columns", only(row.path("columns"), CREATED_COLUMN));
        row.set("metrics", only(row.path("metrics"), CREATED_METRIC));
        return row;
    }

    private ArrayNode only(JsonNode rows, List<String> names) {
        ArrayNode result = Json.array();
        for (JsonNode row : rows) {
            ObjectNode reduced = result.addObject();
            names.forEach(name -> reduced.set(name, row.path(name)));
            if (version.isSix()) {
                reduced.set("uuid", row.path("uuid"));
            }
        }
        return result;
    }

    static String kind(ObjectNode dataset) {
        return dataset.path("sql").asString("").isEmpty() ? "physical" : "virtual";
    }

    private static void addTypes(ObjectNode row) {
        for (JsonNode column : row.path("columns")) {
            Integer generic = ColumnType.generic(column.path("type").stringValue(null));
            ((ObjectNode) column).put("type_generic", generic);
        }
    }

    private ObjectNode database(ObjectNode dataset) {
        ObjectNode row = metadata.get(Kind.DATABASE, dataset.path("database_id").asInt());
        ObjectNode database = Json.object();
        database.set("id", row.path("id"));
        database.set("database_name", row.path("database_name"));
        if (version.isSix()) {
            database.set("uuid", row.path("uuid"));
        }
        return database;
    }

    private ArrayNode owners(ObjectNode dataset) {
        ArrayNode owners = Json.array();
        dataset.path("owners").forEach(owner -> owners.add(person(owner.asInt())));
        return owners;
    }

    private ObjectNode person(int id) {
        ObjectNode row = metadata.get(Kind.USER, id);
        ObjectNode person = Json.object().put("id", id);
        person.set("first_name", row.path("first_name"));
        person.set("last_name", row.path("last_name"));
        return person;
    }
}
