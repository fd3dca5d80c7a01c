package dev.supersetsync.testenv;

/** A filter on a dashboard, for the values of one column of a dataset. */
public record NativeFilter(String name, int dataset, String column) {}
