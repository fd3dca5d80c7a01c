package dev.supersetsync.model;

/** What becomes of the warehouse's columns that a model does not declare. */
public enum UndeclaredColumns {
    /** They are left as they are in the dataset. */
    KEEP,
    /** They are left as they are, and those that the dataset lacks are added. */
    INCLUDE,
    /** They are in the dataset and hidden. */
    HIDE,
    /** They keep their place in the dataset and answer NULL. */
    RETAIN_AS_NULL
}
