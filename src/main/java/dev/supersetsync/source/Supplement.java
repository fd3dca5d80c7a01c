package dev.supersetsync.source;

import dev.supersetsync.model.Defaults;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request or a configured source says about documents that do not say it themselves. The document wins.
 *
 * @param name the name of a document that has none, or null
 * @param defaults for models and documents that leave them out
 * @param databaseNames a document's own names of databases, and what these are called in Superset
 */
public record Supplement(@Nullable String name, Defaults defaults, Map<String, String> databaseNames) {

    /** Says nothing. */
    public static final Supplement NONE = new Supplement(null, Defaults.NONE, Map.of());

    public Supplement {
        databaseNames = Map.copyOf(databaseNames);
    }

    /** The same for models whose databases are called as in Superset. */
    Supplement withoutDatabaseNames() {
        return new Supplement(name, defaults, Map.of());
    }
}
