package dev.supersetsync.state;

/**
 * A metric of a dataset, declared or actual.
 *
 * @param name its exact name
 * @param settings what is stated of it, {@link Setting#EXPRESSION} at least
 */
public record Metric(String name, Settings settings) {}
