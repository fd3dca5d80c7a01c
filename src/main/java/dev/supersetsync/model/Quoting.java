package dev.supersetsync.model;

/** How a warehouse wants the names of its columns written in SQL. */
@FunctionalInterface
public interface Quoting {

    /** The identifier as it can stand in SQL. */
    String quote(String identifier);
}
