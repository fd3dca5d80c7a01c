package dev.supersetsync.api;

import dev.supersetsync.sync.Syncs.LiveRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which datasets are asked for, in an address.
 *
 * @param table globs
 * @param document the name that the document gets
 */
record LiveQuery(
        @Nullable String database,
        @Nullable String catalog,
        @Nullable String schema,
        @Nullable List<String> table,
        @Nullable String document) {

    LiveRequest at(String target) {
        return new LiveRequest(
                target, database, catalog, schema, Objects.requireNonNullElse(table, List.of()), document);
    }
}
