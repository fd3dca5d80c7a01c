package dev.supersetsync.state;

/**
 * Brings back a deleted dataset and what hung on it, one call or a few each. The order is the caller's matter, and so is
 * what to do about a failure. Every method but {@link #tag} reads back what it wrote; all may throw
 * {@link SupersetException}.
 */
public interface Restorer {

    /** The query of a dataset that is not readable yet: no dialect gives a row for it, and most run it. */
    String NO_ROWS = "SELECT * FROM (SELECT 1 AS nothing) AS nothing WHERE 1 = 0";

    /**
     * Makes a dataset anew under its old uuid, as {@link #NO_ROWS}: nobody can read anything through it before its rules
     * are on it. It must not be there, and neither may another dataset that Superset could take for it: then nothing is
     * written.
     */
    ActualDataset bringBack(DatasetKey key, String uuid);

    /**
     * Puts a dataset under a rule again. What people changed of the rule since stays. If it is gone it is made anew with
     * the roles that are left; if none of them is, that is refused, since it would hide nothing.
     */
    void protect(int datasetId, RowRule rule);

    /** Grants a dataset to a role again. False if the role is gone, or its id has another name now. */
    boolean grant(int datasetId, Grant grant);

    /**
     * Points a chart that hung on a deleted dataset at the dataset that took its place; everything else of the chart
     * stays as it is now, and so does one that hangs on it already. False if the chart is gone, or somebody gave it another
     * dataset since.
     */
    boolean pointChart(int chartId, int oldDatasetId, ActualDataset there);

    /**
     * Points the native filters and chart customisations of a dashboard that name a deleted dataset at the one that took
     * its place; the rest of the dashboard stays as it is now. False if none names either of them, or the dashboard is
     * gone.
     */
    boolean pointFilters(int dashboardId, int oldDatasetId, int newDatasetId);
}
