package dev.supersetsync.state;

import org.jspecify.annotations.Nullable;

/**
 * A database connection of Superset's.
 *
 * @param id Superset's id
 * @param uuid Superset's uuid
 * @param name its name, by which documents refer to it
 * @param backend Superset's word for its dialect, such as {@code postgresql}
 * @param defaultCatalog the name of its default catalog, null if it has none or does not tell
 */
public record Database(
        int id,
        String uuid,
        String name,
        String backend,
        @Nullable String defaultCatalog) {}
