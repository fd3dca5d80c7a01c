package dev.supersetsync.source;

import dev.supersetsync.model.Nearest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The semantic models, measures and metrics of one text by their names, and whether they hang together: every name is
 * there, and no metric needs itself.
 */
final class MetricFlowProject {

    /** A measure, and the semantic model that has it. */
    record Measure(MetricFlowModel model, DbtNode node) {}

    /** As deep as formulas may be nested, and their metrics. */
    private static final int DEEPEST = 50;

    private final Map<String, MetricFlowModel> models = new LinkedHashMap<>();
    private final Map<String, Measure> measures = new LinkedHashMap<>();
    private final SequencedMap<String, MetricFlowMetric> metrics = new LinkedHashMap<>();

    MetricFlowProject(List<MetricFlowModel> models, List<DbtNode> metrics) {
        metrics.forEach(node -> this.metrics.put(node.name(), new MetricFlowMetric(node)));
        for (MetricFlowModel model : models) {
            this.models.put(model.name(), model);
            for (DbtNode measure : model.measures()) {
                measures.put(measure.name(), new Measure(model, measure));
                if (measure.json().path("create_metric").asBoolean(false)) {
                    this.metrics.putIfAbsent(measure.name(), MetricFlowMetric.of(measure));
                }
            }
        }
    }

    Collection<MetricFlowMetric> metrics() {
        return metrics.values();
    }

    Optional<MetricFlowModel> model(String name) {
        return Optional.ofNullable(models.get(name));
    }

    Optional<Measure> measure(String name) {
        return Optional.ofNullable(measures.get(name));
    }

    Optional<MetricFlowMetric> metric(String name) {
        return Optional.ofNullable(metrics.get(name));
    }

    /** The names of the semantic models whose rows a metric is made of, directly or by other metrics. */
    Set<String> modelsOf(MetricFlowMetric metric) {
        Set<String> found = new LinkedHashSet<>();
        collectModels(metric, found, new HashSet<>());
        return found;
    }

    private void collectModels(MetricFlowMetric metric, Set<String> found, Set<String> seen) {
        if (!seen.add(metric.name())) {
            return;
        }
        metric.measures()
                .forEach(name -> measure(name)
                        .ifPresent(measure -> found.add(measure.model().name())));
        Optional.ofNullable(metric.semanticModel()).ifPresent(found::add);
        metric.inputs()
                .forEach(input ->
                        metric(input.textOr("name", "")).ifPresent(other -> collectModels(other, found, seen)));
    }

    /** Refuses what does not hang together; whether all of it does. Nothing else may be asked before. */
    boolean check(Draft draft) {
        int before = draft.violations().size();
        metrics.values().forEach(metric -> checkNames(draft, metric));
        Map<String, Integer> depths = new HashMap<>();
        metrics.values().forEach(metric -> checkDepth(draft, metric, depths, new LinkedHashSet<>()));
        return draft.violations().size() == before;
    }

    private void checkNames(Draft draft, MetricFlowMetric metric) {
        metric.measures().forEach(name -> checkName(draft, metric, "measure", name, measures.keySet()));
        metric.inputs()
                .forEach(input -> checkName(draft, metric, "metric", input.textOr("name", ""), metrics.keySet()));
        String model = metric.semanticModel();
        if (model != null) {
            checkName(draft, metric, "semantic model", model, models.keySet());
        }
    }

    private static void checkName(Draft draft, MetricFlowMetric metric, String what, String name, Set<String> known) {
        if (!known.contains(name)) {
            refuse(
                    draft,
                    metric,
                    "names the %s '%s', which is missing".formatted(what, name) + Nearest.question(name, known));
        }
    }

    /** How many metrics lie below each other; what needs itself, or is too deep to be followed, is refused once. */
    private int checkDepth(
            Draft draft, MetricFlowMetric metric, Map<String, Integer> depths, LinkedHashSet<String> path) {
        Integer known = depths.get(metric.name());
        if (known != null) {
            return known;
        }
        if (path.contains(metric.name())) {
            List<String> cycle =
                    path.stream().dropWhile(name -> !name.equals(metric.name())).toList();
            refuse(draft, metric, "is circular: the metric needs itself, by way of " + String.join(" and ", cycle));
            return 0;
        }
        path.add(metric.name());
        int depth = path.size() > DEEPEST ? DEEPEST : below(draft, metric, depths, path);
        path.removeLast();
        if (depth == DEEPEST) {
            refuse(draft, metric, "is nested more than %d metrics deep".formatted(DEEPEST));
        }
        depths.put(metric.name(), depth + 1);
        return depth + 1;
    }

    private int below(Draft draft, MetricFlowMetric metric, Map<String, Integer> depths, LinkedHashSet<String> path) {
        return metric.inputs().stream()
                .flatMap(input -> metric(input.textOr("name", "")).stream())
                .mapToInt(input -> checkDepth(draft, input, depths, path))
                .max()
                .orElse(0);
    }

    private static void refuse(Draft draft, MetricFlowMetric metric, String message) {
        draft.refuse(metric.node().part(), Paths.member(metric.node().path(), "type_params"), message);
    }
}
