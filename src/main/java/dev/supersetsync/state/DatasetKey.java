package dev.supersetsync.state;

import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a dataset lives and what it is called: by this a declared model and a dataset in Superset are the same. Names
 * are exact (case counts). It is no id: two keys may name one dataset over time.
 *
 * @param database the database's name in Superset
 * @param catalog the catalog, null for the database's default one, however Superset stores that
 * @param schema the schema, null for none
 * @param name the table's name, or the name of a virtual dataset
 */
public record DatasetKey(
        String database, @Nullable String catalog, @Nullable String schema, String name)
        implements Comparable<DatasetKey> {

    private static final Comparator<@Nullable String> NULL_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<DatasetKey> ORDER = Comparator.comparing(DatasetKey::database)
            .thenComparing(DatasetKey::catalog, NULL_FIRST)
            .thenComparing(DatasetKey::schema, NULL_FIRST)
            .thenComparing(DatasetKey::name);

    /** The place that this dataset shares with its neighbours. */
    public Place place() {
        return new Place(database, catalog, schema);
    }

    @Override
    public int compareTo(DatasetKey other) {
        return ORDER.compare(this, other);
    }

    /** As people write it: {@code warehouse.dwh.orders}. */
    @Override
    public String toString() {
        return Stream.of(database, catalog, schema, name)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }

    /**
     * A schema of a database: the unit of the scope of DELETE.
     *
     * @param database the database's name in Superset
     * @param catalog the catalog, null for the default one
     * @param schema the schema, null for none
     */
    public record Place(
            String database,
            @Nullable String catalog,
            @Nullable String schema) {}
}
