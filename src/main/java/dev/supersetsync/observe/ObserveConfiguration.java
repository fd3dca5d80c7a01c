package dev.supersetsync.observe;

import dev.supersetsync.run.Runs;
import dev.supersetsync.state.Targets;
import java.util.LinkedHashMap;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the health components {@code targets}, with a component of its own for each target, and {@code sync}. */
@Configuration(proxyBeanMethods = false)
class ObserveConfiguration {

    @Bean
    CompositeHealthContributor targetsHealthContributor(Targets targets) {
        var components = new LinkedHashMap<String, HealthContributor>();
        targets.names().forEach(target -> components.put(target, new TargetHealth(targets, target)));
        return CompositeHealthContributor.fromMap(components);
    }

    @Bean
    HealthIndicator syncHealthIndicator(Targets targets, Runs runs) {
        return new SyncHealth(targets, runs);
    }
}
