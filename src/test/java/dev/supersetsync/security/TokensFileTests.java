package dev.supersetsync.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ExtendWith(OutputCaptureExtension.class)
class TokensFileTests {

    private static final String CI = "tokens: [{name: ci, role: SYNC, value: first-token, targets: [main]}]";

    @TempDir
    private Path folder = Path.of("");

    private final SettableClock clock = new SettableClock();

    @Test
    void tokensOfTheFileAreCallers() throws IOException {
        write("""
                tokens:
                - name: ci
                  role: sync
                  sha256: 2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b
                  strategy-sets: [production]
                - {name: looker, role: READ, value: looking}
                """);

        run((http, context) -> {
            assertThat(who(http, "secret")).isEqualTo("ci SYNC");
            assertThat(who(http, "looking")).isEqualTo("looker READ");
            assertThat(who(http, "configured")).isEqualTo("SUPERSET_SYNC_TOKEN ADMIN");
            assertThat(who(http, "else")).isEqualTo("401");
        });
    }

    @Test
    void aTokenIsReplacedWithoutARestart() throws IOException {
        write(CI);

        run((http, context) -> {
            write(
                    "tokens: [{name: ci, role: SYNC, value: first-token}, {name: ci-2, role: READ, value: second-token}]");
            clock.pass(Duration.ofSeconds(5));
            assertThat(who(http, "first-token")).isEqualTo("ci SYNC");
            assertThat(who(http, "second-token")).isEqualTo("ci-2 READ");

            write("tokens: [{name: ci-2, role: READ, value: second-token}]");
            clock.pass(Duration.ofSeconds(5));
            assertThat(who(http, "first-token")).isEqualTo("401");
            assertThat(who(http, "second-token")).isEqualTo("ci-2 READ");

            write("tokens: []");
            clock.pass(Duration.ofSeconds(5));
            assertThat(who(http, "second-token")).isEqualTo("401");
        });
    }

    /** A mounted Secret is a link to a link to a folder, which is exchanged as a whole. */
    @Test
    void aSecretThatKubernetesExchangesIsReadAgain() throws IOException {
        Path first = Files.createDirectory(folder.resolve("..first"));
        Files.writeString(first.resolve("tokens.yaml"), CI);
        Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
        Files.createSymbolicLink(file(), Path.of("..data", "tokens.yaml"));

        run((http, context) -> {
            Path second = Files.createDirectory(folder.resolve("..second"));
            Files.writeString(second.resolve("tokens.yaml"), CI.replace("first", "second"));
            Files.createSymbolicLink(folder.resolve("..new"), second.getFileName());
            Files.move(folder.resolve("..new"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
            clock.pass(Duration.ofSeconds(5));

            assertThat(who(http, "first-token")).isEqualTo("401");
            assertThat(who(http, "second-token")).isEqualTo("ci SYNC");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it has no list 'tokens'",
                "token: [] | it has no list 'tokens'",
                "'tokens: [{name: ci, role: SYNC, value: hunter2' | it is no YAML at line 1",
                "'tokens: [{name: ci, role: BOSS, value: hunter2}]' | tokens[0].role is not understood",
                "'tokens: [{name: ci, role: SYNC, vlaue: hunter2, value: hunter2}]' | nothing reads: tokens[0].vlaue",
                "'tokens: [{name: ci, role: SYNC, value: hunter2 hunter2}]' | token 'ci': a token consists of",
                "'tokens: [{name: ci, role: SYNC, sha256: hunter2}]' | sha256 must be 64 hexadecimal digits",
                "'tokens: [{name: ci, role: SYNC}]' | needs either sha256 or value",
                "'tokens: [{name: taken, role: SYNC, value: hunter2}]' | token 'taken' is there twice",
                "'tokens: [{name: x, role: SYNC, value: taken}]' | token 'x' is the same as another",
            })
    void aFileThatCannotBeUsedLeavesTheTokensAsTheyWere(String content, String said, CapturedOutput output)
            throws IOException {
        write(CI);

        run((http, context) -> {
            assertThat(health(context).getStatus().getCode()).isEqualTo("UP");
            assertThat(stale(context)).isZero();

            write(content);
            clock.pass(Duration.ofSeconds(5));
            assertThat(who(http, "first-token")).isEqualTo("ci SYNC");
            clock.pass(Duration.ofSeconds(5));
            assertThat(who(http, "first-token")).isEqualTo("ci SYNC");
            assertThat(who(http, "hunter2")).isEqualTo("401");
            assertThat(health(context).getStatus().getCode()).isEqualTo("DEGRADED");
            assertThat(problem(context)).contains("tokens.yaml", said).doesNotContain("hunter2");
            assertThat(stale(context)).isEqualTo(1);
            assertThat(output).doesNotContain("hunter2");
            assertThat(output.toString().split("The tokens stay as they were", -1))
                    .as("told once")
                    .hasSize(2);

            write(CI.replace("first", "second"));
            clock.pass(Duration.ofSeconds(5));
            assertThat(who(http, "second-token")).isEqualTo("ci SYNC");
            assertThat(health(context).getStatus().getCode()).isEqualTo("UP");
            assertThat(stale(context)).isZero();
        });
    }

    @Test
    void aFileThatIsGoneLeavesTheTokensAsTheyWere() throws IOException {
        write(CI);

        run((http, context) -> {
            Files.delete(file());
            clock.pass(Duration.ofSeconds(5));

            assertThat(who(http, "first-token")).isEqualTo("ci SYNC");
            assertThat(problem(context)).contains("it cannot be read: NoSuchFileException");
        });
    }

    @Test
    void aFileThatCannotBeUsedStopsTheStart() throws IOException {
        write("tokens: [{name: ci, role: SYNC, value: hunter2 hunter2}]");

        Service.with("superset-sync.tokens-file=" + file())
                .run(context -> assertThat(messages(context.getStartupFailure()))
                        .contains("superset-sync.tokens-file", "a token consists of")
                        .doesNotContain("hunter2"));
    }

    @Test
    void anEmptyNameIsNoFile() {
        Service.with("superset-sync.tokens-file=", "superset-sync.token=configured")
                .run(context ->
                        assertThat(who(Service.http(context), "configured")).isEqualTo("SUPERSET_SYNC_TOKEN ADMIN"));
    }

    @Test
    void aFileThatIsMissingStopsTheStart() {
        Service.with("superset-sync.tokens-file=" + file())
                .run(context ->
                        assertThat(messages(context.getStartupFailure())).contains("NoSuchFileException"));
    }

    private static String messages(@Nullable Throwable failure) {
        return String.join(
                "\n",
                Stream.<@Nullable Throwable>iterate(
                                failure, Objects::nonNull, one -> one == null ? null : one.getCause())
                        .map(String::valueOf)
                        .toList());
    }

    private void run(Trial trial) {
        String[] settings = {
            "superset-sync.token=configured",
            "superset-sync.tokens[0].name=taken",
            "superset-sync.tokens[0].role=READ",
            "superset-sync.tokens[0].value=taken",
            "superset-sync.tokens-file=" + file()
        };
        Service.with(settings)
                .withBean(Clock.class, () -> clock)
                .run(context -> trial.run(Service.http(context), context));
    }

    private Path file() {
        return folder.resolve("tokens.yaml");
    }

    private void write(String content) throws IOException {
        Files.writeString(file(), content);
    }

    private static String who(MockMvcTester http, String token) throws Exception {
        var response = http.get()
                .uri("/who")
                .header("Authorization", "Bearer " + token)
                .exchange()
                .getResponse();
        if (response.getStatus() != 200) {
            return String.valueOf(response.getStatus());
        }
        return String.join(
                " ",
                Arrays.asList(response.getContentAsString().split("\"")).stream()
                        .filter(word -> word.matches("[A-Za-z0-9_-]{2,}") && !word.matches("name|role"))
                        .sorted((one, other) -> Boolean.compare(isRole(one), isRole(other)))
                        .toList());
    }

    private static boolean isRole(String word) {
        return Arrays.stream(Role.values()).anyMatch(role -> role.name().equals(word));
    }

    private static String problem(ApplicationContext context) {
        return String.valueOf(health(context).getDetails().get("problem"));
    }

    private static Health health(ApplicationContext context) {
        return Objects.requireNonNull(context.getBean(HealthIndicator.class).health(true));
    }

    private static double stale(ApplicationContext context) {
        var registry = new SimpleMeterRegistry();
        context.getBean(MeterBinder.class).bindTo(registry);
        return registry.get("superset.sync.tokens.stale").gauge().value();
    }

    /** What is tried with a running service. */
    private interface Trial {
        void run(MockMvcTester http, ApplicationContext context) throws Exception;
    }
}
