package dev.supersetsync;

import dev.supersetsync.testenv.SupersetApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people do to a dataset in Superset's editor, which sends whole lists of columns and metrics. */
final class People {

    private static final Set<String> COLUMN_FIELDS = Set.of(
            "id",
            "column_name",
            "type",
            "verbose_name",
            "description",
            "expression",
            "filterable",
            "groupby",
            "is_active",
            "is_dttm",
            "python_date_format",
            "uuid",
            "extra");
    private static final Set<String> METRIC_FIELDS = Set.of(
            "id", "metric_name", "expression", "verbose_name", "description", "d3format", "warning_text", "extra");

    private final SupersetApi api;

    People(SupersetApi api) {
        this.api = api;
    }

    /** Sets a field of the dataset itself. */
    void set(int dataset, String field, @Nullable Object value) {
        var change = new HashMap<String, @Nullable Object>();
        change.put(field, value);
        change.put("always_filter_main_dttm", false);
        api.put("/dataset/" + dataset, change);
    }

    /** Certifies the dataset, and leaves all else in {@code extra} as it is. */
    void certify(int dataset, String by, String details) {
        var extra = new HashMap<String, Object>();
        new Seen(api.dataset(dataset)).extra().properties().forEach(one -> extra.put(one.getKey(), one.getValue()));
        extra.put("certification", Map.of("certified_by", by, "details", details));
        set(dataset, "extra", JsonMapper.shared().writeValueAsString(extra));
    }

    void setColumn(int dataset, String name, String field, Object value) {
        putColumns(dataset, columns -> with(columns, "column_name", name, field, value));
    }

    void setMetric(int dataset, String name, String field, Object value) {
        putMetrics(dataset, metrics -> with(metrics, "metric_name", name, field, value));
    }

    void addColumn(int dataset, String name, String expression, String type) {
        putColumns(
                dataset, columns -> plus(columns, Map.of("column_name", name, "expression", expression, "type", type)));
    }

    void addMetric(int dataset, String name, String expression) {
        putMetrics(dataset, metrics -> plus(metrics, Map.of("metric_name", name, "expression", expression)));
    }

    void removeMetric(int dataset, String name) {
        putMetrics(dataset, metrics -> without(metrics, "metric_name", name));
    }

    void removeColumn(int dataset, String name) {
        putColumns(dataset, columns -> without(columns, "column_name", name));
    }

    private void putColumns(int dataset, UnaryOperator<List<Map<String, Object>>> edit) {
        set(dataset, "columns", edit.apply(entries(dataset, "columns", COLUMN_FIELDS)));
    }

    private void putMetrics(int dataset, UnaryOperator<List<Map<String, Object>>> edit) {
        set(dataset, "metrics", edit.apply(entries(dataset, "metrics", METRIC_FIELDS)));
    }

    private List<Map<String, Object>> entries(int dataset, String list, Set<String> fields) {
        var entries = new ArrayList<Map<String, Object>>();
        api.dataset(dataset).path(list).forEach(entry -> entries.add(fields(entry, fields)));
        return entries;
    }

    private static Map<String, Object> fields(JsonNode entry, Set<String> fields) {
        var known = new HashMap<String, Object>();
        entry.properties().stream()
                .filter(field -> fields.contains(field.getKey()))
                .forEach(field -> known.put(field.getKey(), field.getValue()));
        return known;
    }

    private static List<Map<String, Object>> with(
            List<Map<String, Object>> entries, String key, String name, String field, Object value) {
        named(entries, key, name).put(field, value);
        return entries;
    }

    private static List<Map<String, Object>> plus(List<Map<String, Object>> entries, Map<String, Object> entry) {
        entries.add(entry);
        return entries;
    }

    private static List<Map<String, Object>> without(List<Map<String, Object>> entries, String key, String name) {
        entries.remove(named(entries, key, name));
        return entries;
    }

    private static Map<String, Object> named(List<Map<String, Object>> entries, String key, String name) {
        return entries.stream()
                .filter(entry -> entry.get(key) instanceof JsonNode value
                        && value.asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + name));
    }
}
