package dev.supersetsync.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is declared for one dataset, with the document's defaults applied. Where columns were left out the warehouse
 * decides their list: then {@code columns} is empty and {@code undeclaredColumns} is {@code INCLUDE}.
 *
 * @param database the database's name in Superset
 * @param catalog the catalog, or null for the database's default one
 * @param schema the schema, or null for the database's default one
 * @param table the dataset's name: a table or view of the warehouse if there is no query
 * @param sql the query of a virtual dataset, or null for a physical one
 * @param mainDatetimeColumn the column that time filters act on
 * @param cacheTimeout in seconds
 * @param owners e-mail addresses
 * @param undeclaredColumns what becomes of the warehouse's other columns
 */
public record Model(
        String database,
        @Nullable String catalog,
        @Nullable String schema,
        String table,
        @Nullable String sql,
        Declared<String> description,
        Declared<String> mainDatetimeColumn,
        Declared<Integer> cacheTimeout,
        Declared<Certification> certification,
        Declared<List<String>> owners,
        List<ModelColumn> columns,
        List<ModelMetric> metrics,
        UndeclaredColumns undeclaredColumns) {

    public Model {
        owners = owners.map(List::copyOf);
        columns = List.copyOf(columns);
        metrics = List.copyOf(metrics);
    }

    /** Which dataset it is about. */
    public ModelKey key() {
        return new ModelKey(database, catalog, schema, table);
    }

    /** Whether the dataset is a query of its own, and not a table of the warehouse. */
    public boolean isVirtual() {
        return sql != null;
    }
}
