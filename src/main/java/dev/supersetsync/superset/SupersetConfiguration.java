package dev.supersetsync.superset;

import dev.supersetsync.state.Targets;
import dev.supersetsync.superset.Target.Observers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationRegistryCustomizer;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Makes the targets from their settings, and says who observes their calls. */
@Configuration(proxyBeanMethods = false)
class SupersetConfiguration {

    @Bean
    Targets targets(
            Environment environment,
            TargetsSettings configured,
            SslBundles bundles,
            Observers observers,
            ObjectProvider<Clock> clock) {
        Clock time = clock.getIfAvailable(Clock::systemUTC);
        var targets = new LinkedHashMap<String, Target>();
        new ConfiguredSettings(environment, configured)
                .read()
                .forEach((name, settings) -> targets.put(
                        name, new Target(name, settings, bundle(settings, bundles), observers, time, Pause.real())));
        return new ConfiguredTargets(targets);
    }

    private static @Nullable SslBundle bundle(TargetSettings settings, SslBundles bundles) {
        return settings.sslBundle().isEmpty() ? null : bundles.getBundle(settings.sslBundle());
    }

    @Bean
    Observers observers(ObservationRegistry calls, MeterRegistry meters) {
        ObservationRegistry looks = ObservationRegistry.create();
        looks.observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(meters, IgnoredMeters.LONG_TASK_TIMER));
        return new Observers(calls, looks);
    }

    @Bean
    ObservationRegistryCustomizer<ObservationRegistry> handsDown() {
        return registry -> registry.observationConfig().observationHandler(new HandedDown(registry));
    }
}
