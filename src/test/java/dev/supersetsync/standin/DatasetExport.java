package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /dataset/export/}: all or nothing, and before 6.0 only one of several datasets of one name, since files are
 * named like datasets. JSON that is stored as text is exported as what stands in it, and nothing but datasets has a uuid.
 */
final class DatasetExport {

    private static final List<String> DATASET = List.of(
            "table_name",
            "main_dttm_col",
            "description",
            "default_endpoint",
            "offset",
            "cache_timeout",
            "catalog",
            "schema",
            "sql",
            "params",
            "template_params",
            "filter_select_enabled",
            "fetch_values_predicate",
            "extra",
            "normalize_columns",
            "always_filter_main_dttm");
    private static final List<String> SINCE_SIX = List.of("currency_code_column", "folders");
    private static final List<String> METRIC = List.of(
            "metric_name",
            "verbose_name",
            "metric_type",
            "expression",
            "description",
            "d3format",
            "currency",
            "extra",
            "warning_text");
    private static final List<String> COLUMN = List.of(
            "column_name",
            "verbose_name",
            "is_dttm",
            "is_active",
            "type",
            "advanced_data_type",
            "groupby",
            "filterable",
            "expression",
            "description",
            "python_date_format",
            "extra");
    private static final List<String> COLUMN_SINCE_SIX = List.of("datetime_format");
    private static final List<String> JSON_IN_TEXT = List.of("extra", "params", "template_params");

    private final SupersetVersion version;
    private final Metadata metadata;

    DatasetExport(SupersetVersion version, Metadata metadata) {
        this.version = version;
        this.metadata = metadata;
    }

    Answer export(Call call) {
        List<ObjectNode> datasets = new ArrayList<>();
        call.rison().forEach(id -> datasets.add(metadata.get(Kind.DATASET, id.asInt())));
        Map<String, ObjectNode> files = new LinkedHashMap<>();
        for (ObjectNode dataset : datasets) {
            files.putIfAbsent(path(dataset), file(dataset));
            ObjectNode database = database(dataset);
            files.putIfAbsent(
                    "databases/" + database.path("database_name").asString() + ".yaml", file(database, dataset));
        }
        return Answer.zip(Archive.zip("SqlaTable", files));
    }

    private String path(ObjectNode dataset) {
        String name = dataset.path("table_name").asString() + (version.isSix() ? "_" + dataset.path("id") : "");
        return "datasets/" + database(dataset).path("database_name").asString() + "/" + name + ".yaml";
    }

    private ObjectNode file(ObjectNode dataset) {
        ObjectNode file = told(dataset, DATASET, SINCE_SIX);
        file.set("uuid", dataset.path("uuid"));
        file.set("metrics", parts(dataset.path("metrics"), METRIC, List.of()));
        file.set("columns", parts(dataset.path("columns"), COLUMN, COLUMN_SINCE_SIX));
        file.put("version", "1.0.0");
        file.set("database_uuid", database(dataset).path("uuid"));
        return file;
    }

    /** In an order that means nothing: that of all their letters, sorted. */
    private ArrayNode parts(JsonNode parts, List<String> members, List<String> sinceSix) {
        return Json.array(parts.valueStream()
                .map(part -> told(part, members, sinceSix))
                .map(part -> Map.entry(letters(part), part))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList());
    }

    private static String letters(ObjectNode part) {
        char[] letters = part.toString().toCharArray();
        Arrays.sort(letters);
        return String.valueOf(letters);
    }

    private ObjectNode told(JsonNode row, List<String> members, List<String> sinceSix) {
        ObjectNode file = Json.object();
        List<String> all = new ArrayList<>(members);
        if (version.isSix()) {
            all.addAll(sinceSix);
        }
        for (String member : all) {
            JsonNode value = row.path(member);
            file.set(member, value.isMissingNode() ? file.nullNode() : decoded(member, value));
        }
        return file;
    }

    private static JsonNode decoded(String member, JsonNode value) {
        if (!JSON_IN_TEXT.contains(member) || value.asString("").isEmpty()) {
            return value;
        }
        try {
            return Json.read(value.asString());
        } catch (JacksonException e) {
            return value;
        }
    }

    private ObjectNode file(ObjectNode database, ObjectNode dataset) {
        ObjectNode file = Json.object();
        file.set("database_name", database.path("database_name"));
        file.put(
                "sqlalchemy_uri",
                "postgresql://postgres:XXXXXXXXXX@warehouse:5432/"
                        + dataset.path("catalog").asString(""));
        file.set("uuid", database.path("uuid"));
        return file.put("version", "1.0.0");
    }

    private ObjectNode database(ObjectNode dataset) {
        return metadata.get(Kind.DATABASE, dataset.path("database_id").asInt());
    }
}
