package dev.supersetsync.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * A metric of Ossie of which it is known what each of its columns belongs to.
 *
 * @param owners the datasets of its columns
 * @param datasets those that it is about; at least one
 */
record OssieMetric(
        String name, Placed placed, SqlText sql, Map<ColumnName, OssieDataset> owners, List<OssieDataset> datasets) {

    /**
     * Writes how it is calculated: as an aggregation of a column, if it is no more than that.
     *
     * @param column what the dataset that the metric goes to calls a column
     * @param written how that is written in SQL there
     */
    void calculate(ObjectNode metric, Function<ColumnName, String> column, Function<ColumnName, String> written) {
        Optional<SqlText.Aggregate> aggregate = sql.onlyAggregate();
        if (aggregate.isEmpty()) {
            metric.put("expression", sql.with(written));
            return;
        }
        metric.put("aggregation", aggregate.get().aggregation().name());
        ColumnName aggregated = aggregate.get().column();
        if (aggregated != null) {
            metric.put("column", column.apply(aggregated));
        }
    }

    /** Writes what it says to people. */
    void describe(Draft draft, ObjectNode metric) {
        String description = placed.text("description");
        if (description != null) {
            metric.put("description", description);
        }
        OssieExtras.applySettings(draft, placed, metric);
    }
}
