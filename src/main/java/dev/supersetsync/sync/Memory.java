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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What our storage remembers of a target, as it was when a run began. A dataset whose creation was begun and not ended
 * counts as created by us, as Superset made it: with an automatic metric {@code count} that nobody declared, or empty,
 * without a main time column.
 */
final class Memory {

    private final Function<Predicate<String>, Map<String, Applied>> storage;
    private final Set<DatasetKey> begun;
    private final Set<String> returning;
    private final Map<String, Sighting> sightings;
    private @Nullable Map<String, Applied> applied;

    /**
     * The memory of a target.
     *
     * @param storage tells what was last applied, by uuid, of the datasets whose uuid is wanted
     * @param begun the creations that did not come to their end
     * @param returning the uuids of the deleted datasets that are not back with all that hung on them
     * @param sightings how datasets looked when they were last found to be as declared, by uuid
     */
    Memory(
            Function<Predicate<String>, Map<String, Applied>> storage,
            Set<DatasetKey> begun,
            Set<String> returning,
            Map<String, Sighting> sightings) {
        this.storage = storage;
        this.begun = begun;
        this.returning = returning;
        this.sightings = sightings;
    }

    /** The uuids of the deleted datasets that are not back with all that hung on them. */
    Set<String> returning() {
        return returning;
    }

    /** How datasets looked when they were last found to be as declared, by uuid. */
    Map<String, Sighting> sightings() {
        return sightings;
    }

    /** What was last applied, by uuid; without datasets of which nothing needs to be known. */
    synchronized Map<String, Applied> applied() {
        Map<String, Applied> known = applied;
        if (known == null) {
            known = everApplied();
            applied = known;
        }
        return known;
    }

    /** What was last applied to anything, whether it is still there or not, by uuid. */
    Map<String, Applied> everApplied() {
        return storage.apply(_ -> true);
    }

    /**
     * What was last applied to these datasets, half-made ones included. Datasets that are gone can be many, and what was
     * applied to them takes its time to read.
     *
     * @param recognised the ids of those of which nothing needs to be known
     */
    synchronized Map<String, Applied> applied(
            @Nullable String document, List<ListedDataset> listed, Set<Integer> recognised) {
        Set<String> wanted = listed.stream()
                .filter(dataset -> !recognised.contains(dataset.id()))
                .map(ListedDataset::uuid)
                .collect(Collectors.toSet());
        Map<String, Applied> known = storage.apply(wanted::contains);
        applied = known;
        if (begun.isEmpty()) {
            return known;
        }
        var all = new HashMap<>(known);
        listed.stream()
                .filter(this::isBegun)
                .forEach(dataset -> all.putIfAbsent(dataset.uuid(), halfMade(document, dataset)));
        return all;
    }

    /** The ids of the datasets whose creation was begun and not ended, as far as nothing was written to them since. */
    Set<Integer> begun(List<ListedDataset> listed) {
        return begun.isEmpty()
                ? Set.of()
                : listed.stream().filter(this::isBegun).map(ListedDataset::id).collect(Collectors.toSet());
    }

    /** Whether the creation of a dataset was begun and not ended when the run began. */
    boolean wasBegun(DatasetKey key) {
        return begun.contains(key);
    }

    private boolean isBegun(ListedDataset dataset) {
        return dataset.mark() == null && begun.contains(dataset.key());
    }

    private static Applied halfMade(@Nullable String document, ListedDataset dataset) {
        var automatic = new Metric("count", Settings.none().with(Setting.EXPRESSION, Value.text("COUNT(*)")));
        var empty = Settings.none().with(Setting.MAIN_DATETIME_COLUMN, Value.UNSET);
        var made = new Dataset(dataset.key(), empty, List.of(), List.of(automatic));
        return new Applied(dataset.uuid(), dataset.id(), document, true, null, false, made, Set.of());
    }
}
