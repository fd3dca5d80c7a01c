package dev.supersetsync.superset;

import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of an import of datasets without columns and metrics, with their databases, which Superset wants beside them
 * and leaves as they are. It sends nothing, and does not know what is there.
 */
final class ImportFiles {

    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, DatasetKey> datasets = new LinkedHashMap<>();

    ImportFiles() {
        files.put("metadata.yaml", Bundle.METADATA);
    }

    /**
     * Whether an import of one dataset could hit another that is there, and give it the uuid of the file. Where no schema
     * is said, Superset takes a dataset of any schema for the same; catalogs it never tells apart.
     */
    static boolean couldHit(DatasetKey there, DatasetKey imported) {
        return there.database().equals(imported.database())
                && there.name().equals(imported.name())
                && (imported.schema() == null || Objects.equals(there.schema(), imported.schema()));
    }

    /**
     * Adds a dataset.
     *
     * @param sql the query of a virtual one, null for a physical one
     */
    void add(Database database, DatasetKey key, String uuid, @Nullable String sql) {
        files.put("databases/" + database.id() + ".yaml", DatabaseFile.of(database));
        String path = "datasets/" + database.id() + "/" + datasets.size() + ".yaml";
        files.put(path, DatabaseFile.YAML.writeValueAsString(file(database, key, uuid, sql)));
        datasets.put(path, key);
    }

    /** The ZIP. */
    byte[] zip() {
        return Zip.write("superset_sync", files);
    }

    /** The datasets that a refusal is about: their files are members of what it tells beside its message. */
    Set<DatasetKey> named(JsonNode refusal) {
        return refusal.path("errors")
                .valueStream()
                .flatMap(error -> error.path("extra").propertyNames().stream())
                .map(datasets::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static ObjectNode file(Database database, DatasetKey key, String uuid, @Nullable String sql) {
        ObjectNode file = DatabaseFile.YAML
                .createObjectNode()
                .put("table_name", key.name())
                .put("schema", key.schema())
                .put("uuid", uuid)
                .put("database_uuid", database.uuid())
                .put("version", DatabaseFile.VERSION);
        // Left out, the query of what it might hit stays.
        if (sql != null) {
            file.put("sql", sql);
        }
        // As Superset stores it for a dataset that a person makes; left out, the default one is not filled in.
        String catalog = key.catalog() == null ? database.defaultCatalog() : key.catalog();
        if (catalog != null) {
            file.put("catalog", catalog);
        }
        file.putArray("columns");
        file.putArray("metrics");
        return file;
    }
}
