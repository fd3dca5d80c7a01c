package dev.supersetsync.state;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The databases and the dataset list as they were read before, of a target where no dataset was made, changed or deleted
 * since, as far as times of change tell. It knows nothing of what has none, such as the new name of a database.
 *
 * @param databases the databases
 * @param datasets the list, sorted by id
 */
public record Standstill(List<Database> databases, List<ListedDataset> datasets) {

    /** Copies the lists. */
    public Standstill {
        databases = List.copyOf(databases);
        datasets = List.copyOf(datasets);
    }

    /** Whether the list has all these datasets, each as it was just read. */
    public boolean hasAll(Collection<ActualDataset> read) {
        return read.isEmpty()
                || Set.copyOf(datasets)
                        .containsAll(read.stream().map(ActualDataset::listed).toList());
    }
}
