package dev.supersetsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.plan.Applied;
import dev.supersetsync.plan.Provenance;
import dev.supersetsync.plan.Sighting;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a run is told of what was last applied, and how often our storage is asked for it. */
class MemoryTests {

    private static final Sighting SEEN = new Sighting("a", "row", "model");

    private final Stored stored = new Stored();
    private final Memory memory = new Memory(stored, Set.of(), Set.of());

    @Test
    void readsWhatWasAppliedOnce() {
        assertThat(memory.appliedTo(List.of("a", "b"))).isEqualTo(Map.of("a", applied("a")));
        stored.applied.put("a", applied("another"));

        assertThat(memory.appliedTo(List.of("a", "b", "c"))).isEqualTo(Map.of("a", applied("a")));
        assertThat(stored.asked).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void readsHowDatasetsLookedOnce() {
        assertThat(memory.sightingsOf(List.of("a", "b"))).isEqualTo(Map.of("a", SEEN));
        assertThat(memory.sightingsOf(List.of("a", "c"))).isEqualTo(Map.of("a", SEEN));
        assertThat(stored.asked).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void readsWhereDatasetsComeFromOnce() {
        assertThat(memory.provenances("shop", List.of())).containsOnlyKeys("a");
        stored.applied.clear();

        assertThat(memory.provenances("shop", List.of())).containsOnlyKeys("a");
    }

    @Test
    void takesAUuidThatIsAskedForTwice() {
        assertThat(memory.appliedTo(List.of("a", "a"))).containsOnlyKeys("a");
    }

    @Test
    void readsAgainWhereReadingFailed() {
        stored.isAway = true;
        assertThatThrownBy(() -> memory.appliedTo(List.of("a"))).hasMessage("away");
        stored.isAway = false;

        assertThat(memory.appliedTo(List.of("a"))).containsOnlyKeys("a");
    }

    private static Applied applied(String uuid) {
        var key = new DatasetKey("warehouse", null, "shop", uuid);
        var declared = new Dataset(key, Settings.none(), List.of(), List.of());
        return new Applied(uuid, 1, "shop", true, "shop", true, declared, Set.of());
    }

    /** A storage that knows one dataset. */
    private static final class Stored implements Memory.Storage {

        private final Map<String, Applied> applied = new HashMap<>(Map.of("a", applied("a")));
        private final List<String> asked = new ArrayList<>();
        private boolean isAway;

        @Override
        public Map<String, Applied> everApplied() {
            return applied;
        }

        @Override
        public Map<String, Applied> appliedTo(Collection<String> uuids) {
            if (isAway) {
                throw new IllegalStateException("away");
            }
            asked.addAll(uuids);
            var found = new HashMap<>(applied);
            found.keySet().retainAll(Set.copyOf(uuids));
            return found;
        }

        @Override
        public Map<String, Sighting> sightingsOf(Collection<String> uuids) {
            asked.addAll(uuids);
            return uuids.contains("a") ? Map.of("a", SEEN) : Map.of();
        }

        @Override
        public Map<String, Provenance> provenances() {
            return applied.values().stream().collect(Collectors.toMap(Applied::uuid, Applied::provenance));
        }
    }
}
