package dev.supersetsync.state;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A dataset as it is in Superset. What is read alone has the ids that a write needs; what is read in bulk has none of
 * its columns and metrics.
 *
 * @param id Superset's id
 * @param uuid Superset's uuid
 * @param databaseId the id of its database
 * @param storedCatalog the catalog as Superset stores it, where {@link DatasetKey#catalog()} is normalised
 * @param dataset all that is stated of it: every {@link Setting} that this version of Superset tells, columns and metrics
 *     by name
 * @param mark our mark, null if there is none
 * @param changedOn when Superset says that it changed, as it says it
 * @param columnIds the ids of its columns by name, empty if it was read in bulk
 * @param metricIds the ids of its metrics by name, empty if it was read in bulk
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

    /** The same with the ids that its columns and metrics have among these. */
    public ActualDataset withIds(PartIds ids) {
        PartIds its = ids.only(
                dataset.columns().stream().map(Column::name).collect(Collectors.toSet()),
                dataset.metrics().stream().map(Metric::name).collect(Collectors.toSet()));
        return new ActualDataset(
                id, uuid, databaseId, storedCatalog, dataset, mark, changedOn, its.columns(), its.metrics());
    }

    /** The ids of its columns and metrics, as far as they are known. */
    public PartIds ids() {
        return new PartIds(columnIds, metricIds);
    }

    /** What a list tells of it. */
    public ListedDataset listed() {
        return new ListedDataset(id, uuid, key(), dataset.kind(), mark, changedOn);
    }

    /** Whether the ids of all its columns and metrics are known. */
    public boolean tellsIds() {
        return columnIds.size() == dataset.columns().size()
                && metricIds.size() == dataset.metrics().size();
    }

    /** The dataset with its columns and metrics in the order in which they were made, as far as their ids tell it. */
    public Dataset inOrderOfIds() {
        return new Dataset(
                dataset.key(),
                dataset.settings(),
                sorted(dataset.columns(), column -> columnIds.getOrDefault(column.name(), 0)),
                sorted(dataset.metrics(), metric -> metricIds.getOrDefault(metric.name(), 0)));
    }

    private static <T> List<T> sorted(List<T> parts, ToIntFunction<T> id) {
        return parts.stream().sorted(Comparator.comparingInt(id)).toList();
    }
}
