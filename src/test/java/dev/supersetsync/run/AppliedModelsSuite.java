package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.plan.Applied;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Metric;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class AppliedModelsSuite {

    private static final String UUID_1 = "5a7e3d6c-3c52-4f0e-9d0a-0c7f1f6a3b11";
    private static final String UUID_2 = "5a7e3d6c-3c52-4f0e-9d0a-0c7f1f6a3b22";

    private final Database database;
    private final AppliedModels models;

    AppliedModelsSuite(Database database) {
        this.database = database;
        this.models = database.appliedModels;
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    private static Dataset dataset(String name, int children) {
        var label = Settings.none().with(Setting.LABEL, new Value.Text("Größe")).with(Setting.D3_FORMAT, Value.UNSET);
        return new Dataset(
                new DatasetKey("warehouse", null, "dwh", name),
                Settings.none().with(Setting.CACHE_TIMEOUT, new Value.Whole(60)),
                IntStream.range(0, children)
                        .mapToObj(it -> new Column("c" + it, label))
                        .toList(),
                List.of(new Metric("revenue", label)));
    }

    private static Applied applied(String uuid, @Nullable String document, Set<String> retained) {
        return new Applied(uuid, 7, document, true, null, true, dataset("orders", 3), retained);
    }

    @Test
    void whatWasAppliedComesBackByUuid() {
        var first = applied(UUID_1, "shop", Set.of("c1", "net.amount"));
        var second = applied(UUID_2, null, Set.of());

        models.save("main", "r1", List.of(first, second));

        assertThat(models.ofTarget("main")).containsOnlyKeys(UUID_1, UUID_2).containsValues(first, second);
    }

    @Test
    void onlyWhatIsAskedForIsRead() {
        var first = applied(UUID_1, "shop", Set.of("c1"));
        models.save("main", "r1", List.of(first, applied(UUID_2, null, Set.of())));
        models.save("other", "r1", List.of(applied(UUID_1, "other", Set.of())));

        assertThat(models.of("main", List.of(UUID_1, uuid(9)))).isEqualTo(Map.of(UUID_1, first));
        assertThat(models.of("main", List.of())).isEmpty();
    }

    @Test
    void whereAllComesFromIsTold() {
        var first = applied(UUID_1, "shop", Set.of("c1"));
        var second = applied(UUID_2, null, Set.of());
        models.save("main", "r1", List.of(first, second));
        models.save("other", "r1", List.of(applied(uuid(1), "other", Set.of())));

        assertThat(models.provenances("main"))
                .isEqualTo(Map.of(UUID_1, first.provenance(), UUID_2, second.provenance()));
    }

    @Test
    void targetsAreKeptApart() {
        models.save("main", "r1", List.of(applied(UUID_1, "shop", Set.of())));

        assertThat(models.ofTarget("other")).isEmpty();
    }

    @Test
    void aLaterRunReplacesWhatWasThere() {
        models.save("main", "r1", List.of(applied(UUID_1, "shop", Set.of("c1")), applied(UUID_2, "shop", Set.of())));
        var later = applied(UUID_1, "other", Set.of());

        models.save("main", "r2", List.of(later));

        assertThat(models.ofTarget("main")).hasSize(2).containsEntry(UUID_1, later);
    }

    @Test
    void aDeletedDatasetIsForgotten() {
        models.save("main", "r1", List.of(applied(UUID_1, "shop", Set.of()), applied(UUID_2, "shop", Set.of())));

        models.remove("main", UUID_1);

        assertThat(models.ofTarget("main")).containsOnlyKeys(UUID_2);
    }

    @Test
    void thousandsAreWrittenInBatches() {
        var many = IntStream.range(0, 1_200)
                .mapToObj(
                        it -> new Applied(uuid(it), it, "shop", false, "shop", false, dataset("t" + it, 38), Set.of()))
                .collect(Collectors.toMap(Applied::uuid, Function.identity()));

        models.save("main", "r1", many.values());
        models.save("main", "r2", many.values());

        assertThat(models.ofTarget("main")).isEqualTo(many);
        assertThat(models.of("main", many.keySet())).isEqualTo(many);
    }

    private static String uuid(int number) {
        return new UUID(0x4000, Long.MIN_VALUE | number).toString();
    }
}
