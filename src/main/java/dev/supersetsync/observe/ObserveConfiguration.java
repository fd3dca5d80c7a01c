package dev.supersetsync.observe;

import dev.supersetsync.state.Targets;
import java.util.LinkedHashMap;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the health component {@code targets}, with one component of its own for each configured target. */
@Configuration(proxyBeanMethods = false)
class ObserveConfiguration {

    @Bean
    CompositeHealthContributor targetsHealthContributor(Targets targets) {
        var components = new LinkedHashMap<String, HealthContributor>();
        targets.names().forEach(target -> components.put(target, new TargetHealth(targets, target)));
        return CompositeHealthContributor.fromMap(components);
    }
}
