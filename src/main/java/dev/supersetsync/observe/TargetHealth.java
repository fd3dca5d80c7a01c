package dev.supersetsync.observe;

import dev.supersetsync.state.Targets;
import dev.supersetsync.state.Targets.Reachability;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether one target answers, of which version it is, and else what is wrong. It asks no more often than {@link Targets}. */
record TargetHealth(Targets targets, String target) implements HealthIndicator {

    @Override
    public Health health() {
        Reachability now = targets.look(target);
        var health = now.reachable() ? Health.up() : Health.down();
        health.withDetail("url", targets.url(target)).withDetail("reachable", now.reachable());
        now.version().ifPresent(version -> health.withDetail("version", version));
        now.problem().ifPresent(problem -> health.withDetail("problem", problem));
        return health.build();
    }
}
