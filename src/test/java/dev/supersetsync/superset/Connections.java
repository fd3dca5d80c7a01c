package dev.supersetsync.superset;

import dev.supersetsync.settings.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.ssl.SslBundle;

/** Makes targets for tests, without Spring. */
final class Connections {

    private Connections() {}

    static TargetSettings withPassword(String url, String username, String password) {
        return withPassword(url, username, password, Duration.ofSeconds(60));
    }

    static TargetSettings withPassword(String url, String username, String password, Duration responseTimeout) {
        return settings(url, username, password, "", TargetSettings.ClientCredentials.NONE, responseTimeout, "");
    }

    static TargetSettings withPassword(String url, String username, String password, String caCertificate) {
        return settings(
                url,
                username,
                password,
                "",
                TargetSettings.ClientCredentials.NONE,
                Duration.ofSeconds(60),
                caCertificate);
    }

    static TargetSettings withClientCredentials(String url, TargetSettings.ClientCredentials credentials) {
        return settings(url, "", "", "", credentials, Duration.ofSeconds(60), "");
    }

    static TargetSettings withApiKey(String url, String apiKey) {
        return settings(url, "", "", apiKey, TargetSettings.ClientCredentials.NONE, Duration.ofSeconds(60), "");
    }

    static Target target(TargetSettings settings) {
        return target(settings, new SimpleMeterRegistry(), Clock.systemUTC(), Pause.real());
    }

    static Target target(TargetSettings settings, MeterRegistry registry, Clock clock, Pause pause) {
        return new Target("main", settings, null, observers(registry), clock, pause);
    }

    static Target target(TargetSettings settings, SslBundle bundle) {
        return new Target(
                "main", settings, bundle, observers(new SimpleMeterRegistry()), Clock.systemUTC(), Pause.real());
    }

    private static Target.Observers observers(MeterRegistry registry) {
        var observations = ObservationRegistry.create();
        observations
                .observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(registry))
                .observationHandler(new HandedDown(observations));
        return new Target.Observers(observations, observations);
    }

    private static TargetSettings settings(
            String url,
            String username,
            String password,
            String apiKey,
            TargetSettings.ClientCredentials credentials,
            Duration responseTimeout,
            String caCertificate) {
        return new TargetSettings(
                url,
                username,
                new Secret(password),
                TargetSettings.Provider.DB,
                new Secret(apiKey),
                new Secret(""),
                credentials,
                4,
                40,
                caCertificate,
                "",
                Duration.ofSeconds(5),
                responseTimeout,
                Map.of());
    }
}
