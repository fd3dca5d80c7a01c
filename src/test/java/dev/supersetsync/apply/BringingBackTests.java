package dev.supersetsync.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.plan.Attachments;
import dev.supersetsync.plan.Attachments.Ref;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.Guards.OnError;
import dev.supersetsync.plan.Kept;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Grant;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.RowRule;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In which order a deleted dataset comes back, and what is there when that does not go well. */
class BringingBackTests {

    private static final Attachments ATTACHMENTS = new Attachments(
            List.of(new Ref(4, "Sales")),
            List.of(new Ref(7, "Shop")),
            List.of(rule("Own"), rule("Team")),
            List.of(new Grant(3, "Analysts")));

    private final MemorySuperset superset = new MemorySuperset();
    private final Kept.Deleted deleted = new Kept.Deleted(orders(), null, ATTACHMENTS, true);

    private static RowRule rule(String name) {
        return new RowRule(1, name, "a = 1", "Regular", null, null, Set.of(3), Set.of());
    }

    private static ActualDataset orders() {
        var key = new DatasetKey("warehouse", null, "dwh", "orders");
        Settings settings =
                Settings.none().with(Setting.DESCRIPTION, Value.text("Orders")).with(Setting.SQL, Value.UNSET);
        return new ActualDataset(
                12,
                "uuid-of-orders",
                1,
                null,
                new Dataset(
                        key,
                        settings,
                        List.of(new Column("amount", Settings.none()), new Column("id", Settings.none())),
                        List.of()),
                new Mark("shop", true, "h"),
                "",
                Map.of("id", 1, "amount", 2),
                Map.of());
    }

    private Outcome bringBack(@Nullable ActualDataset begun) {
        var plan = new Plan(List.of(new Change.BringBack(deleted, begun, List.of())), List.of(), List.of(), Set.of());
        return new Applier(superset, OnError.CONTINUE, Guards.Read.FULL, new Watcher(), 4)
                .apply(plan, null)
                .outcomes()
                .getFirst();
    }

    @Test
    void isReadableOnlyWithItsRules() {
        Outcome outcome = bringBack(null);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(superset.writes())
                .containsExactly(
                        "bring back orders",
                        "protect by Own",
                        "protect by Team",
                        "write orders",
                        "grant to Analysts",
                        "chart 4",
                        "filters of 7");
        assertThat(outcome.left()).satisfies(left -> {
            assertThat(left.uuid()).isEqualTo("uuid-of-orders");
            assertThat(left.dataset().settings()).isEqualTo(orders().dataset().settings());
            assertThat(left.dataset().columns()).extracting(Column::name).containsExactly("id", "amount");
            assertThat(left.mark()).isEqualTo(orders().mark());
        });
        assertThat(outcome.leftAlone()).isEmpty();
    }

    @Test
    void staysAQueryWithoutRowsWhereARuleCannotBePutBack() {
        superset.refuses("protect by Team");

        Outcome outcome = bringBack(null);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.supersetId()).isNotNull();
        assertThat(outcome.failure())
                .extracting(Outcome.Failure::message)
                .asString()
                .contains("No. It stays a query");
        assertThat(superset.writes()).containsExactly("bring back orders", "protect by Own");
    }

    @Test
    void goesOnWhereAnotherAttemptEnded() {
        superset.refuses("protect by Team");
        Integer id = bringBack(null).supersetId();
        ActualDataset begun = superset.read(id == null ? -1 : id).orElseThrow();
        superset.refusesNothing();

        Outcome outcome = bringBack(begun);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(superset.writes().stream().filter("bring back orders"::equals))
                .hasSize(1);
        assertThat(outcome.supersetId()).isEqualTo(id);
    }

    @Test
    void saysWhatSomebodyTookAwaySince() {
        superset.hasNoMore("chart 4");
        superset.hasNoMore("grant to Analysts");

        Outcome outcome = bringBack(null);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(outcome.leftAlone())
                .containsExactly(
                        "The role 'Analysts' is gone.", "The chart 4 'Sales' is gone, or has another dataset now.");
    }

    @Test
    void comesBackWithoutOwnersWhoAreNoUsersAnyMore() {
        var owned = orders().dataset();
        Settings settings =
                owned.settings().with(Setting.OWNERS, new Value.Names(List.of("ana@example.org", "bo@example.org")));
        var before = new ActualDataset(
                12,
                "uuid-of-orders",
                1,
                null,
                owned.with(settings, owned.columns(), owned.metrics()),
                null,
                "",
                Map.of(),
                Map.of());
        var change = new Change.BringBack(new Kept.Deleted(before, null, ATTACHMENTS, true), null, List.of());
        superset.hasNoMore("ana@example.org");
        superset.hasNoMore("chart 4");

        Outcome outcome = new Applier(superset, OnError.CONTINUE, Guards.Read.FULL, new Watcher(), 4)
                .apply(new Plan(List.of(change), List.of(), List.of(), Set.of()), null)
                .outcomes()
                .getFirst();

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(outcome.leftAlone())
                .containsExactly(
                        "The owner 'ana@example.org' is no user any more.",
                        "The chart 4 'Sales' is gone, or has another dataset now.");
        assertThat(superset.named("orders").dataset().settings().get(Setting.OWNERS))
                .contains(new Value.Names(List.of("bo@example.org")));
    }

    @Test
    void hasFailedWhereWhatHungOnItCannotBePutBack() {
        superset.refuses("chart 4");

        Outcome outcome = bringBack(null);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.failure()).extracting(Outcome.Failure::call).isEqualTo("PUT chart 4");
    }

    @Test
    void goesOnWithWhatHungOnItWhereAnotherAttemptEnded() {
        superset.refuses("chart 4");
        Integer id = bringBack(null).supersetId();
        ActualDataset begun = superset.read(id == null ? -1 : id).orElseThrow();
        superset.refusesNothing();

        Outcome outcome = bringBack(begun);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(outcome.supersetId()).isEqualTo(id);
        assertThat(superset.writes()).endsWith("grant to Analysts", "chart 4", "filters of 7");
    }

    @Test
    void doesNotGoOnWithWhatSomebodyChangedMeanwhile() {
        superset.refuses("chart 4");
        Integer id = bringBack(null).supersetId();
        ActualDataset begun = superset.read(id == null ? -1 : id).orElseThrow();
        superset.refusesNothing();
        int writes = superset.writes().size();
        var planned = new ActualDataset(
                begun.id(),
                begun.uuid(),
                begun.databaseId(),
                begun.storedCatalog(),
                new Dataset(begun.key(), Settings.none(), List.of(), List.of()),
                begun.mark(),
                begun.changedOn(),
                begun.columnIds(),
                begun.metricIds());

        Outcome outcome = bringBack(planned);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.failure())
                .extracting(Outcome.Failure::message)
                .asString()
                .contains("CHANGED_MEANWHILE");
        assertThat(superset.writes()).hasSize(writes);
    }
}
