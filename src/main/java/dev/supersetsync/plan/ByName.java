package dev.supersetsync.plan;

import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/** The columns and metrics of a dataset as look-ups that keep their order. */
final class ByName {

    private ByName() {}

    static Map<String, Settings> columns(Dataset dataset) {
        Map<String, Settings> byName =
                LinkedHashMap.newLinkedHashMap(dataset.columns().size());
        dataset.columns().forEach(column -> byName.put(column.name(), column.settings()));
        return byName;
    }

    static Map<String, Settings> metrics(Dataset dataset) {
        Map<String, Settings> byName =
                LinkedHashMap.newLinkedHashMap(dataset.metrics().size());
        dataset.metrics().forEach(metric -> byName.put(metric.name(), metric.settings()));
        return byName;
    }
}
