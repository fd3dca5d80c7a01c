package dev.supersetsync.source;

import dev.supersetsync.model.Calculation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the metrics of MetricFlow into the datasets of their semantic models, and names those that cannot be. */
final class MetricFlowMetrics {

    private final Draft draft;
    private final DbtMeta meta;
    private final MetricFlowProject project;
    private final Map<String, ObjectNode> settings = new LinkedHashMap<>();

    MetricFlowMetrics(Draft draft, List<MetricFlowModel> models, List<DbtNode> metrics) {
        this.draft = draft;
        this.meta = new DbtMeta(draft);
        this.project = new MetricFlowProject(models, metrics);
    }

    /** Adds the metrics to the datasets that there are, by the names of their semantic models. */
    void addTo(Map<String, Drafted> datasets) {
        if (!project.check(draft)) {
            return;
        }
        for (MetricFlowMetric metric : project.metrics()) {
            ObjectNode stated = settings(metric);
            if (!metric.isPrivate() && DbtMeta.isEnabled(stated)) {
                settings.put(metric.name(), stated);
            }
        }
        MetricFlowCalculations calculations = new MetricFlowCalculations(project, settings.keySet());
        settings.keySet()
                .forEach(name -> project.metric(name).ifPresent(metric -> add(metric, calculations, datasets)));
    }

    private void add(MetricFlowMetric metric, MetricFlowCalculations calculations, Map<String, Drafted> datasets) {
        try {
            MetricFlowCalculations.Result result = calculations.of(metric);
            Drafted dataset = datasets.get(result.model().name());
            if (dataset != null) {
                write(metric, result, dataset);
            }
        } catch (NotExpressible reason) {
            lose(metric, datasets, "the metric %s is left out: %s".formatted(metric.name(), reason.reason()));
        }
    }

    /** Tells it of the only dataset that it is about, or in general; not at all if nobody asked for any of them. */
    private void lose(MetricFlowMetric metric, Map<String, Drafted> datasets, String message) {
        Set<String> models = project.modelsOf(metric);
        Map<String, Drafted> concerned = new HashMap<>(datasets);
        concerned.keySet().retainAll(models);
        if (concerned.size() == 1) {
            concerned.values().forEach(dataset -> dataset.lose("metrics." + metric.name(), message));
        } else if (concerned.size() > 1 || models.isEmpty()) {
            draft.lose(message);
        }
    }

    private void write(MetricFlowMetric metric, MetricFlowCalculations.Result result, Drafted dataset) {
        ObjectNode node = dataset.metric(metric.name());
        write(result.calculation(), node);
        Fields fields = metric.node().fields();
        String label = fields.textOr("label", "");
        // dbt repeats the name where there is no label.
        if (!label.isBlank() && !label.equals(metric.name())) {
            node.put("label", label);
        }
        if (!fields.textOr("description", "").isBlank()) {
            node.put("description", fields.textOr("description", ""));
        }
        result.notes()
                .forEach(note -> dataset.lose("metrics." + metric.name(), "the metric " + metric.name() + " " + note));
        if (!result.notes().isEmpty()) {
            node.put("warning", "It " + String.join("; it ", result.notes()));
        }
        DbtMeta.apply(settings.getOrDefault(metric.name(), JsonNodeFactory.instance.objectNode()), node);
    }

    private static void write(Calculation calculation, ObjectNode node) {
        switch (calculation) {
            case Calculation.Aggregate aggregate -> {
                node.put("aggregation", aggregate.aggregation().name());
                put(node, "column", aggregate.column());
                put(node, "filter", aggregate.filter());
            }
            case Calculation.Formula formula -> node.put("formula", formula.text());
            case Calculation.Expression expression -> node.put("expression", expression.sql());
        }
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private ObjectNode settings(MetricFlowMetric metric) {
        List<DbtNode> models = project.modelsOf(metric).stream()
                .flatMap(name -> project.model(name).stream())
                .map(MetricFlowModel::node)
                .toList();
        return meta.ofPart(DbtMeta.Kind.METRIC, metric.node(), models);
    }
}
