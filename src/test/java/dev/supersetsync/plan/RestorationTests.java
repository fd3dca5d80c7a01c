package dev.supersetsync.plan;

import static dev.supersetsync.plan.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.plan.Guards.BreakingChanges;
import dev.supersetsync.plan.Plan.Refusal;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Restorer;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What taking a run back does, and what it leaves because somebody changed it since. */
class RestorationTests {

    private static Sketch orders() {
        return Sketch.of("orders")
                .with(Setting.DESCRIPTION, "Before")
                .column("status", "TEXT")
                .metric("revenue", "SUM(amount)");
    }

    private static Sketch declared() {
        return Sketch.of("orders")
                .with(Setting.DESCRIPTION, "After")
                .column("status", Setting.LABEL, "Status")
                .calculated("half", "amount / 2")
                .metric("revenue", "SUM(amount) * 2")
                .metric("orders", "COUNT(*)");
    }

    private static Sketch returns() {
        return Sketch.of("returns").column("id", "BIGINT");
    }

    private static ActualDataset there(World world, String name) {
        return world.dataset(new DatasetKey("warehouse", null, "dwh", name));
    }

    @Test
    void anUpdatedDatasetIsAsItWas() {
        World world = World.with(orders()).declares(declared());
        ActualDataset before = there(world, "orders");
        List<Kept> kept = world.syncedAndKept();

        Plan plan = world.restoration(kept, false);

        assertThat(plan)
                .does("UPDATE orders")
                .sets("description", Value.text("Before"))
                .sets("metrics.orders", null)
                .sets("columns.half", null)
                .overwritesEditsOf()
                .withholds();
        world.apply(plan);
        assertThat(there(world, "orders").dataset()).isEqualTo(before.dataset());
        assertThat(there(world, "orders").mark()).isNull();
        assertThat(world.storage()).isEmpty();
    }

    @Test
    void aReplacedDatasetIsAsItWas() {
        World world =
                World.with(orders().column("mood", "TEXT")).declares(declared()).strategy("REPLACE");
        ActualDataset before = there(world, "orders");
        List<Kept> kept = world.syncedAndKept();

        Plan plan = world.restoration(kept, false);

        assertThat(plan).does("REPLACE orders");
        world.apply(plan);
        assertThat(there(world, "orders").dataset()).isEqualTo(before.dataset());
    }

    @Test
    void whatWasRememberedIsRememberedAgain() {
        World world = World.with().declares(orders());
        world.synced();
        Applied first = world.applied("orders");
        Mark mark = there(world, "orders").mark();
        List<Kept> kept = world.declaresNow(declared()).syncedAndKept();

        world.apply(world.restoration(kept, false));

        assertThat(world.applied("orders")).isEqualTo(first);
        assertThat(there(world, "orders").mark()).isEqualTo(mark);
        assertThat(world.declaresNow(orders()).plan()).doesNothing();
    }

    @Test
    void aCreatedDatasetGoes() {
        World world = World.with().declares(orders(), returns());
        List<Kept> kept = world.syncedAndKept();

        Plan plan = world.restoration(kept, false);

        assertThat(plan).does("DELETE orders", "DELETE returns");
    }

    @Test
    void aCreatedDatasetThatSomebodyUsesStays() {
        World world = World.with().declares(orders());
        List<Kept> kept = world.syncedAndKept();
        world.chart("Sales", "orders", "revenue");

        assertThat(world.restoration(kept, false)).doesNothing().withholds("DELETE orders USED");
    }

    @Test
    void aCreatedDatasetThatIsGoneNeedsNothing() {
        World world = World.with().declares(orders());
        List<Kept> kept = world.syncedAndKept();
        world.remove(there(world, "orders").id());

        assertThat(world.restoration(kept, true)).doesNothing().withholds();
    }

    @Test
    void aDeletedDatasetComesBack() {
        World world = World.with(orders(), returns())
                .applied(returns())
                .declares(orders())
                .strategy("UPDATE", "DELETE");
        ActualDataset before = there(world, "returns");
        Applied remembered = world.applied("returns");
        List<Kept> kept = world.syncedAndKept();

        Plan plan = world.restoration(kept, false);

        assertThat(plan).does("CREATE returns");
        world.apply(plan);
        ActualDataset back = there(world, "returns");
        assertThat(back.uuid()).isEqualTo(before.uuid());
        assertThat(back.id()).isNotEqualTo(before.id());
        assertThat(back.dataset()).isEqualTo(before.dataset());
        assertThat(world.applied("returns").declared()).isEqualTo(remembered.declared());
        assertThat(world.applied("returns").supersetId()).isEqualTo(back.id());
    }

    @Test
    void aDeletedDatasetStaysAwayWhereAnotherHasItsName() {
        World world = World.with(orders(), returns()).declares(orders()).strategy("DELETE");
        List<Kept> kept = world.syncedAndKept();
        world.made(returns());

        assertThat(world.restoration(kept, true)).doesNothing().withholds("CREATE returns CHANGED_SINCE");
    }

    @Test
    void aDeletedDatasetThatIsThereAgainIsLeftAlone() {
        World world = World.with(orders(), returns()).declares(orders()).strategy("DELETE");
        List<Kept> kept = world.syncedAndKept();
        world.apply(world.restoration(kept, false));

        assertThat(world.restoration(kept, true)).doesNothing().withholds("CREATE returns CHANGED_SINCE");
    }

    @Test
    void anAttemptToBringADatasetBackIsGoneOnWith() {
        World world = World.with(orders(), returns()).declares(orders()).strategy("DELETE");
        List<Kept> kept = world.syncedAndKept();
        world.apply(world.restoration(kept, false));
        world.edited(Sketch.of("returns").query(Restorer.NO_ROWS));

        Plan plan = world.restoration(kept, false);

        assertThat(plan).does("CREATE returns");
        assertThat(plan.changes().getFirst())
                .isInstanceOfSatisfying(
                        Change.BringBack.class, back -> assertThat(back.begun()).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({"UPDATE, false", "UPDATE, true", "REPLACE, false", "REPLACE, true"})
    void aSyncDoesNotFillWhatAnAttemptLeftBehind(String operation, boolean isQuery) {
        Sketch declared = isQuery ? Sketch.of("returns").query("SELECT 1 AS id") : returns();
        World world = World.with(Sketch.of("returns").query(Restorer.NO_ROWS))
                .declares(declared)
                .strategy(operation);

        assertThat(world.plan()).doesNothing().withholds(operation + " returns CHANGED_SINCE");
    }

    @Test
    void aDatasetThatCameBackWithoutAllThatHungOnItIsGoneOnWith() {
        World world = World.with(orders(), returns()).declares(orders()).strategy("DELETE");
        List<Kept> kept = world.syncedAndKept();
        world.apply(world.restoration(kept, false));
        String uuid = there(world, "returns").uuid();

        assertThat(world.restoration(kept, false, uuid)).does("CREATE returns").withholds();
        assertThat(world.restoration(kept, false, "another")).doesNothing().withholds("CREATE returns CHANGED_SINCE");

        world.edited(world.dataset("returns").with(Setting.DESCRIPTION, "Mine"));
        assertThat(world.restoration(kept, false, uuid)).doesNothing().withholds("CREATE returns CHANGED_SINCE");
        assertThat(world.restoration(kept, true, uuid)).does("CREATE returns").withholds();
    }

    @Test
    void aDatasetWhoseRulesAreNotKnownComesBackOnlyIfTold() {
        World world = World.with(returns());
        ActualDataset before = there(world, "returns");
        world.remove(before.id());
        List<Kept> kept = List.of(new Kept.Deleted(before, null, Attachments.NONE, false));

        assertThat(world.restoration(kept, false)).doesNothing().withholds("CREATE returns CHANGED_SINCE");
        assertThat(world.restoration(kept, true)).does("CREATE returns").withholds();
    }

    @Test
    void whatSomebodyChangedSinceIsOverwrittenOnlyIfTold() {
        World world = World.with(orders()).declares(declared());
        List<Kept> kept = world.syncedAndKept();
        world.edited(world.dataset("orders").with(Setting.DESCRIPTION, "Mine"));

        assertThat(world.restoration(kept, false)).doesNothing().withholds("UPDATE orders CHANGED_SINCE");
        assertThat(world.restoration(kept, true))
                .does("UPDATE orders")
                .overwritesEditsOf("description")
                .withholds();
    }

    @Test
    void whatSomebodyChangedInACreatedDatasetSinceKeepsIt() {
        World world = World.with().declares(orders());
        List<Kept> kept = world.syncedAndKept();
        world.edited(world.dataset("orders").with(Setting.DESCRIPTION, "Mine"));

        assertThat(world.restoration(kept, false)).doesNothing().withholds("DELETE orders CHANGED_SINCE");
        assertThat(world.restoration(kept, true)).does("DELETE orders");
    }

    @Test
    void whatALaterSyncChangedIsChangedSince() {
        World world = World.with(orders()).declares(declared());
        List<Kept> kept = world.syncedAndKept();
        world.declaresNow(declared().with(Setting.DESCRIPTION, "Later")).synced();

        assertThat(world.restoration(kept, false)).doesNothing().withholds("UPDATE orders CHANGED_SINCE");
    }

    @Test
    void aDatasetThatIsGoneIsNotMadeAnew() {
        World world = World.with(orders()).declares(declared());
        List<Kept> kept = world.syncedAndKept();
        world.remove(there(world, "orders").id());

        assertThat(world.restoration(kept, true)).doesNothing().withholds("UPDATE orders CHANGED_SINCE");
    }

    @Test
    void aDatasetThatIsAsBeforeNeedsNoWrite() {
        World world = World.with(orders()).declares(declared());
        List<Kept> kept = world.syncedAndKept();
        world.apply(world.restoration(kept, false));

        assertThat(world.restoration(kept, false))
                .leavesUnchanged("orders")
                .doesNothing()
                .withholds();
    }

    @ParameterizedTest
    @EnumSource(BreakingChanges.class)
    void whatIsUsedByNowIsJudged(BreakingChanges guard) {
        World world = World.with(orders()).declares(declared());
        List<Kept> kept = world.syncedAndKept();
        world.chart("Counts", "orders", "orders").guard(guard);

        Plan plan = world.restoration(kept, false);

        switch (guard) {
            case WITHHOLD -> {
                assertThat(plan).does("UPDATE orders").withholds("UPDATE orders metrics.orders USED");
                assertThat(world.apply(plan).dataset("orders").metrics()).containsOnlyKeys("revenue", "orders");
            }
            case FAIL -> assertThat(plan).isRefusedBy(Refusal.BREAKING_CHANGES);
            case ALLOW ->
                assertThat(plan).does("UPDATE orders").touches("Counts BREAKS").withholds();
        }
    }

    @Test
    void otherNumbersAreTold() {
        World world = World.with(orders()).declares(declared());
        List<Kept> kept = world.syncedAndKept();
        world.chart("Sales", "orders", "revenue");

        assertThat(world.restoration(kept, false)).touches("Sales CHANGES_NUMBERS");
    }

    @Test
    void aRunThatDidNotComeToItsEndIsKnownByWhatItPlanned() {
        World world = World.with(orders()).declares(declared());
        List<Kept> done = withoutLeft(world.syncedAndKept());

        assertThat(world.restoration(done, false)).does("UPDATE orders").withholds();

        world.edited(world.dataset("orders").with(Setting.DESCRIPTION, "Mine"));
        assertThat(world.restoration(done, false)).withholds("UPDATE orders CHANGED_SINCE");
    }

    @Test
    void aCreationThatDidNotComeToItsEndIsKnownByItsName() {
        World world = World.with().declares(orders());
        List<Kept> done = withoutLeft(world.syncedAndKept());

        assertThat(world.restoration(done, false)).does("DELETE orders");
    }

    private static List<Kept> withoutLeft(List<Kept> kept) {
        return kept.stream()
                .<Kept>map(one -> switch (one) {
                    case Kept.Created created -> new Kept.Created(created.after(), null);
                    case Kept.Changed changed ->
                        new Kept.Changed(
                                changed.action(), changed.before(), changed.remembered(), changed.after(), null);
                    case Kept.Deleted deleted -> deleted;
                })
                .toList();
    }

    /** Whatever a sync did, taking it back gives what was there, and taking that back gives what it did. */
    @Property(tries = 300)
    void everythingIsAsItWas(@ForAll("scenarios") Scenario scenario) {
        World world = scenario.world().withoutCharts();
        List<String> before = described(world);
        List<Kept> kept = world.syncedAndKept();
        List<String> after = described(world);

        List<Kept> keptOfUndo = world.keptWhileApplying(world.restoration(kept, false));
        assertThat(described(world)).isEqualTo(before);

        world.apply(world.restoration(keptOfUndo, false));
        assertThat(described(world)).isEqualTo(after);
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return new Scenarios().get();
    }

    private static List<String> described(World world) {
        return world.datasets().stream()
                .map(dataset -> dataset.uuid() + withoutHash(dataset.mark()) + ordered(dataset))
                .sorted()
                .toList();
    }

    private static String withoutHash(@Nullable Mark mark) {
        return mark == null ? "" : mark.document() + mark.created();
    }

    /** The order of columns and metrics is Superset's. */
    private static String ordered(ActualDataset dataset) {
        var parts = dataset.dataset();
        return parts.key()
                + parts.settings().toString()
                + parts.columns().stream().map(Object::toString).sorted().toList()
                + parts.metrics().stream().map(Object::toString).sorted().toList();
    }
}
