package dev.supersetsync.sync;

import dev.supersetsync.state.Database;
import dev.supersetsync.state.Database.Catalog;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.SupersetException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Refuses to plan where it is not known which datasets are the same: the default catalog of a database could not be found
 * out, and of what is declared and what is there some is in no catalog and some in one that may be the default. A plan
 * would make what is there once more, and delete it. Databases in which nothing is declared do not matter.
 */
final class CatalogCheck {

    private final Collection<Database> databases;

    CatalogCheck(Collection<Database> databases) {
        this.databases = databases;
    }

    /**
     * Checks what a plan is to be made from.
     *
     * @param meant the datasets that the plan is about
     * @param listed all that are there
     * @throws SupersetException if they cannot be told from each other
     */
    void check(Collection<DatasetKey> meant, Collection<ListedDataset> listed) {
        for (Database database : databases) {
            if (database.catalog() instanceof Catalog.Unknown unknown && isOpen(database.name(), meant, listed)) {
                throw refused(database.name(), unknown);
            }
        }
    }

    private static boolean isOpen(String database, Collection<DatasetKey> meant, Collection<ListedDataset> listed) {
        List<DatasetKey> its =
                meant.stream().filter(key -> key.database().equals(database)).toList();
        Stream<DatasetKey> there = listed.stream()
                .map(ListedDataset::key)
                .filter(key -> key.database().equals(database));
        long ways = Stream.concat(its.stream(), there)
                .map(key -> key.catalog() == null)
                .distinct()
                .count();
        return !its.isEmpty() && ways > 1;
    }

    private static SupersetException refused(String database, Catalog.Unknown unknown) {
        return new SupersetException(
                SupersetException.Kind.UNAVAILABLE,
                unknown.call(),
                null,
                "The default catalog of the database '" + database + "' could not be found out (" + unknown.why()
                        + "), and some of its datasets are declared or stored with a catalog and others without, so it is"
                        + " not known which are the same. Nothing was written. Call again when its warehouse answers.");
    }
}
