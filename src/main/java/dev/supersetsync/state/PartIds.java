package dev.supersetsync.state;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ids that Superset gave to the columns and metrics of a dataset. A write needs them, and only reading a dataset alone
 * tells them.
 *
 * @param columns the ids of columns, by name
 * @param metrics the ids of metrics, by name
 */
public record PartIds(Map<String, Integer> columns, Map<String, Integer> metrics) {

    /** None is known. */
    public static final PartIds NONE = new PartIds(Map.of(), Map.of());

    public PartIds {
        columns = Map.copyOf(columns);
        metrics = Map.copyOf(metrics);
    }

    /** Those of them that have these names. */
    PartIds only(Set<String> columnNames, Set<String> metricNames) {
        return new PartIds(only(columns, columnNames), only(metrics, metricNames));
    }

    private static Map<String, Integer> only(Map<String, Integer> ids, Set<String> names) {
        return ids.entrySet().stream()
                .filter(entry -> names.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
