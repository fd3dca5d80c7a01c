package dev.supersetsync.state;

/**
 * A column as the warehouse has it, or as a query gives it.
 *
 * @param name its exact name
 * @param type its type, written as Superset writes it in a dataset
 * @param temporal whether it is a time
 */
public record WarehouseColumn(String name, String type, boolean temporal) {}
