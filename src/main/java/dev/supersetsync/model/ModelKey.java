package dev.supersetsync.model;

import org.jspecify.annotations.Nullable;

/**
 * Which dataset a model is about. Names are exact; whether two of them mean the same dataset can also depend on what the
 * server says of its default catalog, which is not known here.
 *
 * @param database the database's name in Superset
 * @param catalog the catalog, or null for the database's default one
 * @param schema the schema, or null for the database's default one
 * @param table the dataset's name
 */
public record ModelKey(
        String database, @Nullable String catalog, @Nullable String schema, String table) {}
