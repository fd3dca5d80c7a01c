package dev.supersetsync.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of charts and native filters for some datasets: the raw material of an impact, not judged yet.
 *
 * @param charts the charts that have one of the datasets as their data source
 * @param filters the native filters whose target is one of the datasets
 */
public record Usages(List<ChartUse> charts, List<FilterUse> filters) {

    public Usages {
        charts = List.copyOf(charts);
        filters = List.copyOf(filters);
    }

    /**
     * A chart and the text in which its references stand.
     *
     * @param id Superset's id
     * @param name its name
     * @param url its address
     * @param datasetId its data source
     * @param params its {@code params}, a JSON text, empty if there is none
     * @param queryContext its {@code query_context}, a JSON text, empty if there is none
     */
    public record ChartUse(int id, String name, String url, int datasetId, String params, String queryContext) {}

    /**
     * A native filter of a dashboard.
     *
     * @param dashboardId the dashboard's id
     * @param dashboard the dashboard's title
     * @param url the dashboard's address
     * @param filter the filter's name
     * @param datasetId the dataset of its target
     * @param column the column of its target, null if it has none
     */
    public record FilterUse(
            int dashboardId,
            String dashboard,
            String url,
            String filter,
            int datasetId,
            @Nullable String column) {}
}
