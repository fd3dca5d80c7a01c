package dev.supersetsync;

import static dev.supersetsync.World.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** DELETE takes away tables that are in scope and not declared, and nothing that somebody uses or another one owns. */
@ExtendWith(SupersetLog.class)
class DeleteIT {

    private static final String ORDERS = "- {table: orders, columns: [{name: status}]}\n";
    private static final String ITEMS = "- {table: items, columns: [{name: id}, {name: name}]}\n";

    @RegisterExtension
    private final World world = new World();

    @BeforeEach
    void makeTable() {
        world.sql("CREATE TABLE %s.items (id bigint, name text)");
    }

    @Test
    void takesTablesThatAreNotDeclared() {
        world.models(ITEMS).syncs();
        int theirs = world.personMakes("orders");

        var run = delete(ITEMS).syncs();

        assertThat(run.actions()).isEqualTo(Map.of("orders", "DELETE"));
        assertThat(run.change("orders").path("superset_id").asInt()).isEqualTo(theirs);
        assertThat(run.change("orders").path("outcome").asString()).isEqualTo("APPLIED");
        assertThat(run.count("deleted")).isEqualTo(1);
        assertThat(world.datasets()).containsExactly("items");
        assertThat(API.send("GET", "/dataset/" + theirs, null).status()).isEqualTo(404);
    }

    @Test
    void isNotDoneWithoutBeingInTheStrategy() {
        world.models(ORDERS + ITEMS).syncs();

        var run = world.models(ORDERS).syncs();

        assertThat(run.withheld()).containsExactly("DELETE items STRATEGY");
        assertThat(run.writes()).isZero();
        assertThat(world.datasets()).containsExactly("items", "orders");
    }

    @Test
    void leavesWhatAChartUses() {
        world.models(ORDERS + ITEMS).syncs();
        int chart = world.chart(world.see("items").id(), List.of("name"), List.of());

        var run = delete(ORDERS).syncs();

        assertThat(run.withheld()).containsExactly("DELETE items USED");
        var impact = run.withheld("USED").path("impact").path(0);
        assertThat(impact.path("kind").asString()).isEqualTo("CHART");
        assertThat(impact.path("id").asInt()).isEqualTo(chart);
        assertThat(impact.path("url").asString()).contains("/explore/");
        assertThat(world.datasets()).containsExactly("items", "orders");
    }

    @Test
    void leavesWhatOnlyANativeFilterUses() {
        world.models(ORDERS + ITEMS).syncs();
        world.filter(world.see("items").id(), "name");

        var run = delete(ORDERS).syncs();

        assertThat(run.withheld()).containsExactly("DELETE items USED");
        assertThat(run.withheld("USED").path("impact").path(0).path("kind").asString())
                .isEqualTo("NATIVE_FILTER");
        assertThat(world.datasets()).containsExactly("items", "orders");
    }

    @Test
    void isRefusedBeforeAnyWriteWhenBreakingChangesFail() {
        world.models(ORDERS + ITEMS).syncs();
        world.chart(world.see("items").id(), List.of("name"), List.of());
        var before = world.see("orders");

        var answer = delete("- {table: orders, description: New, columns: [{name: status}]}")
                .guard("breaking_changes", "FAIL")
                .sync()
                .expect(409);

        assertThat(answer.problem()).isEqualTo("breaking-changes");
        assertThat(world.see("orders").stored()).isEqualTo(before.stored());
        assertThat(world.datasets()).containsExactly("items", "orders");
    }

    @Test
    void takesWhatAChartUsesIfThatIsAllowed() {
        world.models(ORDERS + ITEMS).syncs();
        int chart = world.chart(world.see("items").id(), List.of("name"), List.of());

        var run = delete(ORDERS).guard("breaking_changes", "ALLOW").syncs();

        var impact = run.change("items").path("impact").path(0);
        assertThat(impact.path("id").asInt()).isEqualTo(chart);
        assertThat(impact.path("effect").asString()).isEqualTo("BREAKS");
        assertThat(world.datasets()).containsExactly("orders");
    }

    @Test
    void neverTakesAQueryThatAPersonMade() {
        world.personMakes("theirs", "SELECT status FROM %s.orders");
        world.personMakes("edited", "SELECT status FROM %s.orders");
        var edited =
                "- {table: edited, sql: SELECT status FROM %s.orders, description: Ours, columns: [{name: status}]}\n"
                        .formatted(world.name());
        world.models(ORDERS + edited).syncs();
        assertThat(world.see("edited").text("description")).isEqualTo("Ours");

        var run = delete(ORDERS).guard("breaking_changes", "ALLOW").syncs();

        assertThat(run.actions()).isEmpty();
        assertThat(world.datasets()).containsExactly("edited", "orders", "theirs");
    }

    @Test
    void takesAQueryThatASyncCreated() {
        var query = "- {table: states, sql: SELECT DISTINCT status FROM %s.orders}\n".formatted(world.name());
        world.models(ORDERS + query).syncs();

        var run = delete(ORDERS).syncs();

        assertThat(run.actions()).isEqualTo(Map.of("states", "DELETE"));
        assertThat(world.datasets()).containsExactly("orders");
    }

    private Request delete(String models) {
        return world.models(models).strategy("CREATE, UPDATE, DELETE");
    }
}
