package dev.supersetsync.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What dbt's databases are in Superset. dbt calls database what Superset calls catalog; mostly a database in Superset
 * shows one of them, and then no catalog is stated. It is stated where several of dbt's databases become one.
 */
final class DbtDatabases {

    private final Draft draft;
    private final Map<String, Set<String>> catalogs = new HashMap<>();

    DbtDatabases(Draft draft, Collection<DbtNode> nodes) {
        this.draft = draft;
        for (DbtNode node : nodes) {
            String own = node.database();
            String database = draft.database(own);
            if (own != null && database != null) {
                catalogs.computeIfAbsent(database, _ -> new HashSet<>()).add(own);
            }
        }
    }

    /** Writes into a model where the relation of a node is. */
    void locate(DbtNode node, ObjectNode model) {
        String own = node.database();
        String database = draft.database(own);
        put(model, "database", database);
        if (database != null && catalogs.getOrDefault(database, Set.of()).size() > 1) {
            put(model, "catalog", own);
        }
        put(model, "schema", node.schema());
    }

    private static void put(ObjectNode model, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            model.put(name, value);
        }
    }
}
