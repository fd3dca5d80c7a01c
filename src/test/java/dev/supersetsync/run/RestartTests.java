package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTests {

    @TempDir
    private Path folder;

    private HikariDataSource file() {
        var settings = new StorageSettings(
                folder.toString(), new StorageSettings.Retention(Duration.ofDays(30), Duration.ofDays(90)));
        var source = new HikariDataSource();
        source.setJdbcUrl(settings.embeddedUrl());
        source.setUsername("sa");
        return source;
    }

    @Test
    void whatIsInTheFileSurvivesAndUnfinishedRunsAreInterrupted() {
        String queued;
        String running;
        String ended;
        try (var source = file()) {
            var before = Database.open(source, "h2");
            queued = before.runs.create(RunsSuite.at("main")).id();
            running = before.runs
                    .start(before.runs.create(RunsSuite.at("main")).id())
                    .id();
            var run = before.runs.create(RunsSuite.at("main"));
            before.runs.save(RunsSuite.ended(run, RunStatus.SUCCEEDED, List.of(), Database.START));
            ended = run.id();
        }

        try (var source = file()) {
            var runs = Database.open(source, "h2").runs;

            assertThat(runs.find(running).orElseThrow()).satisfies(run -> {
                assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
                assertThat(run.finishedAt()).isEqualTo(Database.START);
            });
            assertThat(runs.find(queued).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
            assertThat(runs.find(ended).orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(runs.list(new RunFilter(null, RunStatus.INTERRUPTED, null, null), 0, 9)
                            .items())
                    .extracting(RunHead::status)
                    .containsExactly(RunStatus.INTERRUPTED, RunStatus.INTERRUPTED);
        }
    }

    @Test
    void aCallMayStartAnewAfterItsRunWasInterrupted() {
        try (var source = file()) {
            var before = Database.open(source, "h2");
            var run = before.runs.create(RunsSuite.at("main"));
            bind(before.keys, "bound", run.id());
            before.keys.claim("unbound", "ci", "sync", "hash");
        }

        try (var source = file()) {
            var keys = Database.open(source, "h2").keys;

            assertThat(keys.claim("bound", "ci", "sync", "hash")).isInstanceOf(Claim.New.class);
            assertThat(keys.claim("unbound", "ci", "sync", "another hash")).isInstanceOf(Claim.New.class);
        }
    }

    private static void bind(IdempotencyKeys keys, String key, String run) {
        if (keys.claim(key, "ci", "sync", "hash") instanceof Claim.New(var claimed)) {
            keys.bind(claimed, run);
        }
    }
}
