package dev.supersetsync;

import static dev.supersetsync.World.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a document names in Superset: databases, which may be made, and owners, which must be there. */
@ExtendWith(SupersetLog.class)
class ReferencesIT {

    @RegisterExtension
    private final World world = new World();

    @Test
    void aMissingDatabaseIsCreatedFromTheSettings() {
        var run = world.models("- {table: orders, columns: [{name: status, label: Status}, {name: ordered_at}]}")
                .on(RunningService.CREATABLE_DATABASE)
                .syncs();

        var database = database(RunningService.CREATABLE_DATABASE);
        world.goesAfterwards("/database/", database);
        assertThat(run.actions()).isEqualTo(Map.of("orders", "CREATE"));
        var orders = world.see("orders");
        assertThat(orders.json().path("database").path("id").asInt()).isEqualTo(database);
        assertThat(orders.columnNames()).containsExactlyInAnyOrder("status", "ordered_at");
        assertThat(orders.column("ordered_at").path("is_dttm").asBoolean()).isTrue();
    }

    @Test
    void anUnknownDatabaseIsRefusedAndSaysWhatToConfigure() {
        var answer = world.models("- {table: orders}\n- {table: items, database: nowhere}\n")
                .sync()
                .expect(422);

        assertThat(answer.problem()).isEqualTo("invalid-models");
        assertThat(answer.violations()).hasSize(1);
        assertThat(answer.violations().getFirst().path("path").asString()).isEqualTo("models[1].database");
        assertThat(answer.violations().getFirst().path("message").asString())
                .contains("nowhere", "superset-sync.targets.main.databases.nowhere.sqlalchemy-uri");
        assertThat(world.datasets()).isEmpty();
    }

    @Test
    void ownersAreSetByTheirAddresses() {
        int owner = world.user(world.name(), "Alpha");
        var models = "- {table: orders, owners: [%s@example.org], columns: [{name: status}]}".formatted(world.name());

        world.models(models).syncs();

        assertThat(world.see("orders").json().path("owners"))
                .extracting(one -> one.path("id").asInt())
                .containsExactly(owner);
        assertThat(world.models(models).syncs().writes()).isZero();
    }

    @Test
    void addressesOfOwnersAreTheSameInAnyCaseAndOrder() {
        int owner = world.user(world.name(), "Alpha");
        int other = world.user(world.name() + "x", "Alpha");
        var models = "- {table: orders, owners: [%1$sX@Example.org, %1$s@EXAMPLE.org], columns: [{name: status}]}"
                .formatted(world.name());

        world.models(models).syncs();

        assertThat(world.see("orders").json().path("owners"))
                .extracting(one -> one.path("id").asInt())
                .containsExactlyInAnyOrder(owner, other);
        assertThat(world.models(models).syncs().writes()).isZero();
    }

    @Test
    void unknownOwnersAreAllRefusedWithTheirPlaces() {
        world.user(world.name(), "Alpha");
        var models = """
                - {table: orders, owners: [%s@example.org, nobody@example.org]}
                - {table: items, owners: [neither@example.org]}
                """.formatted(world.name());

        var answer = world.models(models).sync().expect(422);

        assertThat(answer.problem()).isEqualTo("invalid-models");
        assertThat(answer.violations())
                .extracting(violation -> violation.path("path").asString())
                .containsExactlyInAnyOrder("models[0].owners[1]", "models[1].owners[0]");
        assertThat(world.datasets()).isEmpty();
    }

    private static int database(String name) {
        return API.list("/database/", "(page_size:100)").stream()
                .filter(row -> row.path("database_name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Superset has no database " + name))
                .path("id")
                .asInt();
    }
}
