package dev.supersetsync.model;

/** The aggregates that a metric can name instead of spelling them out in SQL. */
public enum Aggregation {
    /** The sum; 0 where there are no rows. */
    SUM,
    /** The average; 0 where there are no rows. */
    AVG,
    /** How many rows there are, or with a column how many have a value in it. */
    COUNT,
    /** How many different values there are. */
    COUNT_DISTINCT,
    /** The smallest value. */
    MIN,
    /** The largest value. */
    MAX
}
