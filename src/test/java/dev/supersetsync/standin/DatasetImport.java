package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /dataset/import/} without {@code overwrite}: what has a known uuid is refused, what has a known name gets
 * the uuid of the file, and what has no database in the ZIP is passed over, all with few words. Columns and metrics are
 * not taken over: nothing here imports any.
 */
final class DatasetImport {

    private static final Set<String> NOT_TAKEN = Set.of("columns", "metrics", "version", "database_uuid");

    private final Metadata metadata;
    private final DatasetRows rows;
    private final Permissions permissions;

    DatasetImport(Metadata metadata, Permissions permissions) {
        this.metadata = metadata;
        this.rows = new DatasetRows(metadata);
        this.permissions = permissions;
    }

    Answer take(Call call, int user) {
        Map<String, JsonNode> files = Archive.unzip(Archive.upload(call.body()));
        files.forEach((path, file) -> {
            if (path.startsWith("datasets/") && find(file.path("uuid")).isPresent()) {
                throw new Refused(refusal(path));
            }
        });
        Map<String, Integer> databases = databases(files);
        files.forEach((path, file) -> {
            Integer database = databases.get(file.path("database_uuid").asString(""));
            if (path.startsWith("datasets/") && database != null) {
                take((ObjectNode) file, database, user);
            }
        });
        return Answer.message(200, "OK");
    }

    private static Answer refusal(String path) {
        return Answer.errors(
                422,
                "GENERIC_COMMAND_ERROR",
                "Error importing dataset",
                Json.object(path, "Dataset already exists and `overwrite=true` was not passed"));
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
