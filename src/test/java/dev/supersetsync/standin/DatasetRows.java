package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows of datasets, columns and metrics with their defaults, and which of them contradict each other. */
final class DatasetRows {

    private static final List<String> TEXTS = List.of(
            "description",
            "main_dttm_col",
            "cache_timeout",
            "default_endpoint",
            "fetch_values_predicate",
            "template_params",
            "extra",
            "external_url",
            "params",
            "currency_code_column",
            "sql",
            "schema");

    private static final List<String> COLUMN_TEXTS = List.of(
            "verbose_name", "description", "expression", "type", "advanced_data_type", "python_date_format", "extra");

    private static final List<String> METRIC_TEXTS = List.of(
            "verbose_name",
            "description",
            "expression",
            "metric_type",
            "d3format",
            "currency",
            "warning_text",
            "extra");

    private final Metadata metadata;

    DatasetRows(Metadata metadata) {
        this.metadata = metadata;
    }

    /** A dataset without columns and metrics, not stored yet. */
    ObjectNode dataset(int database, @Nullable String schema, String table, int owner) {
        ObjectNode row = Json.object();
        TEXTS.forEach(row::putNull);
        row.put("table_name", table).put("database_id", database).put("schema", schema);
        row.put("catalog", Warehouse.CATALOG);
        row.put("offset", 0).put("filter_select_enabled", true);
        row.put("normalize_columns", false).put("always_filter_main_dttm", false);
        row.put("is_managed_externally", false).put("is_sqllab_view", false);
        row.set("owners", Json.array().add(owner));
        row.set("columns", Json.array());
        row.set("metrics", Json.array());
        return touched(row.put("created_on", metadata.now()), owner);
    }

    /** A column with everything but its name at its default. */
    ObjectNode column(String name) {
        ObjectNode row = stamped(Kind.COLUMN, COLUMN_TEXTS).put("column_name", name);
        row.put("filterable", true).put("groupby", true).put("is_active", true).put("is_dttm", false);
        return row;
    }

    /** A metric with everything but its name at its default. */
    ObjectNode metric(String name) {
        return stamped(Kind.METRIC, METRIC_TEXTS).put("metric_name", name);
    }

    private ObjectNode stamped(Kind kind, List<String> texts) {
        ObjectNode row = Json.object().put("id", metadata.nextId(kind));
        row.put("uuid", UUID.randomUUID().toString());
        texts.forEach(row::putNull);
        return row.put("created_on", metadata.now()).put("changed_on", metadata.now());
    }

    ObjectNode touched(ObjectNode dataset, int user) {
        return dataset.put("changed_on", metadata.now()).put("changed_by", user);
    }

    /** The other dataset of the same database, catalog, schema and name. */
    boolean isTaken(ObjectNode wanted) {
        return others(wanted).anyMatch(other -> same(other, wanted, "catalog"));
    }

    /** Whether the metadata database would refuse the row: its unique key does not know catalogs, nor absent schemas. */
    boolean violatesUniqueKey(ObjectNode wanted) {
        return !wanted.path("schema").isNull() && others(wanted).findAny().isPresent();
    }

    private Stream<ObjectNode> others(ObjectNode wanted) {
        return metadata.all(Kind.DATASET).stream()
                .filter(other -> other.path("id").asInt(0) != wanted.path("id").asInt(0))
                .filter(other -> same(other, wanted, "database_id"))
                .filter(other -> same(other, wanted, "schema"))
                .filter(other -> same(other, wanted, "table_name"));
    }

    private static boolean same(JsonNode one, JsonNode other, String field) {
        return one.path(field).equals(other.path(field));
    }

    /** The name of a dataset as Superset spells it in its messages. */
    static String fullName(ObjectNode dataset) {
        return Stream.of("catalog", "schema", "table_name")
                .map(field -> dataset.path(field).asString(""))
                .filter(part -> !part.isEmpty())
                .reduce((first, second) -> first + "." + second)
                .orElse("");
    }

    boolean hasUser(JsonNode id) {
        return metadata.find(Kind.USER, id.asInt(0)).isPresent();
    }

    /** The owners that a body asks for; refused if one of them does not exist. */
    Optional<ArrayNode> owners(ObjectNode body) {
        if (!(body.path("owners") instanceof ArrayNode owners)) {
            return Optional.empty();
        }
        if (!owners.valueStream().allMatch(this::hasUser)) {
            throw new Refused(Answer.message(422, "owners", "Owners are invalid"));
        }
        return Optional.of(owners.deepCopy());
    }
}
