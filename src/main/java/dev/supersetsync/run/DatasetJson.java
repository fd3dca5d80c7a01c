package dev.supersetsync.run;

import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Turns a dataset into JSON and back without loss: settings by their paths, values as JSON's own types where one fits.
 * It is the form of the storage, not the one of documents or answers.
 */
@Component
public class DatasetJson {

    private static final Map<String, Setting> BY_PATH =
            Arrays.stream(Setting.values()).collect(Collectors.toUnmodifiableMap(Setting::path, Function.identity()));

    private final StoredJson json;

    public DatasetJson(StoredJson json) {
        this.json = json;
    }

    /** The dataset as JSON. */
    public String write(Dataset dataset) {
        return json.write(tree(dataset));
    }

    /** The dataset as members, to be written with others. */
    Map<String, @Nullable Object> tree(Dataset dataset) {
        var key = dataset.key();
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("database", key.database());
        tree.put("catalog", key.catalog());
        tree.put("schema", key.schema());
        tree.put("name", key.name());
        tree.put("settings", tree(dataset.settings().asMap()));
        tree.put(
                "columns",
                dataset.columns().stream()
                        .map(it -> child(it.name(), it.settings()))
                        .toList());
        tree.put(
                "metrics",
                dataset.metrics().stream()
                        .map(it -> child(it.name(), it.settings()))
                        .toList());
        return tree;
    }

    /** The dataset that {@link #write} wrote; settings that are not known any more are passed over. */
    public Dataset read(String text) {
        return of(json.tree(text));
    }

    /** The dataset of what {@link #tree} gave. */
    Dataset of(JsonNode tree) {
        return new Dataset(
                new DatasetKey(
                        tree.required("database").stringValue(),
                        text(tree, "catalog"),
                        text(tree, "schema"),
                        tree.required("name").stringValue()),
                settings(tree),
                children(tree, "columns", Column::new),
                children(tree, "metrics", Metric::new));
    }

    private static Map<String, @Nullable Object> child(String name, Settings settings) {
        return pair("name", name, "settings", tree(settings.asMap()));
    }

    private static Map<String, @Nullable Object> tree(Map<Setting, Value> settings) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        settings.forEach((setting, value) -> tree.put(setting.path(), tree(value)));
        return tree;
    }

    private static @Nullable Object tree(Value value) {
        return switch (value) {
            case Value.Unset() -> null;
            case Value.Text(var text) -> text;
            case Value.Whole(var number) -> number;
            case Value.Flag(var on) -> on;
            case Value.Names(var names) -> names;
            case Value.Certification it -> Map.of("certification", pair("by", it.by(), "details", it.details()));
            case Value.Currency it -> Map.of("currency", pair("symbol", it.symbol(), "position", it.position()));
            case Value.Parts(var settings) -> Map.of("parts", tree(settings.asMap()));
        };
    }

    /** Always in this order: what is written is compared. */
    private static Map<String, @Nullable Object> pair(
            String first, @Nullable Object firstValue, String second, @Nullable Object secondValue) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put(first, firstValue);
        tree.put(second, secondValue);
        return tree;
    }

    private static <T> List<T> children(JsonNode tree, String member, Child<T> made) {
        return tree.required(member)
                .valueStream()
                .map(child -> made.of(child.required("name").stringValue(), settings(child)))
                .toList();
    }

    private static Settings settings(JsonNode tree) {
        return Settings.of(values(tree.required("settings")));
    }

    private static Map<Setting, Value> values(JsonNode tree) {
        var values = new EnumMap<Setting, Value>(Setting.class);
        tree.properties().forEach(member -> {
            var setting = BY_PATH.get(member.getKey());
            if (setting != null) {
                values.put(setting, value(member.getValue()));
            }
        });
        return values;
    }

    private static Value value(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> Value.UNSET;
            case STRING -> new Value.Text(node.stringValue());
            case NUMBER -> new Value.Whole(node.longValue());
            case BOOLEAN -> Value.flag(node.booleanValue());
            case ARRAY ->
                new Value.Names(node.valueStream().map(JsonNode::stringValue).toList());
            case OBJECT -> composed(node);
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("No value: " + node);
        };
    }

    private static Value composed(JsonNode node) {
        var kind = node.propertyNames().iterator().next();
        var parts = node.required(kind);
        return switch (kind) {
            case "certification" -> new Value.Certification(text(parts, "by"), text(parts, "details"));
            case "currency" -> new Value.Currency(parts.required("symbol").stringValue(), text(parts, "position"));
            case "parts" -> new Value.Parts(Settings.of(values(parts)));
            default -> throw new IllegalArgumentException("No value: " + kind);
        };
    }

    private static @Nullable String text(JsonNode tree, String member) {
        var node = tree.required(member);
        return node.isNull() ? null : node.stringValue();
    }

    /** Makes a column or a metric. */
    private interface Child<T> {
        T of(String name, Settings settings);
    }
}
