package dev.supersetsync.plan;

/** What a sync may do to a dataset: the elements of an update strategy. */
public enum Operation {
    /** Create what is missing. */
    CREATE,
    /** Update what exists; removed columns stay and answer NULL. */
    UPDATE,
    /** Replace what exists by exactly what is declared, in place. */
    REPLACE,
    /** Delete what is in Superset and no longer declared. */
    DELETE
}
