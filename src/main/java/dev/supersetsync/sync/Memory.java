package dev.supersetsync.sync;

import dev.supersetsync.plan.Applied;
import dev.supersetsync.plan.Sighting;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What our storage remembers of a target. A dataset whose creation was begun and not ended counts as created by us, as
 * Superset made it: with an automatic metric {@code count} that nobody declared, or empty, without a main time column.
 *
 * @param applied what was last applied, by uuid
 * @param begun the creations that did not come to their end
 * @param sightings how datasets looked when they were last found to be as declared, by uuid
 */
record Memory(Map<String, Applied> applied, Set<DatasetKey> begun, Map<String, Sighting> sightings) {

    /** What was last applied, half-made datasets included. */
    Map<String, Applied> applied(@Nullable String document, List<ListedDataset> listed) {
        if (begun.isEmpty()) {
            return applied;
        }
        var all = new HashMap<>(applied);
        listed.stream()
                .filter(dataset -> dataset.mark() == null && begun.contains(dataset.key()))
                .forEach(dataset -> all.putIfAbsent(dataset.uuid(), halfMade(document, dataset)));
        return all;
    }

    private static Applied halfMade(@Nullable String document, ListedDataset dataset) {
        var automatic = new Metric("count", Settings.none().with(Setting.EXPRESSION, Value.text("COUNT(*)")));
        var empty = Settings.none().with(Setting.MAIN_DATETIME_COLUMN, Value.UNSET);
        var made = new Dataset(dataset.key(), empty, List.of(), List.of(automatic));
        return new Applied(dataset.uuid(), dataset.id(), document, true, null, false, made, Set.of());
    }
}
