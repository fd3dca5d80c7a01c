package dev.supersetsync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsCheckTests {

    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withUserConfiguration(Settings.class).withBean(SettingsCheck.class);

    @Test
    void startsWithKnownKeys() {
        service.withPropertyValues("superset-sync.data-dir=here", "superset-sync.limits.main.most=3", "other.key=1")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void namesEveryUnknownKeyAtOnce() {
        service.withPropertyValues("superset-sync.data-dri=here", "superset-sync.limits.main.mosst=3")
                .run(
                        context -> assertThat(context.getStartupFailure())
                                .isInstanceOfSatisfying(
                                        UnknownSettings.class,
                                        failure -> assertThat(failure.findings())
                                                .containsExactly(
                                                        "superset-sync.data-dri: did you mean superset-sync.data-dir?",
                                                        "superset-sync.limits.main.mosst: did you mean superset-sync.limits.main.most?")));
    }

    @Test
    void looksAtEnvironmentVariablesToo() {
        withEnvironment(Map.of("SUPERSETSYNC_LIMITS_MAIN_MOSST", "3"))
                .run(context -> assertThat(context.getStartupFailure()).isInstanceOf(UnknownSettings.class));
        withEnvironment(Map.of("SUPERSETSYNC_LIMITS_MAIN_MOST", "3"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void passesOverTheVariablesThatKubernetesSetsForAService() {
        withEnvironment(Map.of("SUPERSETSYNC_SERVICE_HOST", "10.0.0.1", "SUPERSETSYNC_PORT_8080_TCP", "tcp://10.0.0.1"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void neverShowsAValue() {
        service.withPropertyValues("superset-sync.pasword=hunter2")
                .run(context -> assertThat(context.getStartupFailure())
                        .message()
                        .contains("superset-sync.pasword")
                        .doesNotContain("hunter2"));
    }

    @Test
    void isPrintedAsAMessageWithAdvice() {
        var failure = new UnknownSettings(List.of("superset-sync.x: did you mean superset-sync.y?"));

        FailureAnalysis analysis = new UnknownSettingsAnalyzer().analyze(failure, failure);

        assertThat(analysis.getDescription()).contains("superset-sync.x: did you mean superset-sync.y?");
        assertThat(analysis.getAction()).contains("docs/configuration.md");
    }

    private ApplicationContextRunner withEnvironment(Map<String, Object> variables) {
        return service.withInitializer(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({General.class, Limits.class})
    static class Settings {}

    @ConfigurationProperties("superset-sync")
    record General(String dataDir) {}

    @ConfigurationProperties("superset-sync")
    record Limits(Map<String, Limit> limits) {}

    record Limit(int most) {}
}
