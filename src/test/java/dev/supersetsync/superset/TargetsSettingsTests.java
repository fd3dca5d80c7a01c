package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.state.Targets;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class TargetsSettingsTests {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
            .withUserConfiguration(Settings.class)
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withBean(ObservationRegistry.class, ObservationRegistry::create);

    @Test
    void theShortWayIsATargetNamedMain() {
        service.withPropertyValues(
                        "SUPERSET_URL=https://superset.example.org/",
                        "SUPERSET_USERNAME=sync",
                        "SUPERSET_PASSWORD=secret")
                .run(context -> {
                    var targets = context.getBean(Targets.class);

                    assertThat(targets.names()).containsExactly("main");
                    assertThat(targets.url("main")).isEqualTo("https://superset.example.org");
                });
    }

    @Test
    void theLongWayTakesTheSignInOfTheShortOneByPlaceholders() {
        service.withPropertyValues(
                        "SUPERSET_URL=https://short.example.org",
                        "SUPERSET_USERNAME=sync",
                        "SUPERSET_PASSWORD=secret",
                        "superset-sync.targets.main.url=https://long.example.org",
                        "superset-sync.targets.main.username=${SUPERSET_USERNAME:}",
                        "superset-sync.targets.main.password=${SUPERSET_PASSWORD:}",
                        "superset-sync.targets.main.api-key=${SUPERSET_API_KEY:}")
                .run(context -> {
                    var targets = context.getBean(Targets.class);

                    assertThat(targets.names()).containsExactly("main");
                    assertThat(targets.url("main")).isEqualTo("https://long.example.org");
                });
    }

    @Test
    void aTargetWithoutAnAddressStopsTheStart() {
        service.withPropertyValues(
                        "superset-sync.targets.other.username=sync", "superset-sync.targets.other.password=secret")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .message()
                        .contains("superset-sync.targets.other.url")
                        .doesNotContain("secret"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(TargetsSettings.class)
    @Import(SupersetConfiguration.class)
    static class Settings {}
}
