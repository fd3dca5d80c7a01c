package dev.supersetsync.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset as it is in Superset, with the ids that a write needs.
 *
 * @param id Superset's id
 * @param uuid Superset's uuid
 * @param databaseId the id of its database
 * @param storedCatalog the catalog as Superset stores it, where {@link DatasetKey#catalog()} is normalised
 * @param dataset all that is stated of it: every {@link Setting} that this version of Superset tells
 * @param mark our mark, null if there is none
 * @param changedOn when Superset says that it changed, as it says it
 * @param columnIds the ids of its columns by name
 * @param metricIds the ids of its metrics by name
 */
public record ActualDataset(
        int id,
        String uuid,
        int databaseId,
        @Nullable String storedCatalog,
        Dataset dataset,
        @Nullable Mark mark,
        String changedOn,
        Map<String, Integer> columnIds,
        Map<String, Integer> metricIds) {

    public ActualDataset {
        columnIds = Map.copyOf(columnIds);
        metricIds = Map.copyOf(metricIds);
    }

    /** Where it lives and what it is called. */
    public DatasetKey key() {
        return dataset.key();
    }
}
