package dev.supersetsync.superset;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Several exports of datasets merged into one that Superset can import. Files are known by the uuids in them, since
 * Superset gives datasets, and databases, of one name the same file name, and then leaves all but one out.
 */
final class Bundle {

    private static final String DATASETS = "datasets/";
    private static final String DATABASES = "databases/";
    static final String METADATA = "version: %s\ntype: SqlaTable\n".formatted(DatabaseFile.VERSION);

    private final Map<String, String> datasets = new LinkedHashMap<>();
    private final Map<String, String> databases = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();

    Bundle() {
        files.put("metadata.yaml", METADATA);
    }

    /** Whether a file of an export is about a dataset, by its path. */
    static boolean isDataset(String path) {
        return path.startsWith(DATASETS);
    }

    /** Adds what the files of one export hold. */
    void add(Map<String, String> export) {
        export.forEach((path, text) -> {
            if (path.startsWith(DATABASES)) {
                uuid(text).ifPresent(uuid -> addDatabase(uuid, path, text));
            }
        });
        export.forEach((path, text) -> {
            if (isDataset(path)) {
                uuid(text).ifPresent(uuid -> addDataset(uuid, path, text));
            }
        });
    }

    /** Whether a dataset is in it, with its database. */
    boolean has(String datasetUuid) {
        String path = datasets.get(datasetUuid);
        return path != null
                && databaseUuid(files.getOrDefault(path, ""))
                        .filter(databases::containsKey)
                        .isPresent();
    }

    /** The ZIP. */
    byte[] zip() {
        return Zip.write("superset_sync_backup", files);
    }

    private void addDatabase(String uuid, String path, String text) {
        if (!databases.containsKey(uuid)) {
            String free = free(path);
            databases.put(uuid, free);
            files.put(free, DatabaseFile.scrubbed(text));
        }
    }

    private void addDataset(String uuid, String path, String text) {
        if (!datasets.containsKey(uuid)) {
            String free = free(path);
            datasets.put(uuid, free);
            files.put(free, text);
        }
    }

    /** The path, or the next like it that no other file has. */
    private String free(String path) {
        String free = path;
        for (int number = 2; files.containsKey(free); number++) {
            free = path.replaceFirst("(\\.ya?ml)?$", "_" + number + "$1");
        }
        return free;
    }

    /** The uuid of a dataset or database by its file. */
    static Optional<String> uuid(String file) {
        return member("uuid", file);
    }

    static Optional<String> databaseUuid(String dataset) {
        return member("database_uuid", dataset);
    }

    /** A member of the file itself: those of columns and metrics stand further right, and so do texts. */
    private static Optional<String> member(String name, String file) {
        Matcher matcher = Pattern.compile("(?m)^" + name + ": ['\"]?([0-9a-fA-F-]{36})['\"]?\\s*$")
                .matcher(file);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
