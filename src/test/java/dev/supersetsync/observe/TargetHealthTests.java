package dev.supersetsync.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.Targets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

class TargetHealthTests {

    @Test
    void isUpWithTheVersionOfATargetThatAnswers() {
        var health = healthOf(new Targets.Reachability(true, Optional.of("6.1.0"), Optional.empty()));

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails())
                .containsOnly(
                        Map.entry("url", "https://superset.example.org"),
                        Map.entry("reachable", true),
                        Map.entry("version", "6.1.0"));
    }

    @Test
    void isDownWithWhatIsWrong() {
        var health = healthOf(new Targets.Reachability(false, Optional.empty(), Optional.of("connection refused")));

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails())
                .containsEntry("problem", "connection refused")
                .doesNotContainKey("version");
    }

    private static Health healthOf(Targets.Reachability now) {
        var components = new ObserveConfiguration().targetsHealthContributor(new OneTarget(now));
        var component = (HealthIndicator) Objects.requireNonNull(components.getContributor("main"));
        return Objects.requireNonNull(component.health(true));
    }

    private record OneTarget(Reachability now) implements Targets {

        @Override
        public List<String> names() {
            return List.of("main");
        }

        @Override
        public String url(String target) {
            return "https://superset.example.org";
        }

        @Override
        public Map<String, String> creatableDatabases(String target) {
            return Map.of();
        }

        @Override
        public TargetConnection connect(String target, BooleanSupplier mayWrite) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Reachability look(String target) {
            return now;
        }
    }
}
