package dev.supersetsync.apply;

import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what a dataset should be with what was read back. The columns and metrics must be exactly those planned; a
 * setting that was not planned, or that this version of Superset does not tell, is not looked at.
 */
final class Verification {

    private final List<String> missed = new ArrayList<>();

    private Verification() {}

    /** The paths at which Superset does not hold what was planned; none if all is as it should be. */
    static List<String> missed(Dataset planned, Dataset found) {
        var verification = new Verification();
        verification.settings("", planned.settings(), found.settings());
        verification.members("columns.", columns(planned), columns(found));
        verification.members("metrics.", metrics(planned), metrics(found));
        return List.copyOf(verification.missed);
    }

    private static Map<String, Settings> columns(Dataset dataset) {
        var byName = new HashMap<String, Settings>();
        dataset.columns().forEach(column -> byName.put(column.name(), column.settings()));
        return byName;
    }

    private static Map<String, Settings> metrics(Dataset dataset) {
        var byName = new HashMap<String, Settings>();
        dataset.metrics().forEach(metric -> byName.put(metric.name(), metric.settings()));
        return byName;
    }

    private void members(String list, Map<String, Settings> planned, Map<String, Settings> found) {
        planned.forEach((name, settings) -> {
            Settings there = found.get(name);
            if (there == null) {
                missed.add(list + name);
            } else {
                settings(list + name + ".", settings, there);
            }
        });
        found.keySet().stream()
                .filter(name -> !planned.containsKey(name))
                .sorted()
                .map(name -> list + name)
                .forEach(missed::add);
    }

    private void settings(String prefix, Settings planned, Settings found) {
        for (Setting setting : planned.stated()) {
            if (found.states(setting) && !planned.get(setting).equals(found.get(setting))) {
                missed.add(prefix + setting.path());
            }
        }
    }
}
