package dev.supersetsync.state;

import org.jspecify.annotations.Nullable;

/**
 * A database connection of Superset's.
 *
 * @param id Superset's id
 * @param uuid Superset's uuid
 * @param name its name, by which documents refer to it
 * @param backend Superset's word for its dialect, such as {@code postgresql}
 * @param catalog its default catalog
 */
public record Database(int id, String uuid, String name, String backend, Catalog catalog) {

    /** The name of its default catalog, null if it has none or that is not known. */
    public @Nullable String defaultCatalog() {
        return catalog instanceof Catalog.Named(String catalogName) ? catalogName : null;
    }

    /** What is known of the default catalog of a database. Never guessed: no answer is {@link Unknown}. */
    public sealed interface Catalog {

        /** The database has no catalogs. */
        record None() implements Catalog {}

        /** It has this name. */
        record Named(String name) implements Catalog {}

        /**
         * It could not be found out.
         *
         * @param call the call that would have told, such as {@code POST /api/v1/sqllab/execute/}
         * @param why what was said instead, in words for a person
         */
        record Unknown(String call, String why) implements Catalog {}
    }
}
