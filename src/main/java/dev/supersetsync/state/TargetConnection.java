package dev.supersetsync.state;

/** One configured Superset as one plan or run sees it: signed in, of a known version, counting what is sent. */
public interface TargetConnection {

    /** The name of the target. */
    String target();

    /** The version of the server, such as {@code 6.1.0}. */
    String version();

    /** Whether the version is one that is known; a newer one is treated as the newest known. */
    boolean isVersionKnown();

    DatasetReader datasets();

    DatasetWriter writer();

    WarehouseReader warehouse();

    UsageReader usages();

    BackupReader backups();

    Restorer restorer();

    /** The requests sent through this connection so far. */
    Requests requests();

    /**
     * How many requests were sent.
     *
     * @param reads calls that change nothing in Superset, asking the warehouse included
     * @param writes calls that change Superset
     */
    record Requests(long reads, long writes) {}
}
