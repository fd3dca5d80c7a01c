package dev.supersetsync.plan;

import static dev.supersetsync.plan.Datasets.orders;
import static dev.supersetsync.plan.Datasets.table;
import static dev.supersetsync.plan.PlanAssert.assertThat;

import dev.supersetsync.plan.Guards.BreakingChanges;
import dev.supersetsync.plan.Guards.DeleteScope;
import dev.supersetsync.plan.Plan.Refusal;
import dev.supersetsync.state.Mark;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where DELETE looks, what it takes, and what holds it back. */
class DeletionTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SCHEMA  | dwh   | false | true
            SCHEMA  | dwh   | true  | true
            SCHEMA  | other | false | false
            SCHEMA  | other | true  | true
            MANAGED | dwh   | false | false
            MANAGED | dwh   | true  | true
            MANAGED | other | false | false
            MANAGED | other | true  | true
            """)
    void looksInTheSchemasOfModelsAndAtEverythingThatIsOurs(
            DeleteScope scope, String schema, boolean managed, boolean goes) {
        Sketch returns = table("returns").in(schema);
        World world = World.with(orders(), returns)
                .declares(orders())
                .strategy("DELETE")
                .guard(scope);
        if (managed) {
            world.applied(returns);
        }

        assertThat(world.plan())
                .does(goes ? new String[] {"DELETE returns"} : new String[0])
                .withholds();
    }

    @Test
    void looksInTheSchemaOfThatDatabaseAndCatalogOnly() {
        Plan plan = World.with(orders(), table("returns").inCatalog("archive"))
                .declares(orders())
                .strategy("DELETE")
                .plan();

        assertThat(plan).doesNothing();
    }

    @Test
    void forgetsNoSchemaWithItsLastModel() {
        Sketch last = table("returns").in("old");

        Plan plan = World.with(orders(), last)
                .applied(last)
                .declares(orders())
                .strategy("DELETE")
                .plan();

        assertThat(plan).does("DELETE returns");
    }

    @Test
    void deletesAllThatIsOursWhenADocumentWithoutModelsMay() {
        Plan plan = World.with(table("returns"), table("orders"))
                .applied(table("returns"))
                .strategy("DELETE")
                .plan();

        assertThat(plan).does("DELETE returns");
    }

    @Test
    void aDocumentWithoutANameHasNothingElsewhere() {
        World world = World.with(orders(), table("here"), table("there").in("other"));
        world.applied(table("there").in("other"), null, false, java.util.Set.of());

        Plan plan = world.document(null).declares(orders()).strategy("DELETE").plan();

        assertThat(plan).does("DELETE here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE | DELETE returns OTHER_DOCUMENT
            UPDATE |
            """)
    void leavesWhatAnotherDocumentManages(String strategy, String withheld) {
        Plan plan = World.with(orders(), table("returns"))
                .marked(table("returns"), "logistics", false)
                .declares(orders())
                .strategy(strategy)
                .takingOver()
                .plan();

        assertThat(plan).does().withholds(withheld == null ? new String[0] : new String[] {withheld});
    }

    @ParameterizedTest
    @EnumSource(BreakingChanges.class)
    void judgesADeletionByThoseWhoUseTheDataset(BreakingChanges guard) {
        Plan plan = World.with(orders(), table("returns"))
                .declares(orders())
                .chart("Returns", "returns", "id")
                .filter("Return", "returns", "id")
                .strategy("DELETE")
                .guard(guard)
                .plan();

        switch (guard) {
            case WITHHOLD ->
                assertThat(plan).doesNothing().withholds("DELETE returns USED").isRefusedBy();
            case FAIL -> assertThat(plan).does("DELETE returns").withholds().isRefusedBy(Refusal.BREAKING_CHANGES);
            case ALLOW ->
                assertThat(plan)
                        .does("DELETE returns")
                        .touches("Returns BREAKS", "Sales: Return BREAKS", "Sales BREAKS")
                        .withholds()
                        .isRefusedBy();
        }
    }

    @Test
    void saysWhoUsesADatasetThatStays() {
        Plan plan = World.with(orders(), table("returns"))
                .declares(orders())
                .chart("Returns", "returns", "id")
                .chart("Lost", "returns", "id")
                .filter("Return", "returns", "id")
                .rule("Own", "returns", "id = 1")
                .strategy("DELETE")
                .plan();

        org.assertj.core.api.Assertions.assertThat(plan.withheld().getFirst().message())
                .isEqualTo("2 charts, 1 native filter and 1 rule of row-level security use it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # kept | going | percent | all go
            1      | 5     | 0       | true
            0      | 5     | 0       | true
            6      | 6     | 50      | true
            5      | 6     | 50      | false
            0      | 6     | 100     | true
            0      | 6     | 99      | false
            94     | 6     | 6       | true
            95     | 6     | 5       | false
            """)
    void deletesNotTooMany(int kept, int going, int percent, boolean allGo) {
        var world = new World().strategy("DELETE").maxDeletePercent(percent);
        IntStream.range(0, kept).forEach(i -> world.made(table("kept" + i)).declares(table("kept" + i)));
        IntStream.range(0, going).forEach(i -> world.made(table("going" + i)).applied(table("going" + i)));

        Plan plan = world.plan();

        String[] deletions =
                IntStream.range(0, going).mapToObj(i -> "DELETE going" + i).toArray(String[]::new);
        if (allGo) {
            assertThat(plan).does(deletions).withholds();
        } else {
            assertThat(plan)
                    .does()
                    .withholds(java.util.Arrays.stream(deletions)
                            .map(line -> line + " TOO_MANY_DELETIONS")
                            .toArray(String[]::new));
        }
    }

    @Test
    void doesNotCountWhatIsHeldBackAnyway() {
        var world = new World().strategy("DELETE").maxDeletePercent(50);
        IntStream.range(0, 6).forEach(i -> world.made(table("t" + i)));
        world.made(table("orders")).declares(table("orders")).chart("Sales", "t0", "id");

        assertThat(world.plan())
                .does("DELETE t1", "DELETE t2", "DELETE t3", "DELETE t4", "DELETE t5")
                .withholds("DELETE t0 USED");
    }

    @Test
    void isNotRefusedForDeletionsThatAreTooManyAnyway() {
        var world = new World().strategy("DELETE").guard(BreakingChanges.FAIL);
        IntStream.range(0, 6).forEach(i -> world.made(table("t" + i)));
        world.made(table("orders")).declares(table("orders")).chart("Sales", "t0", "id");

        assertThat(world.plan()).does().isRefusedBy();
    }

    @Test
    void readsChartsOnlyOfWhatWouldGo() {
        World world = World.with(orders(), table("returns")).declares(orders()).strategy("DELETE");

        var needs = Planner.plan(world.situation(Facts.NONE)).needs();

        org.assertj.core.api.Assertions.assertThat(needs.usagesOf()).containsExactly(2);
    }

    @Test
    void readsInFullOnlyWhatWouldGo() {
        World world = World.with(orders(), table("returns"), table("used"))
                .declares(orders())
                .chart("Sales", "used", "id")
                .strategy("DELETE");

        org.assertj.core.api.Assertions.assertThat(world.facts().readAlone().keySet())
                .containsExactly(2);
    }

    @Test
    void readsNothingInFullWhenTooManyWouldGo() {
        var world = new World().strategy("DELETE").maxDeletePercent(0);
        IntStream.range(0, 6).forEach(i -> world.made(table("t" + i)).applied(table("t" + i)));

        org.assertj.core.api.Assertions.assertThat(world.facts().readAlone()).isEmpty();
    }

    @Test
    void leavesWhatIsGoneOrBecameAnotherSinceItWasListed() {
        World world = World.with(orders(), table("gone"), table("turned"), table("taken"), table("same"))
                .declares(orders())
                .strategy("DELETE");
        Facts facts = world.facts();
        var read = new HashMap<>(facts.readAlone());
        read.put(2, Optional.empty());
        read.put(3, Optional.of(table("turned").query("SELECT 1").actual(3, null)));
        read.put(4, Optional.of(table("taken").actual(4, new Mark("logistics", false, "hash"))));

        Plan plan = Planner.plan(world.situation(new Facts(
                        facts.tables(),
                        facts.queries(),
                        facts.probes(),
                        facts.usages(),
                        facts.usagesOf(),
                        facts.savedQueries(),
                        read)))
                .plan();

        assertThat(plan).does("DELETE same");
    }
}
