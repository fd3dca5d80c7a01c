package dev.supersetsync;

import static dev.supersetsync.World.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.NewestVersion;
import dev.supersetsync.testenv.SupersetLog;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What DELETE looks at: the schemas of the models, the datasets of the document, and neither too much nor others'. */
@NewestVersion
@ExtendWith(SupersetLog.class)
class DeleteScopeIT {

    private static final String ORDERS = "- {table: orders, columns: [{name: status}]}\n";
    private static final String ITEMS = "- {table: items, columns: [{name: id}]}\n";

    @RegisterExtension
    private final World world = new World();

    @BeforeEach
    void makeTables() {
        world.sql("CREATE TABLE %s.items (id bigint)");
        world.sql("CREATE SCHEMA %s_b");
        world.sql("CREATE TABLE %s_b.elsewhere (id bigint)");
        world.sql("CREATE TABLE %s_b.theirs (id bigint)");
    }

    @Test
    void leavesTheDatasetsOfAnotherDocument() {
        world.models(ITEMS).by("another document").syncs();

        var run = delete(ORDERS).syncs();

        assertThat(run.actions()).isEqualTo(Map.of("orders", "CREATE"));
        assertThat(run.withheld()).containsExactly("DELETE items OTHER_DOCUMENT");
        assertThat(world.datasets()).containsExactly("items", "orders");
    }

    @Test
    void aDatasetOfAnotherDocumentIsOnlyTakenOverIfThatIsWanted() {
        world.models(ITEMS).by("another document").syncs();
        var ours = "- {table: items, description: Ours, columns: [{name: id}]}";

        var refused = world.models(ours).syncs();
        assertThat(refused.withheld()).containsExactly("UPDATE items OTHER_DOCUMENT");
        assertThat(refused.writes()).isZero();

        world.models(ours).guard("take_over", true).syncs();
        assertThat(world.see("items").text("description")).isEqualTo("Ours");
        var others = world.models(ITEMS).by("another document").syncs();
        assertThat(others.withheld()).containsExactly("UPDATE items OTHER_DOCUMENT");
    }

    @Test
    void findsTheDocumentsDatasetsInASchemaWithoutModels() {
        world.models("- {table: elsewhere, columns: [{name: id}]}")
                .in(world.otherSchema())
                .syncs();
        API.createDataset(World.database(), world.otherSchema(), "theirs");

        var run = delete(ORDERS).syncs();

        assertThat(run.actions()).isEqualTo(Map.of("orders", "CREATE", "elsewhere", "DELETE"));
        assertThat(World.rows(world.otherSchema()))
                .extracting(row -> row.text("table_name"))
                .containsExactly("theirs");
    }

    @Test
    void isLimitedToManagedDatasetsIfThatIsWanted() {
        world.models(ORDERS + ITEMS).syncs();
        world.sql("CREATE TABLE %s.theirs (id bigint)");
        world.personMakes("theirs");

        var run = delete(ORDERS).guard("delete_scope", "MANAGED").syncs();

        assertThat(run.actions()).isEqualTo(Map.of("items", "DELETE"));
        assertThat(world.datasets()).containsExactly("orders", "theirs");
    }

    @Test
    void deletesNothingWhenItWouldBeTooMuch() {
        for (int number = 1; number <= 6; number++) {
            world.sql("CREATE TABLE %s.t" + number + " (id bigint)");
            world.personMakes("t" + number);
        }

        var held = delete(ORDERS).syncs();

        assertThat(held.withheld()).hasSize(6).allMatch(part -> part.endsWith("TOO_MANY_DELETIONS"));
        assertThat(world.datasets()).hasSize(7);

        var allowed = delete(ORDERS).guard("max_delete_percent", 100).syncs();

        assertThat(allowed.count("deleted")).isEqualTo(6);
        assertThat(world.datasets()).containsExactly("orders");
    }

    @Test
    void isRefusedWithoutModelsUnlessThatIsMeant() {
        world.models(ORDERS + ITEMS).syncs();

        var refused = delete("").sync().expect(422);
        assertThat(refused.problem()).isEqualTo("invalid-request");
        assertThat(refused.violations()).isNotEmpty();
        assertThat(world.datasets()).containsExactly("items", "orders");

        var meant = delete("").guard("allow_empty", true).syncs();
        assertThat(meant.count("deleted")).isEqualTo(2);
        assertThat(world.datasets()).isEmpty();
    }

    private Request delete(String models) {
        return world.models(models).strategy("CREATE, UPDATE, DELETE");
    }
}
