package dev.supersetsync.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * ZIPs that Superset imports as datasets without columns and metrics. Their files are JSON, which is YAML too. It cares
 * for nothing that may be there already.
 */
record Skeletons(String database, String databaseUuid, String schema) {

    private static final JsonMapper JSON = JsonMapper.shared();

    byte[] zip(List<String> tables) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            add(zip, "metadata.yaml", Map.of("version", "1.0.0", "type", "SqlaTable"));
            add(zip, "databases/database.yaml", stub());
            for (String table : tables) {
                add(zip, "datasets/database/" + table + ".yaml", skeleton(table));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Superset has the database, and takes nothing from its file but the uuid. */
    private Map<String, String> stub() {
        return Map.of(
                "database_name",
                database,
                "sqlalchemy_uri",
                "postgresql://nowhere/nothing",
                "uuid",
                databaseUuid,
                "version",
                "1.0.0");
    }

    private Map<String, Object> skeleton(String table) {
        return Map.of(
                "table_name",
                table,
                "schema",
                schema,
                "uuid",
                UUID.randomUUID().toString(),
                "database_uuid",
                databaseUuid,
                "version",
                "1.0.0",
                "columns",
                List.of(),
                "metrics",
                List.of());
    }

    private static void add(ZipOutputStream zip, String path, Map<String, ?> content) throws IOException {
        zip.putNextEntry(new ZipEntry("import/" + path));
        zip.write(JSON.writeValueAsBytes(content));
        zip.closeEntry();
    }
}
