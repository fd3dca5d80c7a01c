package dev.supersetsync;

import static dev.supersetsync.World.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.NewestVersion;
import dev.supersetsync.testenv.SupersetLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan is made without writing, and applied exactly as it was made, or not at all. */
@NewestVersion
@ExtendWith(SupersetLog.class)
class PlanIT {

    private static final String ORDERS = """
            - table: orders
              description: %s
              columns: [{name: status, label: %s}]
              metrics: [{name: orders, aggregation: COUNT}]
            """;

    @RegisterExtension
    private final World world = new World();

    @Test
    void writesNothing() {
        world.models(ORDERS.formatted("One", "Status")).syncs();
        world.sql("CREATE TABLE %s.items (id bigint)");
        var before = world.see("orders");

        var plan = world.models(ORDERS.formatted("Two", "State") + "- {table: items}")
                .plans();

        assertThat(plan.actions()).isEqualTo(Map.of("orders", "UPDATE", "items", "CREATE"));
        assertThat(plan.paths("orders")).containsExactlyInAnyOrder("description", "columns.status.label");
        assertThat(plan.body().path("has_changes").asBoolean()).isTrue();
        assertThat(plan.location()).isEqualTo("/plans/" + plan.id());
        assertThat(world.see("orders").stored()).isEqualTo(before.stored());
        assertThat(world.datasets()).containsExactly("orders");
    }

    @Test
    void canBeLookedAt() {
        var plan = world.models(ORDERS.formatted("One", "Status")).plans();

        var kept = RunningService.shared().get("/plans/" + plan.id()).expect(200);

        assertThat(kept.body()).isEqualTo(plan.body());
        assertThat(RunningService.shared().get("/plans/none").status()).isEqualTo(404);
    }

    @Test
    void isAppliedExactly() {
        world.models(ORDERS.formatted("One", "Status")).syncs();
        world.sql("CREATE TABLE %s.items (id bigint)");
        var plan = world.models(ORDERS.formatted("Two", "State") + "- {table: items}")
                .plans();

        var run = apply(plan).expect(200);

        assertThat(run.runStatus()).isEqualTo("SUCCEEDED");
        assertThat(run.actions()).isEqualTo(plan.actions());
        assertThat(run.paths("orders")).isEqualTo(plan.paths("orders"));
        assertThat(world.see("orders").text("description")).isEqualTo("Two");
        assertThat(world.datasets()).containsExactly("items", "orders");
    }

    @Test
    void leavesToTheNextSyncWhatItDidNotList() {
        var items = "- {table: items, description: Ours, columns: [{name: id}]}";
        world.sql("CREATE TABLE %s.items (id bigint)");
        world.models(ORDERS.formatted("One", "Status") + items).syncs();
        var plan = world.models(ORDERS.formatted("Two", "Status") + items).plans();
        PEOPLE.set(world.see("items").id(), "description", "Theirs");

        var run = apply(plan).expect(200);

        assertThat(run.actions()).isEqualTo(Map.of("orders", "UPDATE"));
        assertThat(world.see("items").text("description")).isEqualTo("Theirs");
    }

    @Test
    void isAppliedOnce() {
        var plan = world.models(ORDERS.formatted("One", "Status")).plans();
        apply(plan).expect(200);

        var again = apply(plan).expect(409);

        assertThat(again.problem()).isEqualTo("plan-applied");
    }

    @Test
    void isStaleWhenWhatItTouchesHasMoved() {
        world.models(ORDERS.formatted("One", "Status")).syncs();
        var plan = world.models(ORDERS.formatted("Two", "State")).plans();
        PEOPLE.setColumn(world.see("orders").id(), "status", "description", "Theirs");
        var before = world.see("orders");

        var answer = apply(plan).expect(409);

        assertThat(answer.problem()).isEqualTo("stale-plan");
        assertThat(world.see("orders").stored()).isEqualTo(before.stored());
    }

    @Test
    void isStaleWhenTheDatasetIsThereAlready() {
        var plan = world.models(ORDERS.formatted("One", "Status")).plans();
        world.personMakes("orders");
        var before = world.see("orders");

        assertThat(apply(plan).expect(409).problem()).isEqualTo("stale-plan");
        assertThat(world.see("orders").stored()).isEqualTo(before.stored());
    }

    @Test
    void isStaleWhenSomebodyUsesWhatItDeletes() {
        world.sql("CREATE TABLE %s.items (id bigint, name text)");
        world.models(ORDERS.formatted("One", "Status") + "- {table: items}").syncs();
        var plan = world.models(ORDERS.formatted("Two", "Status"))
                .strategy("UPDATE, DELETE")
                .plans();
        assertThat(plan.actions()).isEqualTo(Map.of("orders", "UPDATE", "items", "DELETE"));
        world.chart(world.see("items").id(), List.of("name"), List.of());

        assertThat(apply(plan).expect(409).problem()).isEqualTo("stale-plan");
        assertThat(world.see("orders").text("description")).isEqualTo("One");
        assertThat(world.datasets()).containsExactly("items", "orders");
    }

    @Test
    void isStaleWhenSomebodyEditedWhatItDeletes() {
        world.sql("CREATE TABLE %s.items (id bigint)");
        world.models(ORDERS.formatted("One", "Status") + "- {table: items}").syncs();
        var plan = world.models(ORDERS.formatted("One", "Status"))
                .strategy("UPDATE, DELETE")
                .plans();
        PEOPLE.set(world.see("items").id(), "description", "Theirs");

        assertThat(apply(plan).expect(409).problem()).isEqualTo("stale-plan");
        assertThat(world.datasets()).containsExactly("items", "orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"columns", "metrics"})
    void isStaleWhenSomebodyEditedOnlyColumnsOrMetricsOfWhatItDeletes(String part) {
        world.sql("CREATE TABLE %s.items (id bigint)");
        world.models(ORDERS.formatted("One", "Status") + "- {table: items, columns: [{name: id}]}")
                .syncs();
        var plan = world.models(ORDERS.formatted("One", "Status"))
                .strategy("UPDATE, DELETE")
                .plans();
        int items = world.see("items").id();
        switch (part) {
            case "columns" -> PEOPLE.setColumn(items, "id", "verbose_name", "Theirs");
            default -> PEOPLE.addMetric(items, "theirs", "COUNT(*)");
        }

        assertThat(apply(plan).expect(409).problem()).isEqualTo("stale-plan");
        assertThat(world.datasets()).containsExactly("items", "orders");
    }

    @Test
    void isNotStaleAfterAnEditElsewhere() {
        world.sql("CREATE TABLE %s.items (id bigint)");
        world.models(ORDERS.formatted("One", "Status") + "- {table: items}").syncs();
        var plan = world.models(ORDERS.formatted("Two", "Status") + "- {table: items}")
                .plans();
        PEOPLE.set(world.see("items").id(), "description", "Theirs");

        apply(plan).expect(200);

        assertThat(world.see("orders").text("description")).isEqualTo("Two");
        assertThat(world.see("items").text("description")).isEqualTo("Theirs");
    }

    private static Answer apply(Answer plan) {
        return RunningService.shared().post("/plans/" + plan.id() + "/apply", "");
    }
}
