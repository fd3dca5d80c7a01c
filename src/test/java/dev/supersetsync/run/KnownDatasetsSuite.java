package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.plan.Sighting;
import dev.supersetsync.state.PartIds;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How datasets looked, and the ids of their columns and metrics, in any storage. */
abstract class KnownDatasetsSuite {

    private static final Sighting ORDERS = new Sighting("uuid-1", "row", "model");
    private static final PartIds IDS = new PartIds(Map.of("status", 1, "Größe", 2), Map.of("revenue", 3));

    private final Database database;
    private final Sightings sightings;
    private final KnownIds ids;

    KnownDatasetsSuite(Database database) {
        this.database = database;
        this.sightings = database.sightings;
        this.ids = database.knownIds;
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    @Test
    void sightingsComeBackByUuidForTheirTarget() {
        sightings.save("main", List.of(ORDERS));
        sightings.save("main", List.of(new Sighting("uuid-2", "r", "m")));
        sightings.save("other", List.of(new Sighting("uuid-1", "x", "y"), new Sighting("uuid-3", "x", "y")));

        assertThat(sightings.of("main", List.of("uuid-1", "uuid-3"))).isEqualTo(Map.of("uuid-1", ORDERS));
    }

    @Test
    void theLastSightingCounts() {
        sightings.save("main", List.of(ORDERS, new Sighting("uuid-2", "r", "m")));
        sightings.save("main", List.of(new Sighting("uuid-1", "new", "model")));

        assertThat(sightings.of("main", List.of("uuid-1", "uuid-2")).values())
                .extracting(Sighting::row)
                .containsExactlyInAnyOrder("new", "r");
    }

    @Test
    void manySightingsComeBack() {
        List<Sighting> many = IntStream.range(0, 1100)
                .mapToObj(number -> new Sighting("uuid-" + number, "r", "m"))
                .toList();
        sightings.save("main", many);

        assertThat(sightings.of("main", many.stream().map(Sighting::uuid).toList()))
                .hasSize(1100);
    }

    @Test
    void whatIsGoneIsForgotten() {
        sightings.save("main", List.of(ORDERS));
        ids.save("main", Map.of("uuid-1", IDS));

        sightings.remove("main", "uuid-1");
        ids.remove("main", "uuid-1");

        assertThat(sightings.of("main", List.of("uuid-1"))).isEmpty();
        assertThat(ids.of("main", List.of("uuid-1"))).isEmpty();
    }

    @Test
    void idsComeBackForTheDatasetsThatAreAskedFor() {
        ids.save("main", Map.of("uuid-1", IDS, "uuid-2", new PartIds(Map.of(), Map.of())));
        ids.save("other", Map.of("uuid-1", new PartIds(Map.of(), Map.of())));

        assertThat(ids.of("main", List.of("uuid-1", "uuid-3"))).isEqualTo(Map.of("uuid-1", IDS));
        assertThat(ids.of("main", List.of())).isEmpty();
    }

    @Test
    void theLastIdsCount() {
        ids.save("main", Map.of("uuid-1", IDS));
        var last = new PartIds(Map.of("status", 9), Map.of());
        ids.save("main", Map.of("uuid-1", last));

        assertThat(ids.of("main", List.of("uuid-1"))).isEqualTo(Map.of("uuid-1", last));
    }

    @Test
    void manyComeBackAtOnce() {
        Map<String, PartIds> many = IntStream.range(0, 1200)
                .boxed()
                .collect(Collectors.toMap(i -> "uuid-" + i, i -> new PartIds(Map.of("c", i), Map.of())));
        ids.save("main", many);

        assertThat(ids.of("main", many.keySet())).isEqualTo(many);
    }
}
