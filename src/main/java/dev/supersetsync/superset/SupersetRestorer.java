package dev.supersetsync.superset;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Grant;
import dev.supersetsync.state.Restorer;
import dev.supersetsync.state.RowRule;
import java.util.Collection;
import java.util.LinkedHashSet;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.node.ObjectNode;

/** Brings back datasets and what hung on them. Each matter has a class of its own; this one only knows them all. */
final class SupersetRestorer implements Restorer {

    /** Superset's number for datasets among what can have tags. */
    private static final String TAGS_OF_DATASET = "/api/v1/tag/4/";

    private final Calls calls;
    private final EmptyDatasets datasets;
    private final RowRules rules;
    private final RoleGrants grants;
    private final ChartPointer charts;
    private final FilterPointer filters;

    SupersetRestorer(Calls calls, ServerVersion version, EmptyDatasets datasets) {
        this.calls = calls;
        this.datasets = datasets;
        this.rules = new RowRules(calls);
        this.grants = new RoleGrants(calls);
        this.charts = new ChartPointer(calls);
        this.filters = new FilterPointer(calls, version);
    }

    @Override
    public ActualDataset bringBack(DatasetKey key, String uuid) {
        return datasets.make(key, uuid);
    }

    @Override
    public void protect(int datasetId, RowRule rule) {
        rules.protect(datasetId, rule);
    }

    @Override
    public boolean grant(int datasetId, Grant grant) {
        return grants.grant(datasetId, grant);
    }

    /** There is nothing to read back: no version tells the tags of a dataset. */
    @Override
    public void tag(int datasetId, Collection<String> tags) {
        if (!tags.isEmpty()) {
            ObjectNode body = Answer.JSON.createObjectNode();
            new LinkedHashSet<>(tags).forEach(body.putObject("properties").putArray("tags")::add);
            calls.json(Request.write(HttpMethod.POST, TAGS_OF_DATASET + datasetId + "/", body));
        }
    }

    @Override
    public boolean pointChart(int chartId, int oldDatasetId, int newDatasetId) {
        return charts.point(chartId, oldDatasetId, newDatasetId);
    }

    @Override
    public boolean pointFilters(int dashboardId, int oldDatasetId, int newDatasetId) {
        return filters.point(dashboardId, oldDatasetId, newDatasetId);
    }
}
