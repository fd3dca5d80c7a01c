package dev.supersetsync.plan;

import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lists the fields in which two states of a dataset differ. Settings that the later state does not state are left out. */
final class Differences {

    private final Set<String> overwritten;
    private final List<FieldChange> fields = new ArrayList<>();

    private Differences(Set<String> overwritten) {
        this.overwritten = overwritten;
    }

    /**
     * The fields that differ: the dataset's own, then its columns, then its metrics.
     *
     * @param overwritten the paths that overwrite what a person did
     */
    static List<FieldChange> between(Dataset before, Dataset after, Set<String> overwritten) {
        if (after == before) {
            return List.of();
        }
        var differences = new Differences(overwritten);
        differences.settings(() -> "", before.settings(), after.settings());
        differences.members(ByName.columns(before), ByName.columns(after), Paths::column);
        differences.members(ByName.metrics(before), ByName.metrics(after), Paths::metric);
        return List.copyOf(differences.fields);
    }

    private void members(Map<String, Settings> before, Map<String, Settings> after, Function<String, String> path) {
        after.forEach((name, settings) -> {
            Settings old = before.get(name);
            if (old == null) {
                add(path.apply(name), null, parts(settings));
            } else {
                settings(() -> path.apply(name), old, settings);
            }
        });
        before.forEach((name, settings) -> {
            if (!after.containsKey(name)) {
                add(path.apply(name), parts(settings), null);
            }
        });
    }

    private void settings(Supplier<String> owner, Settings before, Settings after) {
        if (after == before) {
            return;
        }
        for (Setting setting : after.stated()) {
            if (!after.agreesWith(before, setting)) {
                Value old = before.get(setting).orElse(null);
                add(Paths.setting(owner.get(), setting), old, after.orDefault(setting));
            }
        }
    }

    /** What a column or metric is beyond Superset's defaults. */
    private static Value parts(Settings settings) {
        Settings parts = settings;
        for (Setting setting : settings.stated()) {
            if (settings.orDefault(setting).equals(setting.defaultValue())) {
                parts = parts.without(setting);
            }
        }
        return new Value.Parts(parts);
    }

    private void add(String path, @Nullable Value before, @Nullable Value after) {
        fields.add(new FieldChange(path, before, after, overwritten.contains(path)));
    }
}
