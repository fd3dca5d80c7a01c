package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.NewestVersion;
import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.Warehouse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** One run writes to a target at a time. A table that is locked in the warehouse keeps a run at work until it is not. */
@NewestVersion
@ExtendWith(SupersetLog.class)
class QueueIT {

    private static final String ORDERS = """
            - table: orders
              description: %s
              columns: [{name: status}]
              metrics: [{name: orders, expression: COUNT(%s)}]
            """;

    @RegisterExtension
    private final World world = new World();

    @Test
    void othersWaitForTheirTurnOrAreRefused() throws SQLException {
        world.models(ORDERS.formatted("One", "1")).syncs();

        String first;
        String second;
        try (var _ = lock()) {
            first = world.models(ORDERS.formatted("Two", "2")).begins().id();
            second = world.models(ORDERS.formatted("Three", "2")).begins().id();
            var refused = RunningService.shared()
                    .post(
                            "/sync?wait=false",
                            world.models(ORDERS.formatted("Four", "2")).yaml())
                    .expect(409);
            assertThat(refused.problem()).isEqualTo("target-busy");
        }
        world.models(ORDERS.formatted("Five", "2")).syncs();

        assertThat(run(first).path("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(run(second).path("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(at(run(second), "started_at")).isAfterOrEqualTo(at(run(first), "finished_at"));
        assertThat(world.see("orders").text("description")).isEqualTo("Five");
    }

    /** Nobody reads the table until this connection is closed. */
    private Connection lock() throws SQLException {
        var connection = DriverManager.getConnection(Warehouse.shared().jdbcUrl());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("LOCK TABLE %s.orders IN ACCESS EXCLUSIVE MODE".formatted(world.name()));
        }
        return connection;
    }

    private static JsonNode run(String id) {
        return RunningService.shared().get("/runs/" + id).expect(200).body();
    }

    private static Instant at(JsonNode run, String member) {
        return Instant.parse(run.path(member).asString());
    }
}
