package dev.supersetsync.source;

import dev.supersetsync.model.Aggregation;
import dev.supersetsync.model.NumberFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a metric of a simple or a composed one. mara-schema calls the column that a simple metric is made of by the name
 * of the metric, in the flattened table and in its query alike.
 */
final class MaraMetric {

    private static final Set<String> KNOWN = Set.of(
            "name", "description", "aggregation", "column", "formula", "number_format", "important_field", "more_url");
    private static final Map<String, Aggregation> AGGREGATIONS = aggregations();
    private static final Pattern METRIC = Pattern.compile("\\[(?:[^]]|]])*+]");

    private final MaraSettings settings;
    private final MaraNode metric;

    MaraMetric(MaraSettings settings, MaraNode metric) {
        this.settings = settings;
        this.metric = metric;
    }

    private static Map<String, Aggregation> aggregations() {
        Map<String, Aggregation> aggregations = new LinkedHashMap<>();
        aggregations.put("sum", Aggregation.SUM);
        aggregations.put("avg", Aggregation.AVG);
        aggregations.put("count", Aggregation.COUNT);
        aggregations.put("distinct-count", Aggregation.COUNT_DISTINCT);
        return aggregations;
    }

    void addTo(Drafted model) {
        String name = metric.needed("name");
        String path = Paths.member("metrics", name);
        ObjectNode target = model.metric(name);
        MaraDescription.of(metric).ifPresent(description -> target.put("description", description));
        calculate(target, name);
        format(model, path, target, metric.text("number_format"));
        metric.unknown(KNOWN).forEach(key -> model.lose(path, key + " of " + name + " is not known, and was left out"));
    }

    private void calculate(ObjectNode target, String name) {
        String formula = metric.text("formula");
        String word = metric.text("aggregation");
        if (formula != null) {
            target.put("formula", withFractions(formula));
        }
        if (word == null) {
            return;
        }
        Aggregation aggregation = AGGREGATIONS.get(word);
        if (aggregation == null) {
            metric.refuseWord("aggregation", word, List.copyOf(AGGREGATIONS.keySet()));
        }
        target.put(
                "aggregation",
                Objects.requireNonNullElse(aggregation, Aggregation.COUNT).name());
        target.put("column", Objects.requireNonNullElse(metric.text("column"), name));
    }

    /**
     * A ratio of two whole numbers keeps its fraction in mara, which compares each metric of a ratio with 0.0. Many
     * warehouses would drop it.
     */
    private static String withFractions(String formula) {
        var metrics = METRIC.matcher(formula);
        return metrics.replaceAll("").contains("/") ? metrics.replaceAll("($0 * 1.0)") : formula;
    }

    private void format(Drafted model, String path, ObjectNode target, @Nullable String format) {
        switch (format) {
            case null -> {}
            case "Standard" -> target.put("format", NumberFormat.STANDARD.name());
            case "Percent" -> target.put("format", NumberFormat.PERCENT.name());
            case "Currency" -> {
                target.put("format", NumberFormat.CURRENCY.name());
                if (settings.currency() != null) {
                    target.put("currency", settings.currency());
                }
            }
            default ->
                model.lose(
                        path,
                        "the number format '" + format + "' of "
                                + target.path("name").asString() + " is not known, and was left out");
        }
    }
}
