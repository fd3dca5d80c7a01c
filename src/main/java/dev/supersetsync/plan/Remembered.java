package dev.supersetsync.plan;

import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What counts as applied once a change is done: what was declared and is really there. Where a guard or the warehouse
 * held something back, what was applied before still counts, so that the next sync sees the same difference again.
 */
final class Remembered {

    private final Dataset declared;
    private final Dataset after;
    private final @Nullable Applied before;

    private Remembered(Dataset declared, Dataset after, @Nullable Applied before) {
        this.declared = declared;
        this.after = after;
        this.before = before;
    }

    static Change.Memory of(
            Dataset declared, Dataset after, @Nullable Applied before, boolean created, String backend) {
        var remembered = new Remembered(declared, after, before).dataset();
        return new Change.Memory(remembered, retained(declared, after, backend), created);
    }

    /** The columns that answer NULL without being declared so. */
    static Set<String> retained(Dataset declared, Dataset after, String backend) {
        Set<String> calculated = declared.columns().stream()
                .filter(Column::isCalculated)
                .map(Column::name)
                .collect(Collectors.toSet());
        return after.columns().stream()
                .filter(column -> !calculated.contains(column.name()))
                .filter(column -> isNull(column, backend))
                .map(Column::name)
                .collect(Collectors.toSet());
    }

    private static boolean isNull(Column column, String backend) {
        String type = column.settings().text(Setting.TYPE).orElse("");
        return column.settings()
                .text(Setting.EXPRESSION)
                .filter(NullExpression.of(type, backend).sql()::equals)
                .isPresent();
    }

    private Dataset dataset() {
        Settings old = before == null ? Settings.none() : before.declared().settings();
        return new Dataset(after.key(), settings(declared.settings(), after.settings(), old), columns(), metrics());
    }

    private List<Column> columns() {
        Map<String, Settings> now = new HashMap<>();
        after.columns().forEach(column -> now.put(column.name(), column.settings()));
        Map<String, Settings> old = new HashMap<>();
        if (before != null) {
            before.declared().columns().forEach(column -> old.put(column.name(), column.settings()));
        }
        var result = new ArrayList<Column>();
        merged(names(declared.columns().stream().map(Column::name).toList(), old), columnSettings(), now, old)
                .forEach((name, settings) -> result.add(new Column(name, settings)));
        return result;
    }

    private List<Metric> metrics() {
        Map<String, Settings> now = new HashMap<>();
        after.metrics().forEach(metric -> now.put(metric.name(), metric.settings()));
        Map<String, Settings> old = new HashMap<>();
        if (before != null) {
            before.declared().metrics().forEach(metric -> old.put(metric.name(), metric.settings()));
        }
        var result = new ArrayList<Metric>();
        merged(names(declared.metrics().stream().map(Metric::name).toList(), old), metricSettings(), now, old)
                .forEach((name, settings) -> result.add(new Metric(name, settings)));
        return result;
    }

    private Map<String, Settings> columnSettings() {
        return declared.columns().stream().collect(Collectors.toMap(Column::name, Column::settings));
    }

    private Map<String, Settings> metricSettings() {
        return declared.metrics().stream().collect(Collectors.toMap(Metric::name, Metric::settings));
    }

    private static List<String> names(List<String> declared, Map<String, Settings> old) {
        var names = new ArrayList<>(declared);
        old.keySet().stream().sorted().filter(name -> !declared.contains(name)).forEach(names::add);
        return names;
    }

    private static Map<String, Settings> merged(
            List<String> names, Map<String, Settings> declared, Map<String, Settings> now, Map<String, Settings> old) {
        var result = new LinkedHashMap<String, Settings>();
        for (String name : names) {
            Settings wanted = declared.get(name);
            Settings there = now.get(name);
            Settings applied = old.getOrDefault(name, Settings.none());
            if (wanted != null && there != null) {
                result.put(name, settings(wanted, there, applied));
            } else if (wanted != null && old.containsKey(name)) {
                result.put(name, applied);
            } else if (wanted == null && there != null && isHeldBack(applied, there)) {
                result.put(name, applied);
            }
        }
        return result;
    }

    /** A metric or calculated column of ours that is no longer declared and only stays because something uses it. */
    private static boolean isHeldBack(Settings applied, Settings there) {
        return applied.text(Setting.EXPRESSION).isPresent() && Subject.isUntouched(there, applied);
    }

    private static Settings settings(Settings wanted, Settings there, Settings old) {
        Settings result = Settings.none();
        for (Setting setting : wanted.stated()) {
            Value now = there.orDefault(setting);
            if (there.states(setting) && now.equals(Merge.resolve(wanted.orDefault(setting), now))) {
                result = result.with(setting, now);
            } else if (old.states(setting)) {
                result = result.with(setting, old.orDefault(setting));
            }
        }
        return result;
    }
}
