package dev.supersetsync.impact;

import dev.supersetsync.impact.Impact.Kind;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Macros;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a metric or calculated column.
 *
 * @param kind {@link Kind#METRIC} or {@link Kind#COLUMN}
 * @param name the name of the metric or column
 * @param sql its SQL, which goes to the warehouse as it is
 */
public record Expression(Kind kind, String name, String sql) {

    /** Its id in Superset, null if it is not there yet. */
    @Nullable
    Integer idIn(ActualDataset dataset) {
        return (kind == Kind.METRIC ? dataset.metricIds() : dataset.columnIds()).get(name);
    }

    boolean is(Kind kind, String name) {
        return this.kind == kind && this.name.equals(name);
    }

    /** Whether it takes in another metric of its dataset by a macro. */
    public boolean takesIn(int datasetId, String metric) {
        return !is(Kind.METRIC, metric) && Macros.in(sql).nameMetric(datasetId, metric, datasetId);
    }
}
