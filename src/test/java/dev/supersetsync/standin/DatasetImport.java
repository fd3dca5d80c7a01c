package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /dataset/import/} without {@code overwrite}: all files or none. What has a known uuid is refused, by the
 * name of its file; what has a known name gets the uuid of the file; what has no database in the ZIP is passed over; and
 * what Superset's own database refuses is told with few words and no name. Nobody looks into the warehouse. Columns and
 * metrics are not taken over: nothing here imports any.
 */
final class DatasetImport {

    private static final Set<String> NOT_TAKEN = Set.of("columns", "metrics", "version", "database_uuid");

    private static final int LONGEST_NAME = 250;

    private final SupersetVersion version;
    private final Metadata metadata;
    private final DatasetRows rows;
    private final Permissions permissions;

    DatasetImport(SupersetVersion version, Metadata metadata, Permissions permissions) {
        this.version = version;
        this.metadata = metadata;
        this.rows = new DatasetRows(metadata);
        this.permissions = permissions;
    }

    Answer take(Call call, int user) {
        Map<String, JsonNode> files = Archive.unzip(Archive.upload(call.body()));
        ObjectNode complaints = complaints(files);
        if (!complaints.isEmpty()) {
            throw new Refused(Answer.errors(422, "GENERIC_COMMAND_ERROR", message(complaints), complaints));
        }
        Map<Kind, TreeMap<Integer, ObjectNode>> before = metadata.copy();
        Map<String, Integer> databases = databases(files);
        try {
            files.forEach((path, file) -> {
                Integer database = databases.get(file.path("database_uuid").asString(""));
                if (path.startsWith("datasets/") && database != null) {
                    take((ObjectNode) file, database, user);
                }
            });
        } catch (Refused refused) {
            metadata.putBack(before);
            throw refused;
        }
        return Answer.message(200, "OK");
    }

    private ObjectNode complaints(Map<String, JsonNode> files) {
        ObjectNode complaints = Json.object();
        files.forEach((path, file) -> {
            if (path.startsWith("datasets/")) {
                if (!file.path("table_name").isString()) {
                    complaints.set(path, Json.object("table_name", Json.texts("Not a valid string.")));
                } else if (find(file.path("uuid")).isPresent()) {
                    complaints.put(path, "Dataset already exists and `overwrite=true` was not passed");
                }
            }
        });
        return complaints;
    }

    private String message(ObjectNode complaints) {
        String first = complaints.propertyNames().iterator().next();
        return "Error importing dataset" + (version.isSix() ? ": " + first + ": " + complaints.path(first) : "");
    }

    private Optional<ObjectNode> find(JsonNode uuid) {
        return metadata.all(Kind.DATASET).stream()
                .filter(row -> row.path("uuid").equals(uuid))
                .findFirst();
    }

    private Map<String, Integer> databases(Map<String, JsonNode> files) {
        Map<String, Integer> databases = new HashMap<>();
        files.forEach((path, file) -> metadata.all(Kind.DATABASE).stream()
                .filter(row -> path.startsWith("databases/") && row.path("uuid").equals(file.path("uuid")))
                .forEach(row -> databases.put(
                        row.path("uuid").asString(), row.path("id").asInt())));
        return databases;
    }

    private void take(ObjectNode file, int database, int user) {
        if (file.path("table_name").asString().length() > LONGEST_NAME) {
            throw new Refused(Answer.errors(
                    500,
                    "GENERIC_COMMAND_ERROR",
                    version.isSix() ? "Import dataset failed for an unknown reason" : "()",
                    Json.object()));
        }
        ObjectNode dataset = namesake(file, database).orElseGet(() -> {
            ObjectNode fresh = rows.dataset(
                    database,
                    file.path("schema").stringValue(null),
                    file.path("table_name").asString(),
                    user);
            return metadata.add(Kind.DATASET, fresh.putNull("catalog"));
        });
        ObjectNode change = file.deepCopy();
        change.remove(NOT_TAKEN);
        dataset.setAll(change);
        rows.touched(dataset, user);
        permissions.onDataset(dataset);
        if (!isAmong(dataset.path("owners"), user)) {
            dataset.withArray("owners").add(user);
        }
    }

    private static boolean isAmong(JsonNode owners, int user) {
        return owners.valueStream().anyMatch(owner -> owner.asInt() == user);
    }

    /** What the file does not say does not tell datasets apart. */
    private Optional<ObjectNode> namesake(ObjectNode file, int database) {
        return metadata.all(Kind.DATASET).stream()
                .filter(row -> row.path("database_id").asInt() == database)
                .filter(row -> row.path("table_name").equals(file.path("table_name")))
                .filter(row -> !file.hasNonNull("schema") || row.path("schema").equals(file.path("schema")))
                .filter(row -> !file.hasNonNull("catalog") || Objects.equals(row.path("catalog"), file.path("catalog")))
                .findFirst();
    }
}
