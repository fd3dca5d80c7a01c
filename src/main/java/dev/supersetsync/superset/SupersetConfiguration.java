package dev.supersetsync.superset;

import dev.supersetsync.state.Targets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Makes the targets from their settings. */
@Configuration(proxyBeanMethods = false)
class SupersetConfiguration {

    @Bean
    Targets targets(
            Environment environment,
            TargetsSettings configured,
            SslBundles bundles,
            MeterRegistry registry,
            ObjectProvider<Clock> clock) {
        Clock time = clock.getIfAvailable(Clock::systemUTC);
        var targets = new LinkedHashMap<String, Target>();
        new ConfiguredSettings(environment, configured)
                .read()
                .forEach((name, settings) -> targets.put(
                        name, new Target(name, settings, bundle(settings, bundles), registry, time, Pause.real())));
        return new ConfiguredTargets(targets);
    }

    private static @Nullable SslBundle bundle(TargetSettings settings, SslBundles bundles) {
        return settings.sslBundle().isEmpty() ? null : bundles.getBundle(settings.sslBundle());
    }
}
