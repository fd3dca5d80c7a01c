package dev.supersetsync.state;

import org.jspecify.annotations.Nullable;

/**
 * A row of Superset's dataset list: enough to know what is there and whose it is, without columns and metrics.
 *
 * @param id Superset's id
 * @param uuid Superset's uuid
 * @param key where it lives
 * @param kind physical or virtual
 * @param mark our mark, null if there is none
 * @param changedOn when Superset says that it changed, as it says it
 */
public record ListedDataset(
        int id,
        String uuid,
        DatasetKey key,
        Dataset.Kind kind,
        @Nullable Mark mark,
        String changedOn) {}
