package dev.supersetsync.sync;

import dev.supersetsync.plan.Applied;
import dev.supersetsync.plan.Provenance;
import dev.supersetsync.plan.Sighting;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What our storage remembers of a target, as it was when a run began. A dataset whose creation was begun and not ended
 * counts as created by us, as Superset made it: with an automatic metric {@code count} that nobody declared, or empty,
 * without a main time column.
 */
final class Memory {

    private final Storage storage;
    private final Set<DatasetKey> begun;
    private final Set<String> returning;
    private final ReadOnce<Applied> applied;
    private final ReadOnce<Sighting> sightings;
    private @Nullable Map<String, Provenance> provenances;

    /**
     * The memory of a target.
     *
     * @param storage tells what was last applied, and seen
     * @param begun the creations that did not come to their end
     * @param returning the uuids of the deleted datasets that are not back with all that hung on them
     */
    Memory(Storage storage, Set<DatasetKey> begun, Set<String> returning) {
        this.storage = storage;
        this.begun = begun;
        this.returning = returning;
        this.applied = new ReadOnce<>(storage::appliedTo);
        this.sightings = new ReadOnce<>(storage::sightingsOf);
    }

    /** The uuids of the deleted datasets that are not back with all that hung on them. */
    Set<String> returning() {
        return returning;
    }

    /** How datasets looked when they were last found to be as declared, by uuid; it is read once. */
    Map<String, Sighting> sightingsOf(Collection<String> uuids) {
        return sightings.of(uuids);
    }

    /** What was last applied to anything, whether it is still there or not, by uuid. */
    Map<String, Applied> everApplied() {
        return storage.everApplied();
    }

    /** What was last applied to datasets, by uuid; it is read once and stays as it was then. */
    Map<String, Applied> appliedTo(Collection<String> uuids) {
        return applied.of(uuids);
    }

    /** The same, half-made datasets included. */
    Map<String, Applied> appliedTo(@Nullable String document, List<ListedDataset> datasets) {
        Map<String, Applied> known =
                appliedTo(datasets.stream().map(ListedDataset::uuid).toList());
        return withHalfMade(known, datasets, dataset -> halfMade(document, dataset));
    }

    /** Where datasets come from, as far as storage says, by uuid; half-made ones included. It is read once too. */
    synchronized Map<String, Provenance> provenances(@Nullable String document, List<ListedDataset> datasets) {
        Map<String, Provenance> known = provenances;
        if (known == null) {
            known = storage.provenances();
            provenances = known;
        }
        return withHalfMade(
                known, datasets, dataset -> halfMade(document, dataset).provenance());
    }

    private <T> Map<String, T> withHalfMade(
            Map<String, T> known, List<ListedDataset> datasets, Function<ListedDataset, T> halfMade) {
        if (begun.isEmpty()) {
            return known;
        }
        var all = new HashMap<>(known);
        datasets.stream()
                .filter(this::isBegun)
                .forEach(dataset -> all.putIfAbsent(dataset.uuid(), halfMade.apply(dataset)));
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

    /** What our storage knows of what was last applied at the target, and seen. */
    interface Storage {

        /** To anything, whether it is still there or not, by uuid. */
        Map<String, Applied> everApplied();

        /** To these datasets, by uuid. */
        Map<String, Applied> appliedTo(Collection<String> uuids);

        /** How these datasets looked when they were last found to be as declared, by uuid. */
        Map<String, Sighting> sightingsOf(Collection<String> uuids);

        /** Where anything comes from, by uuid. */
        Map<String, Provenance> provenances();
    }
}
