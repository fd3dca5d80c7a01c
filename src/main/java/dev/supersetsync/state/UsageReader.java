package dev.supersetsync.state;

import java.util.Collection;
import java.util.Map;

/** Reads who uses datasets. May throw {@link SupersetException}. */
public interface UsageReader {

    /** Everything that uses these datasets, in one sweep for all of them. */
    Usages usagesOf(Collection<Integer> datasetIds);

    /**
     * The {@code query_context} of charts, which Superset runs for alerts, reports and exports, by the chart's id. No list
     * tells it, so it costs far more than everything else of a chart.
     */
    Map<Integer, Tree> savedQueriesOf(Collection<Integer> chartIds);
}
