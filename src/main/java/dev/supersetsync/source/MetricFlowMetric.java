package dev.supersetsync.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A metric as MetricFlow declares it: what it names, in either of the places that versions of dbt use. */
record MetricFlowMetric(DbtNode node) {

    /** The metric that a measure with {@code create_metric} is besides. */
    static MetricFlowMetric of(DbtNode measure) {
        ObjectNode metric = JsonNodeFactory.instance.objectNode();
        metric.put("name", measure.name()).put("type", "simple");
        Stream.of("label", "description", "config")
                .filter(measure.fields()::has)
                .forEach(copied -> metric.set(copied, measure.json().path(copied)));
        metric.putObject("type_params").putObject("measure").put("name", measure.name());
        return new MetricFlowMetric(new DbtNode(measure.part(), measure.path(), metric));
    }

    String name() {
        return node.name();
    }

    String type() {
        return node.fields().textOr("type", "");
    }

    Fields parameters() {
        return node.fields().below("type_params");
    }

    Fields cumulative() {
        return parameters().below("cumulative_type_params");
    }

    private Fields conversion() {
        return parameters().below("conversion_type_params");
    }

    /** Whether it is only there for other metrics. */
    boolean isPrivate() {
        return parameters().node().path("is_private").asBoolean(false);
    }

    /** Its own condition, in templates. */
    List<String> filters() {
        return filters(node.fields());
    }

    /** The conditions of a metric, or of a metric or measure that one names: a list of them, or with dbt 1.6 one. */
    static List<String> filters(Fields fields) {
        if (!fields.has("filter")) {
            return List.of();
        }
        Fields filter = fields.below("filter");
        Stream<Fields> conditions = filter.node().path("where_filters").isArray()
                ? filter.list("where_filters").stream().map(Fields::new)
                : Stream.of(filter);
        return conditions
                .map(MetricFlowMetric::template)
                .filter(MetricFlowMetric::isStated)
                .toList();
    }

    private static String template(Fields condition) {
        String template = condition.text("where_sql_template");
        if (template == null) {
            throw new NotExpressible("it has a filter in a form that is not known");
        }
        return template;
    }

    /** The metrics that it names. */
    List<Fields> inputs() {
        List<Fields> inputs = new ArrayList<>();
        Stream.of(
                        parameters().below("numerator"),
                        parameters().below("denominator"),
                        cumulative().below("metric"),
                        conversion().below("base_metric"),
                        conversion().below("conversion_metric"))
                .filter(input -> input.has("name"))
                .forEach(inputs::add);
        parameters().list("metrics").stream().map(Fields::new).forEach(inputs::add);
        return inputs;
    }

    /** The names of the measures that it names. */
    List<String> measures() {
        return Stream.of(
                        parameters().below("measure"),
                        conversion().below("base_measure"),
                        conversion().below("conversion_measure"))
                .map(measure -> measure.text("name"))
                .filter(MetricFlowMetric::isStated)
                .toList();
    }

    /** The semantic model that it aggregates itself, without a measure, or null. */
    @Nullable
    String semanticModel() {
        return parameters().below("metric_aggregation_params").text("semantic_model");
    }

    /** What keeps it from being a sum of rows in time, or null: a window, or a time that it starts from. */
    @Nullable
    String window() {
        for (String name : List.of("window", "grain_to_date")) {
            if (parameters().has(name) || cumulative().has(name)) {
                return name;
            }
        }
        return null;
    }

    private static boolean isStated(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    /** A number, if there is one. */
    static @Nullable BigDecimal number(Fields fields, String name) {
        JsonNode number = fields.node().path(name);
        return number.isNumber() ? number.decimalValue() : null;
    }
}
