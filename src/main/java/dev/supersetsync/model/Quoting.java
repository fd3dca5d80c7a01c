package dev.supersetsync.model;

/** How a warehouse wants the names of its columns written in SQL, so that any name is safe to use. */
@FunctionalInterface
public interface Quoting {

    /** The identifier as it can stand in SQL. */
    String quote(String identifier);

    /**
     * The way of a warehouse; standard SQL for one that is not known.
     *
     * @param backend Superset's word for the warehouse's dialect, such as {@code postgresql} or {@code bigquery}
     */
    static Quoting forBackend(String backend) {
        return QuoteStyle.of(backend);
    }
}
