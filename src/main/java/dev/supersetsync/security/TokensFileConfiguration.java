package dev.supersetsync.security;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the tokens of the mounted file, where there is one, and tells whether they are those that stand in it: the health
 * component {@code tokens} and the gauge {@code superset.sync.tokens.stale}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!environment.getProperty('superset-sync.tokens-file', '').isEmpty()")
class TokensFileConfiguration {

    private static final Status DEGRADED = new Status("DEGRADED", "The tokens are not those that stand in the file.");

    @Bean
    MountedTokens mountedTokens(CallerSettings settings, ObjectProvider<Clock> clock) {
        var file = new TokensFile(Path.of(settings.tokensFile()));
        return new MountedTokens(file, settings.tokens(), clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    HealthIndicator tokensHealthIndicator(MountedTokens tokens) {
        return () -> tokens.problem()
                .map(problem -> Health.status(DEGRADED).withDetail("problem", problem))
                .orElseGet(Health::up)
                .build();
    }

    @Bean
    MeterBinder tokensMeter(MountedTokens tokens) {
        return registry -> Gauge.builder(
                        "superset.sync.tokens.stale", tokens, it -> it.problem().isPresent() ? 1 : 0)
                .description("1 while the file with tokens cannot be used and those of before count")
                .register(registry);
    }
}
