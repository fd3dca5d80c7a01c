package dev.supersetsync.plan;

import static dev.supersetsync.plan.Datasets.orders;
import static dev.supersetsync.plan.Datasets.table;
import static dev.supersetsync.plan.PlanAssert.assertThat;

import dev.supersetsync.state.Setting;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a dataset is, by our storage and by the mark in the dataset. */
class OwnershipTests {

    private static final Sketch DESCRIBED = orders().with(Setting.DESCRIPTION, "What people bought");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nobody", textBlock = """
            # applied by | we are    | take_over | does it
            shop         | shop      | false     | true
            logistics    | shop      | false     | false
            logistics    | shop      | true      | true
            nobody       | shop      | false     | true
            nobody       | nobody    | false     | true
            logistics    | nobody    | false     | false
            logistics    | nobody    | true      | true
            """)
    void updatesWhatIsOursOrNobodys(String by, String us, boolean takeOver, boolean does) {
        World world = World.with(orders()).document(us).declares(DESCRIBED);
        world.applied(orders(), by, false, Set.of());
        if (takeOver) {
            world.takingOver();
        }

        if (does) {
            assertThat(world.plan()).does("UPDATE orders").withholds();
        } else {
            assertThat(world.plan()).does().withholds("UPDATE orders OTHER_DOCUMENT");
        }
    }

    @Test
    void holdsBackAReplacementOfWhatIsAnothers() {
        Plan plan = World.with(orders())
                .applied(orders(), "logistics", false, Set.of())
                .declares(DESCRIBED)
                .strategy("REPLACE")
                .plan();

        assertThat(plan).does().withholds("REPLACE orders OTHER_DOCUMENT");
    }

    @Test
    void holdsBackTheSameDatasetOfAnother() {
        Plan plan = World.with(orders())
                .applied(orders(), "logistics", false, Set.of())
                .declares(orders())
                .plan();

        assertThat(plan).doesNothing().leavesUnchanged().withholds("UPDATE orders OTHER_DOCUMENT");
    }

    @Test
    void believesTheMarkWhenStorageIsLost() {
        Plan plan = World.with(orders())
                .applied(orders(), "logistics", false, Set.of())
                .withoutStorage()
                .declares(DESCRIBED)
                .plan();

        assertThat(plan).does().withholds("UPDATE orders OTHER_DOCUMENT");
    }

    @Test
    void believesAMarkThatSomebodyElseWroteSince() {
        Plan plan = World.with(orders())
                .applied(orders())
                .marked(orders(), "logistics", false)
                .declares(DESCRIBED)
                .plan();

        assertThat(plan).does().withholds("UPDATE orders OTHER_DOCUMENT");
    }

    @Test
    void believesStorageWhereTheMarkIsTheOneThatWeSaw() {
        World world = World.with(orders())
                .applied(orders(), "logistics", false, Set.of())
                .declares(orders())
                .takingOver()
                .synced();

        world.declaresNow(DESCRIBED);

        assertThat(world.guards(noTakeOver()).plan()).does("UPDATE orders").withholds();
    }

    private static GuardOverrides noTakeOver() {
        return new GuardOverrides(null, null, null, null, null, false, null, null, null, null);
    }

    @Test
    void deletesWhatADocumentWithoutANameApplied() {
        Plan plan = World.with(orders(), table("returns"))
                .applied(table("returns"), null, false, Set.of())
                .declares(orders())
                .strategy("DELETE")
                .plan();

        assertThat(plan).does("DELETE returns").withholds();
    }

    @Test
    void remembersThatWeMadeIt() {
        World world = new World().declares(Datasets.topCustomers()).synced();
        world.declaresNow(Datasets.topCustomers().with(Setting.DESCRIPTION, "The best"))
                .synced();

        assertThat(world.declaresNow(table("x")).strategy("DELETE").plan()).does("DELETE top_customers");
    }
}
