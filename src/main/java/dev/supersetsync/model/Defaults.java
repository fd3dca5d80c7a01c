package dev.supersetsync.model;

import org.jspecify.annotations.Nullable;

/**
 * What a request or a configured source says for models that do not say it themselves, nor their document's defaults.
 * It is less than a document's own defaults: it cannot say "no schema", only nothing.
 *
 * @param database the database's name in Superset, or null for not stated
 * @param catalog the catalog, or null for not stated
 * @param schema the schema, or null for not stated
 * @param undeclaredColumns what becomes of undeclared columns, or null for not stated
 */
public record Defaults(
        @Nullable String database,
        @Nullable String catalog,
        @Nullable String schema,
        @Nullable UndeclaredColumns undeclaredColumns) {

    /** States nothing. */
    public static final Defaults NONE = new Defaults(null, null, null, null);
}
