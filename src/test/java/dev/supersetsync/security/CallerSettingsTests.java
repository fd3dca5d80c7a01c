package dev.supersetsync.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.security.CallerSettings.Issuer;
import dev.supersetsync.security.CallerSettings.RateLimit;
import dev.supersetsync.security.CallerSettings.TokenSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class CallerSettingsTests {

    private static final String HASH = "0".repeat(64);

    private static void refused(String message, String... settings) {
        Service.with(settings)
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(message));
    }

    private static String token(int number, String setting, String value) {
        return "superset-sync.tokens[" + number + "]." + setting + "=" + value;
    }

    @Test
    void aTokenNeedsANameARoleAndASecret() {
        refused("each token needs a name", token(0, "role", "READ"), token(0, "value", "x"));
        refused("'ci' needs a role", token(0, "name", "ci"), token(0, "value", "x"));
        refused("'ci' needs either sha256 or value; both", token(0, "name", "ci"), token(0, "role", "READ"));
        refused(
                "'ci' needs either sha256 or value, not both",
                token(0, "name", "ci"),
                token(0, "role", "READ"),
                token(0, "value", "x"),
                token(0, "sha256", HASH));
    }

    @Test
    void aHashThatIsNoneIsRefusedWithoutRepeatingIt() {
        Service.with(token(0, "name", "ci"), token(0, "role", "READ"), token(0, "sha256", "hunter2"))
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("64 hexadecimal digits")
                        .hasMessageNotContaining("hunter2"));
    }

    @Test
    void aTokenThatNoHeaderCanCarryIsRefusedWithoutRepeatingIt() {
        Service.with("superset-sync.token=hunter 2")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("SUPERSET_SYNC_TOKEN")
                        .hasMessageNotContaining("hunter"));
    }

    @Test
    void aStartThatIsRefusedPrintsNoSecret(CapturedOutput output) {
        startsNot("superset-sync.token=hunter 2");
        startsNot(token(0, "name", "ci"), token(0, "value", "hunter2"));
        startsNot(token(0, "name", "ci"), token(0, "role", "READ"), token(0, "value", "hunter 2"));
        startsNot(token(0, "name", "ci"), token(0, "role", "READ"), token(0, "sha256", "hunter2"));

        assertThat(output)
                .contains("this one has another character", "'ci' needs a role", "64 hexadecimal digits")
                .doesNotContain("hunter");
    }

    private static void startsNot(String... settings) {
        var service = new SpringApplication(OnlySettings.class);
        service.setWebApplicationType(WebApplicationType.NONE);

        assertThatThrownBy(() ->
                service.run(Stream.of(settings).map(setting -> "--" + setting).toArray(String[]::new)));
    }

    @Test
    void namesAndTokensAreThereOnce() {
        refused(
                "'ci' is there twice",
                token(0, "name", "ci"),
                token(0, "role", "READ"),
                token(0, "value", "a"),
                token(1, "name", "ci"),
                token(1, "role", "READ"),
                token(1, "value", "b"));
        refused(
                "'other' is the same as another",
                token(0, "name", "ci"),
                token(0, "role", "READ"),
                token(0, "value", "a"),
                token(1, "name", "other"),
                token(1, "role", "ADMIN"),
                token(1, "value", "a"));
    }

    @Test
    void anIssuerIsAnAddress() {
        refused("superset-sync.jwt.issuer-uri must be an address", "superset-sync.jwt.issuer-uri=login");
    }

    @Test
    void secretsAreNotShown() {
        var tokens = List.of(
                new TokenSettings("ci", Role.SYNC, "", "hunter2", List.of(), List.of()),
                new TokenSettings("bi", Role.READ, HASH, "", List.of("main"), List.of()));

        var shown = new CallerSettings(
                        "topsecret", tokens, "", new RateLimit(0, Duration.ofMinutes(1)), new Issuer("", "", "scope"))
                .toString();

        assertThat(shown).contains("ci", "bi", "main").doesNotContain("hunter2", "topsecret", HASH);
    }

    @Configuration
    @EnableConfigurationProperties(CallerSettings.class)
    static class OnlySettings {}
}
