package dev.supersetsync.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.run.LastRuns;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.Targets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class TargetMetricsTests {

    private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource("jdbc:h2:mem:target-metrics;DB_CLOSE_DELAY=-1"));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Runnable> looks = new ArrayList<>();
    private Instant now = NOW;
    private boolean reachable = true;

    @BeforeEach
    void bind() {
        jdbc.sql("DROP TABLE IF EXISTS run").update();
        makeTable();
        var clock = new MovingClock();
        new TargetMetrics(new OneTarget(), new LastRuns(jdbc), new StoredNumbers(clock), clock, looks::add)
                .bindTo(registry);
    }

    private void makeTable() {
        jdbc.sql("CREATE TABLE run (id VARCHAR, target VARCHAR, status VARCHAR, finished_at TIMESTAMP WITH TIME ZONE)")
                .update();
    }

    @Test
    void tellsHowTheLastRunEndedAndWhenTheLastOneSucceeded() {
        run("1", "SUCCEEDED", NOW.minusSeconds(60));
        run("2", "PARTLY_FAILED", NOW);
        run("3", "RUNNING", null);

        assertThat(last("PARTLY_FAILED")).isEqualTo(1);
        assertThat(last("SUCCEEDED")).isZero();
        assertThat(value("superset.sync.last.success.timestamp"))
                .isEqualTo(NOW.minusSeconds(60).getEpochSecond());
    }

    @Test
    void knowsOfRunsThatOtherReplicasDidSomeSecondsLater() {
        assertThat(value("superset.sync.last.success.timestamp")).isNaN();

        run("1", "SUCCEEDED", NOW);
        now = NOW.plus(Duration.ofSeconds(6));

        assertThat(last("SUCCEEDED")).isEqualTo(1);
        assertThat(value("superset.sync.last.success.timestamp")).isEqualTo(NOW.getEpochSecond());
    }

    @Test
    void asksAStorageThatDidNotAnswerAgainOnlySecondsLater() {
        jdbc.sql("DROP TABLE run").update();
        assertThat(last("SUCCEEDED")).isNaN();

        makeTable();
        run("1", "SUCCEEDED", NOW);
        assertThat(last("SUCCEEDED")).isNaN();
        assertThat(value("superset.sync.last.success.timestamp")).isNaN();
        now = NOW.plus(Duration.ofSeconds(6));

        assertThat(last("SUCCEEDED")).isEqualTo(1);
        assertThat(value("superset.sync.last.success.timestamp")).isEqualTo(NOW.getEpochSecond());
    }

    @Test
    void looksAtTheTargetWithoutMakingAnyoneWait() {
        assertThat(value("superset.sync.target.reachable")).isNaN();
        value("superset.sync.target.reachable");
        assertThat(looks).hasSize(1);

        looks.removeFirst().run();
        reachable = false;
        assertThat(value("superset.sync.target.reachable")).isEqualTo(1);
        looks.removeFirst().run();

        assertThat(value("superset.sync.target.reachable")).isZero();
    }

    private void run(String id, String status, @Nullable Instant finished) {
        jdbc.sql("INSERT INTO run VALUES (?, 'main', ?, ?)")
                .param(id)
                .param(status)
                .param(finished == null ? null : finished.atOffset(ZoneOffset.UTC))
                .update();
    }

    private double last(String status) {
        return registry.get("superset.sync.last.run")
                .tags("target", "main", "status", status)
                .gauge()
                .value();
    }

    private double value(String name) {
        return registry.get(name).tag("target", "main").gauge().value();
    }

    private final class MovingClock extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private final class OneTarget implements Targets {

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
        public TargetConnection connect(String target, BooleanSupplier held) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Reachability look(String target) {
            return new Reachability(reachable, Optional.empty(), Optional.empty());
        }
    }
}
