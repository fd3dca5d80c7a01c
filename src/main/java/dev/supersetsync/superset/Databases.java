package dev.supersetsync.superset;

import dev.supersetsync.settings.Secret;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.Database.Catalog;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/**
 * Superset's database connections, read once for a connection of ours, with their default catalogs: Superset stores a
 * dataset's catalog as that name or as nothing, and both mean the same.
 */
final class Databases {

    private static final String PATH = "/api/v1/database/";
    private static final String COLUMNS =
            "id,uuid,database_name,backend,allow_multi_catalog,changed_on,engine_information";

    private final Calls calls;
    private final Map<String, String> knownCatalogs;
    private volatile @Nullable Map<Integer, Entry> entries;
    private volatile boolean isAssumed;

    /**
     * The databases of a connection.
     *
     * @param knownCatalogs default catalogs that were found before, by id and time of change, to be added to
     */
    Databases(Calls calls, Map<String, String> knownCatalogs) {
        this.calls = calls;
        this.knownCatalogs = knownCatalogs;
    }

    List<Database> all() {
        return entries().values().stream().map(Entry::database).toList();
    }

    Optional<Database> named(String name) {
        return all().stream().filter(database -> database.name().equals(name)).findFirst();
    }

    /** The database of a dataset that is to be written, which must be there. */
    Database needed(String name) {
        return named(name)
                .orElseThrow(() -> new SupersetException(
                        Kind.NOT_FOUND, "GET " + PATH, null, "Superset has no database \"" + name + "\""));
    }

    /** A stored catalog as it is compared: null for the default one. */
    @Nullable
    String normalised(int databaseId, @Nullable String catalog) {
        if (catalog == null) {
            return null;
        }
        Entry entry = entries().get(databaseId);
        if (entry == null) {
            return catalog;
        }
        String standard = entry.database().defaultCatalog();
        // Without several catalogs there is but the default one, also where its name can't be learnt.
        boolean isDefault = standard == null ? !entry.severalCatalogs() : standard.equals(catalog);
        return isDefault ? null : catalog;
    }

    Database create(String name, Secret sqlalchemyUri) {
        var body = Answer.JSON
                .createObjectNode()
                .put("database_name", name)
                .put("sqlalchemy_uri", sqlalchemyUri.value())
                .put("expose_in_sqllab", true);
        // Superset connects and lists all schemas before it answers.
        calls.json(Request.write(HttpMethod.POST, PATH, body).patient(5));
        entries = null;
        return needed(name);
    }

    /** Takes them to be what they were for an earlier connection, as long as nobody asks for them for certain. */
    synchronized void assume(Map<Integer, Entry> before) {
        if (entries == null) {
            entries = before;
            isAssumed = true;
        }
    }

    /** What they are, by id, as this connection read them. */
    synchronized Map<Integer, Entry> certain() {
        if (isAssumed) {
            entries = null;
            isAssumed = false;
        }
        return entries();
    }

    private synchronized Map<Integer, Entry> entries() {
        Map<Integer, Entry> known = entries;
        if (known == null) {
            List<JsonNode> rows = new Pages(calls).rows(PATH, COLUMNS, "database_name");
            known = Parallel.map(rows, this::entry).stream()
                    .collect(Collectors.toUnmodifiableMap(
                            entry -> entry.database().id(), Function.identity()));
            entries = known;
        }
        return known;
    }

    private Entry entry(JsonNode row) {
        var database = new Database(
                row.path("id").asInt(),
                row.path("uuid").asString(""),
                row.path("database_name").asString(""),
                row.path("backend").asString(""),
                defaultCatalog(row));
        return new Entry(database, row.path("allow_multi_catalog").asBoolean(false));
    }

    private Catalog defaultCatalog(JsonNode row) {
        if (!row.path("engine_information").path("supports_dynamic_catalog").asBoolean(false)) {
            return new Catalog.None();
        }
        String key = row.path("id").asInt() + " " + row.path("uuid").asString("") + " "
                + row.path("changed_on").asString("");
        String known = knownCatalogs.get(key);
        if (known != null) {
            return new Catalog.Named(known);
        }
        Catalog found = new DefaultCatalog(calls).of(row.path("id").asInt());
        if (found instanceof Catalog.Named(String name)) {
            knownCatalogs.put(key, name);
        }
        return found;
    }

    /**
     * A database.
     *
     * @param database what others need of it
     * @param severalCatalogs whether its datasets may be in another catalog than the default one
     */
    record Entry(Database database, boolean severalCatalogs) {}
}
