package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The permissions to read single datasets, which come and go with them, and the roles that have them. */
final class Permissions {

    private static final String ACCESS = "datasource_access";

    private final Metadata metadata;

    Permissions(Metadata metadata) {
        this.metadata = metadata;
    }

    /** The permission on a dataset, made if there is none. */
    ObjectNode onDataset(ObjectNode dataset) {
        return find(dataset.path("id").asInt()).orElseGet(() -> add(dataset));
    }

    private ObjectNode add(ObjectNode dataset) {
        String database = metadata.get(
                        Kind.DATABASE, dataset.path("database_id").asInt())
                .path("database_name")
                .asString();
        ObjectNode permission = Json.object("permission", Json.object("name", ACCESS));
        permission.set(
                "view_menu",
                Json.object(
                        "name",
                        "[%s].[%s](id:%d)"
                                .formatted(
                                        database,
                                        dataset.path("table_name").asString(),
                                        dataset.path("id").asInt())));
        return metadata.add(Kind.PERMISSION, permission);
    }

    /** The dataset is gone, and so is all that was granted on it. */
    void forget(int datasetId) {
        find(datasetId).ifPresent(permission -> {
            metadata.remove(Kind.PERMISSION, permission.path("id").asInt());
            metadata.all(Kind.ROLE)
                    .forEach(role -> role.set("permissions", without(role.path("permissions"), permission.path("id"))));
        });
    }

    private static ArrayNode without(JsonNode ids, JsonNode id) {
        return Json.array(ids.valueStream().filter(one -> !one.equals(id)).toList());
    }

    private Optional<ObjectNode> find(int datasetId) {
        return metadata.all(Kind.PERMISSION).stream()
                .filter(row -> row.path("view_menu").path("name").asString("").endsWith("(id:" + datasetId + ")"))
                .findFirst();
    }
}
