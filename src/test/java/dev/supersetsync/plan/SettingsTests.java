package dev.supersetsync.plan;

import static dev.supersetsync.plan.Datasets.orders;
import static dev.supersetsync.plan.PlanAssert.assertThat;

import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The three-way comparison of what is declared, what we applied last, and what is there; and how edits are treated. */
class SettingsTests {

    /** One description of the dataset, a column and a metric goes through the same comparison. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # declared | applied | there | becomes | overwrites an edit
            -          | -       | -     | -       | false
            -          | -       | Ana's | Ana's   | false
            Ours       | -       | -     | Ours    | false
            Ours       | -       | Ana's | Ours    | false
            Ours       | -       | Ours  | Ours    | false
            Ours       | Ours    | Ours  | Ours    | false
            Ours       | Ours    | Ana's | Ours    | true
            Ours       | Ours    | -     | Ours    | true
            Ours       | Old     | Old   | Ours    | false
            Ours       | Old     | Ours  | Ours    | false
            Ours       | Old     | Ana's | Ours    | true
            -          | Ours    | Ours  | -       | false
            -          | Ours    | Ana's | Ana's   | false
            -          | Ours    | -     | -       | false
            """)
    void comparesThreeSides(String declared, String applied, String there, String becomes, boolean overwrites) {
        World world = World.with(described(there)).applied(described(applied)).declares(described(declared));

        Plan plan = world.plan();

        String[] paths = {"description", "columns.status.description", "metrics.revenue.description"};
        boolean changes = !java.util.Objects.equals(there, becomes);
        assertThat(plan).alters(changes ? paths : new String[0]).overwritesEditsOf(overwrites ? paths : new String[0]);
        if (changes) {
            assertThat(plan).sets("columns.status.description", Value.text(becomes));
        }
        assertThat(world.apply(plan).plan()).doesNothing();
    }

    private static Sketch described(String description) {
        if (description == null) {
            return orders();
        }
        Value value = Value.text(description);
        return orders().with(Setting.DESCRIPTION, value)
                .column("status", Setting.DESCRIPTION, value)
                .metric("revenue", Setting.DESCRIPTION, value);
    }

    @ParameterizedTest
    @EnumSource(Guards.UiEdits.class)
    void treatsAnEditByTheGuard(Guards.UiEdits guard) {
        World world = World.with(described("Ana's"))
                .applied(described("Ours"))
                .declares(described("Ours"))
                .guard(guard);

        Plan plan = world.plan();

        String[] paths = {"description", "columns.status.description", "metrics.revenue.description"};
        switch (guard) {
            case OVERWRITE ->
                assertThat(plan).overwritesEditsOf(paths).withholds().isRefusedBy();
            case KEEP ->
                assertThat(plan)
                        .doesNothing()
                        .withholds(
                                "UPDATE orders description UI_EDIT",
                                "UPDATE orders columns.status.description UI_EDIT",
                                "UPDATE orders metrics.revenue.description UI_EDIT")
                        .isRefusedBy();
            case FAIL -> assertThat(plan).overwritesEditsOf(paths).withholds().isRefusedBy(Plan.Refusal.UI_EDITS);
        }
    }

    @ParameterizedTest
    @EnumSource(Guards.UiEdits.class)
    void treatsTheDeletionOfADeclaredColumnOrMetricAsAnEdit(Guards.UiEdits guard) {
        World world = World.with(orders())
                .applied(orders())
                .edited(orders().withoutColumn("status").withoutMetric("revenue"))
                .declares(orders())
                .guard(guard);

        Plan plan = world.plan();

        switch (guard) {
            case OVERWRITE ->
                assertThat(plan)
                        .alters("columns.status", "metrics.revenue")
                        .overwritesEditsOf("columns.status", "metrics.revenue")
                        .isRefusedBy();
            case KEEP ->
                assertThat(plan)
                        .doesNothing()
                        .withholds("UPDATE orders columns.status UI_EDIT", "UPDATE orders metrics.revenue UI_EDIT");
            case FAIL -> assertThat(plan).isRefusedBy(Plan.Refusal.UI_EDITS);
        }
    }

    @Test
    void keepsAnEditForAsLongAsTheGuardSays() {
        World world = World.with(described("Ana's"))
                .applied(described("Ours"))
                .declares(described("Ours"))
                .guard(Guards.UiEdits.KEEP)
                .synced();

        assertThat(world.plan())
                .doesNothing()
                .withholds(
                        "UPDATE orders description UI_EDIT",
                        "UPDATE orders columns.status.description UI_EDIT",
                        "UPDATE orders metrics.revenue.description UI_EDIT");
        assertThat(world.guard(Guards.UiEdits.OVERWRITE).plan())
                .overwritesEditsOf("description", "columns.status.description", "metrics.revenue.description");
    }

    @Test
    void takesAnEditThatAgreesWithTheModelForOurs() {
        World world = World.with(described("New"))
                .applied(described("Old"))
                .declares(described("New"))
                .guard(Guards.UiEdits.FAIL);

        assertThat(world.plan()).doesNothing().isRefusedBy();
        assertThat(world.synced().declaresNow(orders()).plan()).sets("description", Value.UNSET);
    }

    @Test
    void leavesAlonePeoplesSettingsOnADatasetThatWeNeverAppliedAnythingTo() {
        Sketch lovinglyKept = described("Ana's")
                .with(Setting.CACHE_TIMEOUT, Value.whole(60))
                .with(Setting.OWNERS, new Value.Names(List.of("ana@example.org")))
                .column("status", Setting.FILTERABLE, Value.flag(false))
                .column("mood", "TEXT")
                .calculated("margin", "amount / 2")
                .metric("revenue", Setting.D3_FORMAT, Value.text(",.2f"))
                .metric("count", "COUNT(*)");

        Plan plan = World.with(lovinglyKept).declares(orders()).plan();

        assertThat(plan).doesNothing().leavesUnchanged("orders").withholds().warns();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GROUPABLE  | false | true
            FILTERABLE | false | true
            HIDDEN     | true  | false
            """)
    void goesBackToSupersetsDefault(Setting flag, boolean ours, boolean byDefault) {
        World world = World.with(orders().column("status", flag, Value.flag(ours)))
                .applied(orders().column("status", flag, Value.flag(ours)))
                .declares(orders());

        String path = "columns.status." + flag.path();
        assertThat(world.plan()).alters(path).sets(path, Value.flag(byDefault));
    }

    @Test
    void goesBackToTheWarehousesTypeWhereItIsKnown() {
        World world = World.with(orders().column("status", Setting.TYPE, "CHAR(1)"))
                .applied(orders().column("status", Setting.TYPE, "CHAR(1)"))
                .declares(orders().columnWithout("status", Setting.TYPE))
                .warehouseGains("orders", "status", "TEXT");

        assertThat(world.plan()).doesNothing();
        assertThat(world.undeclaredColumns(Desired.Others.INCLUDE).plan())
                .alters("columns.status.type")
                .sets("columns.status.type", Value.text("TEXT"));
    }

    @Test
    void goesBackToBeingATimeByTheType() {
        Sketch notATime = orders().column("ordered_at", Setting.TEMPORAL, Value.flag(false));

        Plan plan = World.with(notATime)
                .applied(notATime)
                .declares(orders().columnWithout("ordered_at", Setting.TEMPORAL))
                .plan();

        assertThat(plan).alters("columns.ordered_at.temporal").sets("columns.ordered_at.temporal", Value.flag(true));
    }

    @Test
    void leavesOwnersAsTheyAreOnceTheyAreNotDeclared() {
        Sketch owned = orders().with(Setting.OWNERS, new Value.Names(List.of("ana@example.org")));

        Plan plan = World.with(owned).applied(owned).declares(orders()).plan();

        assertThat(plan).doesNothing();
    }

    @Test
    void leavesTheServiceUserAnOwnerBesideTheDeclaredOnes() {
        World world = World.with(ownedBy("service", "ben"))
                .keepsOwner("service")
                .declares(ownedBy("ana"), ownedBy("ana").named("items"));

        Plan plan = world.plan();

        assertThat(plan).does("UPDATE orders", "CREATE items").sets("owners", names("ana", "service"));
        assertThat(world.apply(plan).plan()).doesNothing();
    }

    @Test
    void addsTheServiceUserToNoOwners() {
        World world = World.with(ownedBy("ana")).keepsOwner("service").declares(ownedBy("ana"));

        assertThat(world.plan()).doesNothing();
        assertThat(World.with(ownedBy("service", "ben"))
                        .keepsOwner("service")
                        .declares(orders())
                        .plan())
                .doesNothing();
    }

    private static Sketch ownedBy(String... names) {
        return orders().with(Setting.OWNERS, names(names));
    }

    private static Value names(String... names) {
        return new Value.Names(List.of(names));
    }

    @Test
    void takesASettingDeclaredAsEmptyForDeclared() {
        Plan plan = World.with(described("Ana's"))
                .declares(orders().with(Setting.DESCRIPTION, Value.UNSET))
                .plan();

        assertThat(plan).alters("description").sets("description", Value.UNSET);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            EUR | prefix | EUR | -      | -
            EUR | suffix | EUR | -      | -
            USD | suffix | EUR | -      | suffix
            -   | -      | EUR | -      | prefix
            EUR | suffix | EUR | prefix | prefix
            """)
    void leavesThePositionOfACurrencyToPeople(
            String there, String position, String declared, String declaredPosition, String becomes) {
        Value currency = there == null ? Value.UNSET : new Value.Currency(there, position);
        World world = World.with(orders().metric("revenue", Setting.CURRENCY, currency))
                .declares(orders().metric("revenue", Setting.CURRENCY, new Value.Currency(declared, declaredPosition)));

        Plan plan = world.plan();

        if (becomes == null) {
            assertThat(plan).doesNothing();
        } else {
            assertThat(plan).sets("metrics.revenue.currency", new Value.Currency(declared, becomes));
        }
        assertThat(world.apply(plan).plan()).doesNothing();
    }
}
