package dev.supersetsync.run;

/** Who may work with the storage. */
public enum StorageKind {
    /** This process alone: a file, or the memory of the process. */
    EMBEDDED,
    /** Several processes at a time. */
    SHARED
}
