package dev.supersetsync.observe;

import dev.supersetsync.run.LastRuns;
import dev.supersetsync.run.Runs;
import dev.supersetsync.state.Targets;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the health components {@code targets}, with a component of its own for each target, and {@code runs}, which are
 * the group {@code sync} together; and what is measured of targets.
 */
@Configuration(proxyBeanMethods = false)
class ObserveConfiguration {

    @Bean
    CompositeHealthContributor targetsHealthContributor(Targets targets) {
        var components = new LinkedHashMap<String, HealthContributor>();
        targets.names().forEach(target -> components.put(target, new TargetHealth(targets, target)));
        return CompositeHealthContributor.fromMap(components);
    }

    @Bean
    HealthIndicator runsHealthIndicator(Targets targets, Runs runs) {
        return new RunsHealth(targets, runs);
    }

    @Bean
    StoredNumbers storedNumbers(Clock clock) {
        return new StoredNumbers(clock);
    }

    @Bean
    MeterBinder targetMetrics(Targets targets, LastRuns runs, StoredNumbers numbers, Clock clock) {
        return new TargetMetrics(targets, runs, numbers, clock, Thread::startVirtualThread);
    }

    /** Probes and those who fetch metrics call all the time, and nobody asks where that time goes. */
    @Bean
    SpanExportingPredicate probesAreNoTraces() {
        return span -> !Objects.requireNonNullElse(span.getName(), "").startsWith("http get /actuator");
    }
}
