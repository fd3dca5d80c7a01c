package dev.supersetsync.superset;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Grant;
import dev.supersetsync.state.Restorer;
import dev.supersetsync.state.RowRule;

/** Brings back datasets and what hung on them. Each matter has a class of its own; this one only knows them all. */
final class SupersetRestorer implements Restorer {

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

    @Override
    public boolean pointChart(int chartId, int oldDatasetId, ActualDataset there) {
        return charts.point(chartId, oldDatasetId, there);
    }

    @Override
    public boolean pointFilters(int dashboardId, int oldDatasetId, int newDatasetId) {
        return filters.point(dashboardId, oldDatasetId, newDatasetId);
    }
}
