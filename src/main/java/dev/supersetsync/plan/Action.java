package dev.supersetsync.plan;

/** What a change does to its dataset. */
public enum Action {
    /** A dataset that was not there is made. */
    CREATE,
    /** What is declared is brought to its declared value. */
    UPDATE,
    /** The dataset becomes exactly what is declared, in place. */
    REPLACE,
    /** The dataset goes. */
    DELETE,
    /** The dataset already is as declared. */
    UNCHANGED
}
