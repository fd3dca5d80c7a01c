package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.NewestVersion;
import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.SupersetServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Commands in processes of their own, on a real Superset. */
@NewestVersion
@ExtendWith(SupersetLog.class)
class CommandIT {

    @RegisterExtension
    private final World world = new World();

    @TempDir
    private Path folder;

    @Test
    void planSyncRunsAndRestore() throws IOException {
        Path models = Files.writeString(folder.resolve("orders.yaml"), """
                version: 1
                name: %1$s
                defaults: {database: %2$s, schema: %1$s}
                models:
                  - table: orders
                    description: One row per order
                    metrics:
                      - {name: revenue, aggregation: SUM, column: revenue}
                """.formatted(world.name(), World.DATABASE));
        String from = "--models=" + models;

        CommandProcess planned = command("plan", "--detailed-exitcode", from);
        assertThat(planned.exit()).isEqualTo(4);
        assertThat(planned.out())
                .contains(
                        "+ %s.%s.orders".formatted(World.DATABASE, world.name()), "+ metrics.revenue", "1 to create.");
        assertThat(folder.resolve("data")).doesNotExist();

        CommandProcess synced = command("sync", "--output=json", from);
        assertThat(synced.exit()).isZero();
        String id = JsonMapper.shared().readTree(synced.out()).path("id").asString();
        assertThat(world.see("orders").text("description")).isEqualTo("One row per order");
        assertThat(command("plan", "--detailed-exitcode", from).exit()).isZero();
        assertThat(command("runs").out()).contains(id, "SUCCEEDED", "main: 1 created");

        CommandProcess restored = command("restore", id);
        assertThat(restored.exit()).isZero();
        assertThat(restored.out()).contains("taking back run " + id, "1 deleted.");
        assertThat(command("plan", "--detailed-exitcode", from).exit()).isEqualTo(4);
        assertThat(command("restore", "none").exit()).isEqualTo(2);
    }

    private CommandProcess command(String... arguments) {
        SupersetServer server = SupersetServer.shared();
        return CommandProcess.run(
                Map.of(
                        "SUPERSET_URL", server.baseUrl(),
                        "SUPERSET_USERNAME", server.username(),
                        "SUPERSET_PASSWORD", server.password(),
                        "SUPERSET_SYNC_DATA_DIR", folder.resolve("data").toString()),
                arguments);
    }
}
