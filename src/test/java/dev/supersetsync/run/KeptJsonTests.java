package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Applied;
import dev.supersetsync.plan.Attachments;
import dev.supersetsync.plan.Attachments.Ref;
import dev.supersetsync.plan.Kept;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Grant;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.RowRule;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

class KeptJsonTests {

    private static final StoredJson STORED = new StoredJson();

    private final KeptJson json = new KeptJson(STORED, new DatasetJson(STORED));

    @Property(tries = 300)
    void everythingKeptComesBackAsItWas(@ForAll("kept") Kept kept) {
        ActualDataset left = leftOf(kept);

        Kept read = json.read(json.write(kept), left == null ? null : json.write(left));

        assertThat(read).isEqualTo(kept);
    }

    @Property(tries = 100)
    void aListOfItIsOneDocument(@ForAll("kept") Kept one, @ForAll("kept") Kept other) {
        byte[] list = json.list(json.write(one), json.write(other));

        assertThat(tree(list).valueStream()).containsExactly(tree(json.write(one)), tree(json.write(other)));
    }

    private static JsonNode tree(byte[] written) {
        return STORED.tree(new String(written, StandardCharsets.UTF_8));
    }

    private static @Nullable ActualDataset leftOf(Kept kept) {
        return switch (kept) {
            case Kept.Created created -> created.left();
            case Kept.Changed changed -> changed.left();
            case Kept.Deleted _ -> null;
        };
    }

    @Provide
    Arbitrary<Kept> kept() {
        return Arbitraries.oneOf(created(), changed(), deleted());
    }

    private static Arbitrary<Kept> created() {
        return Combinators.combine(datasets(), actual().injectNull(0.3)).as(Kept.Created::new);
    }

    private static Arbitrary<Kept> changed() {
        return Combinators.combine(
                        Arbitraries.of(Action.UPDATE, Action.REPLACE),
                        actual(),
                        applied().injectNull(0.3),
                        datasets(),
                        actual().injectNull(0.3))
                .as(Kept.Changed::new);
    }

    private static Arbitrary<Kept> deleted() {
        return Combinators.combine(actual(), applied().injectNull(0.3), attachments(), Arbitraries.of(true, false))
                .as(Kept.Deleted::new);
    }

    private static Arbitrary<Dataset> datasets() {
        return new DatasetJsonTests().datasets();
    }

    private static Arbitrary<ActualDataset> actual() {
        var marks = Combinators.combine(texts().injectNull(0.3), Arbitraries.of(true, false), texts())
                .as(Mark::new);
        return Combinators.combine(
                        ids(),
                        texts(),
                        ids(),
                        texts().injectNull(0.3),
                        datasets(),
                        marks.injectNull(0.3),
                        texts(),
                        idsByName())
                .as((id, uuid, databaseId, catalog, dataset, mark, changedOn, names) -> new ActualDataset(
                        id, uuid, databaseId, catalog, dataset, mark, changedOn, names, Map.of("m", id)));
    }

    private static Arbitrary<Applied> applied() {
        return Combinators.combine(
                        texts(),
                        ids(),
                        texts().injectNull(0.3),
                        Arbitraries.of(true, false),
                        texts().injectNull(0.3),
                        Arbitraries.of(true, false),
                        datasets(),
                        texts().set().ofMaxSize(3))
                .as(Applied::new);
    }

    private static Arbitrary<Attachments> attachments() {
        var refs = Combinators.combine(ids(), texts()).as(Ref::new).list().ofMaxSize(2);
        var grants = Combinators.combine(ids(), texts()).as(Grant::new).list().ofMaxSize(2);
        return Combinators.combine(refs, refs, rules().list().ofMaxSize(2), grants)
                .as(Attachments::new);
    }

    private static Arbitrary<RowRule> rules() {
        Arbitrary<Set<Integer>> ids = ids().set().ofMaxSize(3);
        return Combinators.combine(
                        ids(),
                        texts(),
                        texts(),
                        Arbitraries.of("Regular", "Base"),
                        texts().injectNull(0.3),
                        texts().injectNull(0.3),
                        ids,
                        ids)
                .as(RowRule::new);
    }

    private static Arbitrary<Map<String, Integer>> idsByName() {
        return Arbitraries.maps(texts(), ids()).ofMaxSize(3);
    }

    private static Arbitrary<Integer> ids() {
        return Arbitraries.integers().greaterOrEqual(1);
    }

    /** All characters, halves of surrogate pairs included. */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings().all().ofMaxLength(8);
    }
}
