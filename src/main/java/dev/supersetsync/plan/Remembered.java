package dev.supersetsync.plan;

import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What counts as applied once a change is done: what was declared and is really there. Where a guard or the warehouse
 * held something back, what was applied before still counts, so that the next sync sees the same difference again.
 */
final class Remembered {

    private Remembered() {}

    /**
     * What is to be remembered.
     *
     * @param declared what is declared
     * @param after the state that the change leads to
     * @param before what counted as applied so far
     */
    static Dataset of(Dataset declared, Dataset after, @Nullable Applied before) {
        Dataset old =
                before == null ? new Dataset(after.key(), Settings.none(), List.of(), List.of()) : before.declared();
        var remembered = new Dataset(
                after.key(),
                settings(declared.settings(), after.settings(), old.settings()),
                merged(ByName.columns(declared), ByName.columns(after), ByName.columns(old)).entrySet().stream()
                        .map(column -> new Column(column.getKey(), column.getValue()))
                        .toList(),
                merged(ByName.metrics(declared), ByName.metrics(after), ByName.metrics(old)).entrySet().stream()
                        .map(metric -> new Metric(metric.getKey(), metric.getValue()))
                        .toList());
        // Two of the same would be in memory until the run ends.
        return remembered.equals(old) ? old : remembered;
    }

    private static Map<String, Settings> merged(
            Map<String, Settings> declared, Map<String, Settings> after, Map<String, Settings> old) {
        Map<String, Settings> result = LinkedHashMap.newLinkedHashMap(declared.size());
        declared.forEach((name, wanted) -> {
            Settings there = after.get(name);
            Settings applied = old.get(name);
            if (there != null) {
                result.put(name, settings(wanted, there, applied == null ? Settings.none() : applied));
            } else if (applied != null) {
                result.put(name, applied);
            }
        });
        old.forEach((name, applied) -> {
            Settings there = after.get(name);
            if (!declared.containsKey(name) && there != null && isHeldBack(applied, there)) {
                result.put(name, applied);
            }
        });
        return result;
    }

    /** A metric or calculated column of ours that is no longer declared and only stays because something uses it. */
    private static boolean isHeldBack(Settings applied, Settings there) {
        return applied.text(Setting.EXPRESSION).isPresent() && Subject.isUntouched(there, applied);
    }

    private static Settings settings(Settings wanted, Settings there, Settings old) {
        Settings result = wanted;
        for (Setting setting : wanted.stated()) {
            Value now = there.orDefault(setting);
            if (there.states(setting) && now.equals(Merge.resolve(wanted.orDefault(setting), now))) {
                result = result.with(setting, now);
            } else if (old.states(setting)) {
                result = result.with(setting, old.orDefault(setting));
            } else {
                result = result.without(setting);
            }
        }
        return result;
    }
}
