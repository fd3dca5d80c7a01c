package dev.supersetsync;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A request with many models of 40 children each, 30 columns of the warehouse, 2 calculated ones and 8 metrics, in
 * either notation; and the datasets that are as the models declare them.
 *
 * @param models how many models
 * @param changed how many of them have another description than the others
 */
record ManyModelsText(int models, int changed) {

    static final String SCHEMA = "many";

    private static final int PHYSICAL = 30;
    private static final int CALCULATED = 2;
    private static final int METRICS = 8;

    String json() {
        return """
                {"models":{"version":1,"name":"many","defaults":{"database":"warehouse","schema":"%s"},"models":[%s]}}
                """.formatted(SCHEMA, each(models, this::inJson));
    }

    private String inJson(int model) {
        return """
                {"table":"%s","description":"%s","columns":[%s,%s],"metrics":[%s]}""".formatted(
                        table(model),
                        description(model),
                        each(PHYSICAL, i -> """
                                {"name":"%s","type":"%s","label":"%s"}""".formatted(column(i), type(i), label(model, i))),
                        each(CALCULATED, i -> """
                                {"name":"%s","expression":"%s"}""".formatted(calculated(i), expression(i))),
                        each(METRICS, i -> """
                                {"name":"%s","expression":"%s"}""".formatted(metric(i), sum(i))));
    }

    String yaml() {
        return """
                models:
                  version: 1
                  name: many
                  defaults: {database: warehouse, schema: %s}
                  models:
                """.formatted(SCHEMA)
                + IntStream.range(0, models).mapToObj(this::inYaml).collect(Collectors.joining());
    }

    private String inYaml(int model) {
        return """
                  - table: %s
                    description: %s
                    columns: [%s,
                      %s]
                    metrics: [%s]
                """.formatted(
                table(model),
                description(model),
                each(PHYSICAL, i -> "{name: %s, type: %s, label: %s}".formatted(column(i), type(i), label(model, i))),
                each(CALCULATED, i -> "{name: %s, expression: %s}".formatted(calculated(i), expression(i))),
                each(METRICS, i -> "{name: %s, expression: %s}".formatted(metric(i), sum(i))));
    }

    private static String each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(","));
    }

    static String table(int model) {
        return "t" + model;
    }

    private String description(int model) {
        return (model < changed ? "Table " : "table ") + model;
    }

    static String label(int model, int column) {
        return "C%d of %d".formatted(column, model);
    }

    static Map<String, String> columns() {
        var columns = new LinkedHashMap<String, String>();
        IntStream.range(0, PHYSICAL).forEach(i -> columns.put(column(i), type(i)));
        return columns;
    }

    private static String column(int column) {
        return "c%02d".formatted(column);
    }

    private static String type(int column) {
        return column == 0 ? "TIMESTAMP" : "NUMERIC";
    }

    static Map<String, String> calculatedColumns() {
        var columns = new LinkedHashMap<String, String>();
        IntStream.range(0, CALCULATED).forEach(i -> columns.put(calculated(i), expression(i)));
        return columns;
    }

    private static String calculated(int column) {
        return "x%d".formatted(column);
    }

    private static String expression(int column) {
        return "c01 * %d".formatted(column);
    }

    static Map<String, String> metrics() {
        var metrics = new LinkedHashMap<String, String>();
        IntStream.range(0, METRICS).forEach(i -> metrics.put(metric(i), sum(i)));
        return metrics;
    }

    private static String metric(int metric) {
        return "m%d".formatted(metric);
    }

    private static String sum(int metric) {
        return "SUM(c%02d)".formatted(metric + 1);
    }
}
