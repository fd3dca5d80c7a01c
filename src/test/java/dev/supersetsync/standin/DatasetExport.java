package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /dataset/export/}: all or nothing, and before 6.0 only one of several datasets of one name, since files are
 * named like datasets.
 */
final class DatasetExport {

    private static final Set<String> NOT_EXPORTED = Set.of(
            "id", "uuid", "database_id", "owners", "columns", "metrics", "created_on", "changed_on", "changed_by");

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
        ObjectNode file = without(dataset);
        file.set("uuid", dataset.path("uuid"));
        file.set("metrics", parts(dataset.path("metrics")));
        file.set("columns", parts(dataset.path("columns")));
        file.put("version", "1.0.0");
        file.set("database_uuid", database(dataset).path("uuid"));
        return file;
    }

    private static ArrayNode parts(JsonNode parts) {
        return Json.array(parts.valueStream().map(DatasetExport::without).toList());
    }

    private static ObjectNode without(JsonNode row) {
        ObjectNode copy = (ObjectNode) row.deepCopy();
        copy.remove(NOT_EXPORTED);
        return copy;
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
