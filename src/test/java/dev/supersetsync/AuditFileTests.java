package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The example that leads the audit log into a file of its own; in a process of its own, since logging is of a process. */
class AuditFileTests {

    @TempDir
    private Path folder;

    @Test
    void eachCallIsOneJsonObjectInTheFile() throws Exception {
        Path file = folder.resolve("audit.log");

        try (var service = ServiceProcess.start(
                "256m",
                Map.of("logging.config", "file:examples/logging/logback-audit.xml", "AUDIT_LOG", file.toString()))) {
            service.post("/sync", "application/yaml", "models: {version: 1, models: []}")
                    .expect(422);
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1);
        var line = JsonMapper.shared().readTree(lines.getFirst());
        assertThat(line.path("caller").asString()).isEqualTo("SUPERSET_SYNC_TOKEN");
        assertThat(line.path("path").asString()).isEqualTo("/sync");
        assertThat(line.path("status").asInt()).isEqualTo(422);
        assertThat(line.path("outcome").asString()).isEqualTo("REFUSED");
    }
}
