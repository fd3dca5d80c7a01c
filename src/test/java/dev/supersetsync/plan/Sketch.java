package dev.supersetsync.plan;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dataset drawn in a few words, to be read as a declared one (only what is said) or as one in Superset (the rest has
 * Superset's defaults). It never changes: every word gives another sketch.
 */
record Sketch(DatasetKey key, Settings settings, Map<String, Settings> columns, Map<String, Settings> metrics) {

    static Sketch of(String name) {
        return new Sketch(new DatasetKey("warehouse", null, "dwh", name), Settings.none(), Map.of(), Map.of());
    }

    static Sketch of(Dataset dataset) {
        var columns = new LinkedHashMap<String, Settings>();
        dataset.columns().forEach(column -> columns.put(column.name(), column.settings()));
        var metrics = new LinkedHashMap<String, Settings>();
        dataset.metrics().forEach(metric -> metrics.put(metric.name(), metric.settings()));
        return new Sketch(dataset.key(), dataset.settings(), columns, metrics);
    }

    Sketch named(String name) {
        return at(new DatasetKey(key.database(), key.catalog(), key.schema(), name));
    }

    Sketch in(@Nullable String schema) {
        return at(new DatasetKey(key.database(), key.catalog(), schema, key.name()));
    }

    Sketch inCatalog(@Nullable String catalog) {
        return at(new DatasetKey(key.database(), catalog, key.schema(), key.name()));
    }

    private Sketch at(DatasetKey other) {
        return new Sketch(other, settings, columns, metrics);
    }

    Sketch query(String sql) {
        return with(Setting.SQL, sql);
    }

    Sketch with(Setting setting, String text) {
        return with(setting, Value.text(text));
    }

    Sketch with(Setting setting, Value value) {
        return new Sketch(key, settings.with(setting, value), columns, metrics);
    }

    Sketch without(Setting setting) {
        return new Sketch(key, settings.without(setting), columns, metrics);
    }

    /** With a column of the warehouse. */
    Sketch column(String name, String type) {
        return column(name, Setting.EXPRESSION, Value.UNSET).column(name, Setting.TYPE, Value.text(type));
    }

    Sketch calculated(String name, String expression) {
        return column(name, Setting.EXPRESSION, Value.text(expression));
    }

    Sketch column(String name, Setting setting, String text) {
        return column(name, setting, Value.text(text));
    }

    Sketch column(String name, Setting setting, Value value) {
        Settings now = columns.getOrDefault(name, Settings.none().with(Setting.EXPRESSION, Value.UNSET));
        return new Sketch(key, settings, put(columns, name, now.with(setting, value)), metrics);
    }

    Sketch columnWithout(String name, Setting setting) {
        Settings now = columns.getOrDefault(name, Settings.none());
        return new Sketch(key, settings, put(columns, name, now.without(setting)), metrics);
    }

    Sketch withoutColumn(String name) {
        return new Sketch(key, settings, removed(columns, name), metrics);
    }

    Sketch metric(String name, String expression) {
        return metric(name, Setting.EXPRESSION, Value.text(expression));
    }

    Sketch metric(String name, Setting setting, Value value) {
        Settings now = metrics.getOrDefault(name, Settings.none());
        return new Sketch(key, settings, columns, put(metrics, name, now.with(setting, value)));
    }

    Sketch metricWithout(String name, Setting setting) {
        Settings now = metrics.getOrDefault(name, Settings.none());
        return new Sketch(key, settings, columns, put(metrics, name, now.without(setting)));
    }

    Sketch withoutMetric(String name) {
        return new Sketch(key, settings, columns, removed(metrics, name));
    }

    /** Only what was said. */
    Dataset declared() {
        return dataset(Settings.none(), Settings.none(), Settings.none());
    }

    /** The dataset in Superset, which states every setting. */
    ActualDataset actual(int id, @Nullable Mark mark) {
        Dataset dataset =
                dataset(defaults(Setting.OF_DATASET), defaults(Setting.OF_COLUMN), defaults(Setting.OF_METRIC));
        return new ActualDataset(
                id, "uuid-" + id, 1, key.catalog(), dataset, mark, "2026-01-01", ids(columns), ids(metrics));
    }

    private Dataset dataset(Settings ofDataset, Settings ofColumn, Settings ofMetric) {
        return new Dataset(
                key,
                ofDataset.overlaidWith(settings),
                columns.entrySet().stream()
                        .map(column -> new Column(column.getKey(), ofColumn.overlaidWith(column.getValue())))
                        .toList(),
                metrics.entrySet().stream()
                        .map(metric -> new Metric(metric.getKey(), ofMetric.overlaidWith(metric.getValue())))
                        .toList());
    }

    private static Settings defaults(Set<Setting> settings) {
        Settings result = Settings.none();
        for (Setting setting : settings) {
            result = result.with(setting, setting.defaultValue());
        }
        return result;
    }

    private static Map<String, Integer> ids(Map<String, Settings> members) {
        var ids = new LinkedHashMap<String, Integer>();
        Collection<String> names = members.keySet();
        names.forEach(name -> ids.put(name, ids.size() + 1));
        return ids;
    }

    private static Map<String, Settings> put(Map<String, Settings> members, String name, Settings settings) {
        var copy = new LinkedHashMap<>(members);
        copy.put(name, settings);
        return copy;
    }

    private static Map<String, Settings> removed(Map<String, Settings> members, String name) {
        var copy = new LinkedHashMap<>(members);
        copy.remove(name);
        return copy;
    }
}
