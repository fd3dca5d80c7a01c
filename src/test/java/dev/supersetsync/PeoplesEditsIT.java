package dev.supersetsync;

import static dev.supersetsync.World.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people make and edit in Superset, and the document does not declare, survives; what it declares is guarded. */
@ExtendWith(SupersetLog.class)
class PeoplesEditsIT {

    private static final String ORDERS = """
            - table: orders
              description: "%s"
              columns: [{name: status, label: Status}]
              metrics: [{name: orders, aggregation: COUNT, label: Orders}]
            """;

    @RegisterExtension
    private final World world = new World();

    @Test
    void surviveUpdates() {
        world.models(ORDERS.formatted("One")).syncs();
        int orders = editedByPeople();

        var run = world.models(ORDERS.formatted("Two")).syncs();

        assertThat(run.paths("orders")).containsExactly("description");
        assertEditsAreThere(orders);
    }

    @Test
    void surviveCreationsAndDeletionsOfOthers() {
        world.sql("CREATE TABLE %s.items (id bigint)");
        world.sql("CREATE TABLE %s.more (id bigint)");
        world.models(ORDERS.formatted("One") + "- {table: items}").syncs();
        int orders = editedByPeople();

        var run = world.models(ORDERS.formatted("One") + "- {table: more}")
                .strategy("CREATE, UPDATE, DELETE")
                .syncs();

        assertThat(run.actions()).isEqualTo(Map.of("more", "CREATE", "items", "DELETE"));
        assertEditsAreThere(orders);
    }

    private int editedByPeople() {
        int orders = world.see("orders").id();
        int owner = world.user(world.name(), "Alpha");
        PEOPLE.addMetric(orders, "lost", "COUNT(*) FILTER (WHERE status = 'lost')");
        PEOPLE.addColumn(orders, "half", "revenue / 2", "NUMERIC");
        PEOPLE.setColumn(orders, "status", "description", "What became of it");
        PEOPLE.setColumn(orders, "status", "groupby", false);
        PEOPLE.setMetric(orders, "orders", "d3format", ",d");
        PEOPLE.certify(orders, "Board", "Audited");
        PEOPLE.set(orders, "cache_timeout", 77);
        PEOPLE.set(orders, "owners", List.of(1, owner));
        return orders;
    }

    private void assertEditsAreThere(int id) {
        var orders = world.see("orders");
        assertThat(orders.id()).isEqualTo(id);
        assertThat(orders.metricNames()).containsExactlyInAnyOrder("orders", "lost");
        assertThat(World.metric(id, "lost")).isEqualTo(1.0);
        assertThat(orders.column("half").path("expression").asString()).isEqualTo("revenue / 2");
        assertThat(orders.column("status").path("description").asString()).isEqualTo("What became of it");
        assertThat(orders.column("status").path("groupby").asBoolean()).isFalse();
        assertThat(orders.metric("orders").path("d3format").asString()).isEqualTo(",d");
        assertThat(orders.extra().path("certification").path("certified_by").asString())
                .isEqualTo("Board");
        assertThat(orders.json().path("cache_timeout").asInt()).isEqualTo(77);
        assertThat(orders.json().path("owners").size()).isEqualTo(2);
    }

    @Test
    void ofDeclaredSettingsAreOverwrittenAndSaidSo() {
        world.models(ORDERS.formatted("One")).syncs();
        PEOPLE.setColumn(world.see("orders").id(), "status", "verbose_name", "State");

        var run = world.models(ORDERS.formatted("Two")).syncs();

        assertThat(run.paths("orders")).containsExactlyInAnyOrder("description", "columns.status.label");
        assertThat(overwrites(run, "columns.status.label")).isTrue();
        assertThat(overwrites(run, "description")).isFalse();
        assertThat(world.see("orders").column("status").path("verbose_name").asString())
                .isEqualTo("Status");
    }

    @Test
    void ofDeclaredSettingsAreKeptWithTheGuard() {
        world.models(ORDERS.formatted("One")).syncs();
        PEOPLE.setColumn(world.see("orders").id(), "status", "verbose_name", "State");

        var run =
                world.models(ORDERS.formatted("Two")).guard("ui_edits", "KEEP").syncs();

        assertThat(run.paths("orders")).containsExactly("description");
        assertThat(run.withheld()).containsExactly("UPDATE orders columns.status.label UI_EDIT");
        assertThat(world.see("orders").column("status").path("verbose_name").asString())
                .isEqualTo("State");
        assertThat(world.see("orders").text("description")).isEqualTo("Two");
    }

    @Test
    void ofDeclaredSettingsRefuseTheSyncWithTheGuardFail() {
        world.models(ORDERS.formatted("One")).syncs();
        PEOPLE.setColumn(world.see("orders").id(), "status", "verbose_name", "State");
        var before = world.see("orders");

        var answer = world.models(ORDERS.formatted("Two"))
                .guard("ui_edits", "FAIL")
                .sync()
                .expect(409);

        assertThat(answer.problem()).isEqualTo("ui-edits");
        assertThat(overwrites(answer, "columns.status.label")).isTrue();
        assertThat(world.see("orders").stored()).isEqualTo(before.stored());
    }

    @Test
    void ofWhatIsDeclaredOtherwiseNowAreOverwrittenAsWell() {
        world.models(ORDERS.formatted("One")).syncs();
        PEOPLE.set(world.see("orders").id(), "description", "Theirs");

        var run = world.models(ORDERS.formatted("Two")).syncs();

        assertThat(overwrites(run, "description")).isTrue();
        assertThat(run.field("orders", "description").path("before").asString()).isEqualTo("Theirs");
    }

    @Test
    void aDeclaredMetricThatAPersonDeletedComesBackOrNotByTheGuard() {
        world.models(ORDERS.formatted("One")).syncs();
        PEOPLE.removeMetric(world.see("orders").id(), "orders");

        var kept =
                world.models(ORDERS.formatted("One")).guard("ui_edits", "KEEP").syncs();
        assertThat(kept.withheld()).containsExactly("UPDATE orders metrics.orders UI_EDIT");
        assertThat(world.see("orders").metricNames()).isEmpty();

        var overwritten = world.models(ORDERS.formatted("One")).syncs();
        assertThat(overwrites(overwritten, "metrics.orders")).isTrue();
        assertThat(world.see("orders").metricNames()).containsExactly("orders");
    }

    @Test
    void aMetricOfOursThatAPersonRedefinedStaysWhenItIsNoLongerDeclared() {
        world.models(ORDERS.formatted("One")).syncs();
        PEOPLE.setMetric(world.see("orders").id(), "orders", "expression", "COUNT(*) + 1");

        world.models("- {table: orders, columns: [{name: status, label: Status}]}")
                .syncs();

        assertThat(world.see("orders").metric("orders").path("expression").asString())
                .isEqualTo("COUNT(*) + 1");
    }

    private static boolean overwrites(Answer answer, String path) {
        return answer.field("orders", path).path("overwrites_ui_edit").asBoolean();
    }
}
