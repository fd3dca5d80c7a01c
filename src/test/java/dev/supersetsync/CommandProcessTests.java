package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Commands in processes of their own. */
class CommandProcessTests {

    @TempDir
    private Path data;

    @Test
    void helpLoadsNothingOfTheService() {
        var command = CommandProcess.run(Map.of(), "--help");

        assertThat(command.exit()).isZero();
        assertThat(command.out()).startsWith("Usage: superset-sync");
        assertThat(command.err()).isEmpty();
        assertThat(command.classes()).noneMatch(name -> name.startsWith("org.springframework."));
    }

    @Test
    void validateLoadsNothingOfSpringAndLogsNothing() {
        var command = CommandProcess.run(Map.of(), "validate", "--models", "examples/shop.yaml");

        assertThat(command.exit()).isZero();
        assertThat(command.out()).isEqualTo("Valid: 3 models.\n");
        assertThat(command.err()).isEmpty();
        assertThat(command.classes()).noneMatch(name -> name.startsWith("org.springframework."));
    }

    @Test
    void validateEndsWithTheCodeForBadInput() {
        var command = CommandProcess.run(Map.of(), "validate", "--models", "none.yaml", "--output", "json");

        assertThat(command.exit()).isEqualTo(2);
        assertThat(command.out()).contains("\"type\" : \"/problems/invalid-request\"");
        assertThat(command.err()).isEmpty();
    }

    @Test
    void syncWritesNothingButItsResultToStandardOutput() {
        try (var superset = SupersetStandIn.start("6.1.0")) {
            var command = CommandProcess.run(environment(superset), withModels("sync", "--output", "json"));

            assertThat(command.exit()).isZero();
            assertThat(JsonMapper.shared()
                            .readTree(command.out())
                            .at("/summary/unchanged")
                            .asInt())
                    .isZero();
            assertThat(command.err().lines()).allMatch(line -> line.startsWith("superset-sync: "));
            assertThat(command.classes()).noneMatch(name -> name.equals("org.apache.catalina.core.StandardEngine"));
        }
    }

    @Test
    void saysThatARunningServiceHoldsTheStorage() {
        try (var superset = SupersetStandIn.start("6.1.0");
                var service = RunningService.startWithTarget(Map.of(RunningService.DATA_DIR, data.toString()))) {
            assertThat(service.get("/runs").status()).isEqualTo(200);

            var command = CommandProcess.run(environment(superset), withModels("sync"));

            assertThat(command.exit()).isEqualTo(1);
            assertThat(command.out()).isEmpty();
            assertThat(command.err())
                    .startsWith("superset-sync: Another process works with the database file of this service.")
                    .hasLineCount(1);
        }
    }

    private Map<String, String> environment(SupersetStandIn superset) {
        return Map.of(
                "SUPERSET_URL",
                superset.url(),
                "SUPERSET_USERNAME",
                "admin",
                "SUPERSET_PASSWORD",
                "admin",
                "SUPERSET_SYNC_DATA_DIR",
                data.toString());
    }

    private String[] withModels(String command, String... options) {
        try {
            Path models = Files.writeString(data.resolve("models.yaml"), "version: 1\nname: none\nmodels: []\n");
            return Stream.concat(Stream.of(command, "--models", models.toString()), Stream.of(options))
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
