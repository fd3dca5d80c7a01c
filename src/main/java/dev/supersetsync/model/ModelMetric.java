package dev.supersetsync.model;

/**
 * One declared metric of a model. {@code MetricSql} says which SQL it becomes.
 *
 * @param name exact; case counts
 * @param calculation how it is computed
 * @param d3Format how its numbers are shown, as a d3 format
 * @param currency an ISO code such as {@code EUR}
 * @param warning what readers should be careful about
 */
public record ModelMetric(
        String name,
        Calculation calculation,
        Declared<String> label,
        Declared<String> description,
        Declared<String> d3Format,
        Declared<String> currency,
        Declared<String> warning,
        Declared<Certification> certification) {}
