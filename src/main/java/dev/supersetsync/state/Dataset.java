package dev.supersetsync.state;

import java.util.List;

/**
 * What a dataset is, declared or actual: both sides of a comparison have this type. It carries no id of Superset's.
 *
 * @param key where it lives and what it is called
 * @param settings what is stated of it; {@link Setting#SQL} makes it virtual
 * @param columns its columns, in order
 * @param metrics its metrics, in order
 */
public record Dataset(DatasetKey key, Settings settings, List<Column> columns, List<Metric> metrics) {

    public Dataset {
        columns = List.copyOf(columns);
        metrics = List.copyOf(metrics);
    }

    /** The same dataset with other settings, columns and metrics, itself if it has these. */
    public Dataset with(Settings otherSettings, List<Column> otherColumns, List<Metric> otherMetrics) {
        boolean same = settings.equals(otherSettings) && columns.equals(otherColumns) && metrics.equals(otherMetrics);
        return same ? this : new Dataset(key, otherSettings, otherColumns, otherMetrics);
    }

    /** Physical, or virtual if it has a query. */
    public Kind kind() {
        return settings.text(Setting.SQL).isPresent() ? Kind.VIRTUAL : Kind.PHYSICAL;
    }

    /** Whether a dataset stands for a table or for a query. */
    public enum Kind {
        /** A table or view of the warehouse. */
        PHYSICAL,
        /** A query. */
        VIRTUAL
    }
}
