package dev.supersetsync.plan;

import static dev.supersetsync.plan.Datasets.orders;
import static dev.supersetsync.plan.Datasets.table;
import static dev.supersetsync.plan.Datasets.topCustomers;
import static dev.supersetsync.plan.PlanAssert.assertThat;

import dev.supersetsync.state.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan does to a whole dataset: declared or not, there or not, with and without each operation. */
class DatasetTableTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE          | CREATE orders |
            UPDATE          |               | CREATE orders STRATEGY
            REPLACE         |               | CREATE orders STRATEGY
            DELETE          |               | CREATE orders STRATEGY
            CREATE, REPLACE | CREATE orders |
            """)
    void createsWhatIsNotThere(String strategy, String change, String withheld) {
        Plan plan = World.with().declares(orders()).strategy(strategy).plan();

        assertThat(plan).does(lines(change)).withholds(lines(withheld)).warns();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE
            UPDATE
            REPLACE
            DELETE
            CREATE, UPDATE, DELETE
            """)
    void leavesWhatIsTheSame(String strategy) {
        Sketch asDeclared = orders().with(Setting.MAIN_DATETIME_COLUMN, "ordered_at");

        Plan plan =
                World.with(asDeclared).declares(asDeclared).strategy(strategy).plan();

        assertThat(plan).doesNothing().leavesUnchanged("orders").withholds().warns();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE         |                | UPDATE orders STRATEGY
            UPDATE         | UPDATE orders  |
            REPLACE        | REPLACE orders |
            DELETE         |                | UPDATE orders STRATEGY
            CREATE, DELETE |                | UPDATE orders STRATEGY
            """)
    void bringsWhatDiffersToWhatIsDeclared(String strategy, String change, String withheld) {
        Sketch there = orders().with(Setting.MAIN_DATETIME_COLUMN, "ordered_at");

        Plan plan = World.with(there)
                .declares(there.with(Setting.DESCRIPTION, "What people bought"))
                .strategy(strategy)
                .plan();

        assertThat(plan).does(lines(change)).withholds(lines(withheld)).warns();
        if (change != null) {
            assertThat(plan).alters("description");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE, UPDATE | false |                |
            CREATE, UPDATE | true  |                | DELETE returns STRATEGY
            DELETE         | false | DELETE returns |
            DELETE         | true  | DELETE returns |
            """)
    void deletesAPhysicalDatasetThatIsNotDeclared(String strategy, boolean managed, String change, String withheld) {
        World world = World.with(orders(), table("returns")).declares(orders()).strategy(strategy);
        if (managed) {
            world.applied(table("returns"));
        }

        assertThat(world.plan()).does(lines(change)).withholds(lines(withheld)).warns();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE | MADE_BY_A_PERSON        |
            DELETE | APPLIED_TO              |
            DELETE | CREATED                 | DELETE top_customers
            DELETE | CREATED_SAYS_ONLY_MARK  | DELETE top_customers
            DELETE | CREATED_SAYS_ONLY_STORE | DELETE top_customers
            UPDATE | CREATED                 |
            """)
    void deletesAVirtualDatasetOnlyIfASyncCreatedIt(String strategy, Origin origin, String change) {
        World world = World.with(orders(), topCustomers()).declares(orders()).strategy(strategy);
        switch (origin) {
            case MADE_BY_A_PERSON -> {}
            case APPLIED_TO -> world.applied(topCustomers());
            case CREATED -> world.created(topCustomers());
            case CREATED_SAYS_ONLY_MARK -> world.created(topCustomers()).withoutStorage();
            case CREATED_SAYS_ONLY_STORE -> world.created(topCustomers()).marked(topCustomers(), "shop", false);
        }

        assertThat(world.plan()).does(lines(change)).withholds().warns();
    }

    private enum Origin {
        MADE_BY_A_PERSON,
        APPLIED_TO,
        CREATED,
        CREATED_SAYS_ONLY_MARK,
        CREATED_SAYS_ONLY_STORE
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE |                       | UPDATE top_customers KIND_DIFFERS
            REPLACE | REPLACE top_customers |
            CREATE |                       | UPDATE top_customers STRATEGY
            """)
    void turnsATableIntoAQueryOnlyByReplacing(String strategy, String change, String withheld) {
        Sketch asTable = topCustomers().without(Setting.SQL);

        Plan plan =
                World.with(asTable).declares(topCustomers()).strategy(strategy).plan();

        assertThat(plan).does(lines(change)).withholds(lines(withheld)).warns();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE |                       | UPDATE top_customers KIND_DIFFERS
            REPLACE | REPLACE top_customers |
            CREATE |                       | UPDATE top_customers STRATEGY
            """)
    void turnsAQueryIntoATableOnlyByReplacing(String strategy, String change, String withheld) {
        Plan plan = World.with(topCustomers())
                .declares(topCustomers().without(Setting.SQL))
                .strategy(strategy)
                .plan();

        assertThat(plan).does(lines(change)).withholds(lines(withheld)).warns();
        if (change != null) {
            assertThat(plan).alters("sql");
        }
    }

    @Test
    void comesInTheOrderOfTheDocumentAndDeletesLast() {
        Plan plan = World.with(table("b"), table("z"), table("y"))
                .declares(table("c"), table("b").with(Setting.DESCRIPTION, "B"), table("a"))
                .strategy("CREATE, UPDATE, DELETE")
                .plan();

        assertThat(plan).does("CREATE c", "UPDATE b", "CREATE a", "DELETE y", "DELETE z");
    }

    @Test
    void takesACatalogLeftOutForTheDefaultOne() {
        Sketch there = orders().with(Setting.MAIN_DATETIME_COLUMN, "ordered_at");

        assertThat(World.with(there).declares(there).plan()).doesNothing().leavesUnchanged("orders");
        assertThat(World.with(there.inCatalog("archive")).declares(there).plan())
                .does("CREATE orders");
    }

    @Test
    void takesNamesExactly() {
        Plan plan = World.with(table("Orders")).declares(table("orders")).plan();

        assertThat(plan).does("CREATE orders");
    }

    private static String[] lines(String line) {
        return line == null ? new String[0] : new String[] {line};
    }
}
