package dev.supersetsync.superset;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of the PUT that turns a dataset into another: only what differs, but columns and metrics as the complete
 * lists that Superset takes them for, existing ones by id.
 */
final class DatasetPayload {

    private final ServerVersion version;
    private final Owners owners;

    DatasetPayload(ServerVersion version, Owners owners) {
        this.version = version;
        this.owners = owners;
    }

    ObjectNode of(ActualDataset current, Dataset after, @Nullable Mark mark) {
        Settings before = current.dataset().settings();
        ObjectNode body = Answer.JSON.createObjectNode();
        addPlain(body, Fields.DATASET, before, after.settings());
        addOwners(body, before, after.settings());
        // Left out, it would be set to false.
        body.set(
                "always_filter_main_dttm",
                plain(before.overlaidWith(after.settings()).orDefault(Setting.ALWAYS_FILTER_MAIN_DTTM)));
        // In the same PUT as the columns: before 6.0 nothing else makes charts notice that those have changed.
        body.put("extra", extra(before).with(after.settings()).with(mark).written());
        if (version.needsPlaceInWrites()) {
            body.put("schema", current.key().schema()).put("catalog", current.storedCatalog());
        }
        addColumns(body, current, after);
        addMetrics(body, current, after);
        return body;
    }

    /** Whether a mark has a place in what a dataset is to be. */
    static boolean keepsMark(ActualDataset current, Dataset after) {
        return extra(current.dataset().settings()).with(after.settings()).isReadable();
    }

    /** The paths of new certifications for which there is no place in the {@code extra} that somebody else wrote. */
    static List<String> certificationsWithoutPlace(ActualDataset current, Dataset after) {
        var paths = new ArrayList<String>();
        if (lacksPlace(current.dataset().settings(), after.settings())) {
            paths.add(Setting.CERTIFICATION.path());
        }
        Map<String, Settings> before = byName(current.dataset().metrics(), Metric::name, Metric::settings);
        after.metrics().stream()
                .filter(metric -> lacksPlace(before.getOrDefault(metric.name(), Settings.none()), metric.settings()))
                .map(metric -> "metrics." + metric.name() + "." + Setting.CERTIFICATION.path())
                .forEach(paths::add);
        return paths;
    }

    private static boolean lacksPlace(Settings before, Settings after) {
        return !isSame(before, after, Setting.CERTIFICATION)
                && !extra(before).with(after).holdsCertification();
    }

    private void addOwners(ObjectNode body, Settings before, Settings after) {
        if (after.get(Setting.OWNERS).orElse(null) instanceof Value.Names names
                && !after.get(Setting.OWNERS).equals(before.get(Setting.OWNERS))) {
            body.set("owners", owners.ids(names));
        }
    }

    private void addColumns(ObjectNode body, ActualDataset current, Dataset after) {
        Map<String, Settings> before = byName(current.dataset().columns(), Column::name, Column::settings);
        Map<String, Settings> wanted = byName(after.columns(), Column::name, Column::settings);
        if (differ(before, wanted)) {
            ArrayNode list = body.putArray("columns");
            wanted.forEach((name, settings) ->
                    list.add(part(Fields.COLUMN, current.columnIds().get(name), before.get(name), settings)
                            .put("column_name", name)));
        }
    }

    private void addMetrics(ObjectNode body, ActualDataset current, Dataset after) {
        Map<String, Settings> before = byName(current.dataset().metrics(), Metric::name, Metric::settings);
        Map<String, Settings> wanted = byName(after.metrics(), Metric::name, Metric::settings);
        if (differ(before, wanted)) {
            ArrayNode list = body.putArray("metrics");
            wanted.forEach((name, settings) -> list.add(metric(current, name, before.get(name), settings)));
        }
    }

    /** Superset wants an expression in every entry. */
    private ObjectNode metric(ActualDataset current, String name, @Nullable Settings before, Settings settings) {
        Settings all = before == null ? settings : before.overlaidWith(settings);
        return part(Fields.METRIC, current.metricIds().get(name), before, settings)
                .put("metric_name", name)
                .put("expression", all.text(Setting.EXPRESSION).orElse(""));
    }

    private static boolean differ(Map<String, Settings> before, Map<String, Settings> wanted) {
        return !before.keySet().equals(wanted.keySet())
                || wanted.entrySet().stream().anyMatch(part -> {
                    Settings old = before.getOrDefault(part.getKey(), Settings.none());
                    return !old.overlaidWith(part.getValue()).equals(old);
                });
    }

    private ObjectNode part(Fields fields, @Nullable Integer id, @Nullable Settings before, Settings after) {
        Settings old = before == null ? Settings.none() : before;
        ObjectNode entry = Answer.JSON.createObjectNode();
        if (id != null) {
            entry.put("id", id);
        }
        addPlain(entry, fields, old, after);
        if (!isSame(old, after, Setting.EXTRA) || !isSame(old, after, Setting.CERTIFICATION)) {
            entry.put("extra", extra(old).with(after).written());
        }
        return entry;
    }

    private void addPlain(ObjectNode body, Fields fields, Settings before, Settings after) {
        fields.names().forEach((setting, field) -> {
            if (!isSame(before, after, setting)) {
                boolean inverted = setting == Setting.HIDDEN;
                Value value = after.orDefault(setting);
                body.set(field.member(), plain(inverted ? Value.flag(value.equals(Value.flag(false))) : value));
            }
        });
    }

    private static boolean isSame(Settings before, Settings after, Setting setting) {
        return !after.states(setting) || after.get(setting).equals(before.get(setting));
    }

    private static Extra extra(Settings settings) {
        return new Extra(settings.orDefault(Setting.CERTIFICATION), null, settings.orDefault(Setting.EXTRA));
    }

    private JsonNode plain(Value value) {
        var nodes = Answer.JSON.getNodeFactory();
        return switch (value) {
            case Value.Unset() -> nodes.nullNode();
            case Value.Text(String text) -> nodes.stringNode(text);
            case Value.Whole(long number) -> nodes.numberNode(number);
            case Value.Flag(boolean on) -> nodes.booleanNode(on);
            case Value.Currency currency -> Currencies.written(currency, version);
            case Value.Names names -> throw new IllegalArgumentException("no plain value: " + names);
            case Value.Certification certification ->
                throw new IllegalArgumentException("no plain value: " + certification);
            case Value.Parts parts -> throw new IllegalArgumentException("no plain value: " + parts);
        };
    }

    private static <T> Map<String, Settings> byName(
            List<T> parts, Function<T, String> name, Function<T, Settings> settings) {
        var map = new LinkedHashMap<String, Settings>();
        parts.forEach(part -> map.putIfAbsent(name.apply(part), settings.apply(part)));
        return map;
    }
}
