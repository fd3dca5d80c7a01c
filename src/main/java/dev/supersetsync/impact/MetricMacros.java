package dev.supersetsync.impact;

import dev.supersetsync.impact.Impact.Kind;
import dev.supersetsync.state.Macros;
import dev.supersetsync.state.Macros.MetricCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The macros in the metrics of datasets. A metric that is taken in from another dataset and calls {@code metric()} without
 * a dataset means that of whoever asks, not its own: so Superset resolves it since 5.0, and 4.1 not at all.
 */
final class MetricMacros {

    private final Map<MetricCall, Macros> byMetric = new HashMap<>();

    MetricMacros(Collection<DatasetSql> datasets) {
        for (DatasetSql dataset : datasets) {
            dataset.expressions().stream()
                    .filter(expression -> expression.kind() == Kind.METRIC)
                    .forEach(metric ->
                            byMetric.put(new MetricCall(metric.name(), dataset.id()), Macros.in(metric.sql())));
        }
    }

    /** These macros, and the calls without a dataset in all metrics that they take in from datasets that they name. */
    Macros whole(Macros macros) {
        var left = new ArrayList<MetricCall>();
        var open = new ArrayDeque<>(macros.metrics());
        Set<MetricCall> seen = new HashSet<>();
        while (!open.isEmpty()) {
            MetricCall call = open.poll();
            Macros inside = byMetric.get(call);
            if (inside != null && seen.add(call)) {
                inside.metrics().stream()
                        .filter(metric -> metric.datasetId() == null)
                        .forEach(left::add);
                open.addAll(inside.metrics());
            }
        }
        return left.isEmpty() ? macros : macros.and(new Macros(List.of(), left));
    }
}
