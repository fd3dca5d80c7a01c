package dev.supersetsync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A dataset as Superset shows it to anybody, by the names that Superset has for its fields. */
record Seen(JsonNode json) {

    private static final List<String> OF_DATASET = List.of(
            "table_name",
            "schema",
            "kind",
            "sql",
            "description",
            "extra",
            "cache_timeout",
            "main_dttm_col",
            "template_params",
            "default_endpoint",
            "offset",
            "filter_select_enabled",
            "fetch_values_predicate",
            "always_filter_main_dttm");
    private static final List<String> OF_COLUMN = List.of(
            "verbose_name",
            "description",
            "type",
            "expression",
            "is_dttm",
            "groupby",
            "filterable",
            "is_active",
            "extra",
            "python_date_format");
    private static final List<String> OF_METRIC =
            List.of("verbose_name", "description", "expression", "d3format", "currency", "warning_text", "extra");

    int id() {
        return json.path("id").asInt();
    }

    String uuid() {
        return json.path("uuid").asString();
    }

    String kind() {
        return json.path("kind").asString();
    }

    String text(String field) {
        return json.path(field).asString("");
    }

    /** All of it but how long ago things happened. */
    JsonNode stored() {
        return ((ObjectNode) json.deepCopy()).remove(List.of("changed_on_humanized", "created_on_humanized"));
    }

    /** What it is, without its ids and without when and by whom it was changed: the same for one that came back. */
    Map<String, Object> definition() {
        var definition = new TreeMap<String, Object>();
        OF_DATASET.forEach(field -> definition.put(field, json.path(field)));
        definition.put(
                "owners",
                json.path("owners")
                        .valueStream()
                        .map(owner -> owner.path("id").asInt())
                        .sorted()
                        .toList());
        columnNames().forEach(name -> definition.put("column " + name, fields(column(name), OF_COLUMN)));
        metricNames().forEach(name -> definition.put("metric " + name, fields(metric(name), OF_METRIC)));
        return definition;
    }

    private static Map<String, JsonNode> fields(JsonNode entry, List<String> names) {
        var fields = new TreeMap<String, JsonNode>();
        names.forEach(name -> fields.put(name, entry.path(name)));
        return fields;
    }

    boolean isNull(String field) {
        return json.path(field).isNull();
    }

    List<String> columnNames() {
        return names("columns", "column_name");
    }

    List<String> metricNames() {
        return names("metrics", "metric_name");
    }

    JsonNode column(String name) {
        return entry("columns", "column_name", name);
    }

    JsonNode metric(String name) {
        return entry("metrics", "metric_name", name);
    }

    /** The ids of all columns and metrics, by name. */
    Map<String, Integer> ids() {
        var ids = new TreeMap<String, Integer>();
        columnNames()
                .forEach(name ->
                        ids.put("column " + name, column(name).path("id").asInt()));
        metricNames()
                .forEach(name ->
                        ids.put("metric " + name, metric(name).path("id").asInt()));
        return ids;
    }

    /** What {@code extra} holds, an empty object if nothing. */
    JsonNode extra() {
        return JsonMapper.shared().readTree(json.path("extra").asString("{}"));
    }

    /** A metric's currency: an object from 6.0 on, and the same as a text before. */
    JsonNode currency(String metric) {
        var currency = metric(metric).path("currency");
        return currency.isString() ? JsonMapper.shared().readTree(currency.asString()) : currency;
    }

    private List<String> names(String list, String key) {
        var names = new ArrayList<String>();
        json.path(list).forEach(entry -> names.add(entry.path(key).asString()));
        return names;
    }

    private JsonNode entry(String list, String key, String name) {
        return json.path(list)
                .valueStream()
                .filter(entry -> entry.path(key).asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no %s in %s of %s".formatted(name, list, json)));
    }
}
