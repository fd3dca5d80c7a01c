package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTests {

    private static final Packed WORK = Packed.of(new byte[] {1});

    @TempDir
    private Path folder;

    private HikariDataSource file() {
        var settings = new StorageSettings(folder.toString(), Database.RETENTION);
        var source = new HikariDataSource();
        source.setJdbcUrl(settings.embeddedUrl());
        source.setUsername("sa");
        return source;
    }

    @Test
    void whatIsInTheFileSurvivesAndWhatWasAtWorkIsTakenUpAgain() {
        String queued;
        String running;
        String ended;
        try (var source = file()) {
            var before = Database.open(source, "h2");
            running = before.queue.add(RunsSuite.at("main"), WORK, null).id();
            before.runs.start(running);
            queued = before.queue.add(RunsSuite.at("main"), WORK, null).id();
            var run = before.runs.create(RunsSuite.at("main"));
            before.runs.save(RunsSuite.ended(run, RunStatus.SUCCEEDED, List.of(), Database.START));
            ended = run.id();
        }

        try (var source = file()) {
            var after = Database.open(source, "h2");
            var runs = after.runs;

            assertThat(runs.find(running).orElseThrow()).satisfies(run -> {
                assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
                assertThat(run.finishedAt()).isEqualTo(Database.START);
            });
            assertThat(runs.find(queued).orElseThrow().status()).isEqualTo(RunStatus.QUEUED);
            assertThat(runs.find(ended).orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(after.queue.first("main").orElseThrow().runId())
                    .isEqualTo(runs.retryOf(running).orElseThrow().id());
        }
    }

    @Test
    void aRunThatNobodyKnowsHowToDoIsInterrupted() {
        String running;
        try (var source = file()) {
            var before = Database.open(source, "h2");
            running = before.runs
                    .start(before.runs.create(RunsSuite.at("main")).id())
                    .orElseThrow()
                    .id();
        }

        try (var source = file()) {
            var after = Database.open(source, "h2");

            assertThat(after.runs.find(running).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
            assertThat(after.runs.retryOf(running)).isEmpty();
        }
    }

    @Test
    void aCommandTakesNothingUp() {
        String running;
        String queued;
        CallKey key = CallKey.of("k", "ci", "sync", "hash");
        try (var source = file()) {
            var before = Database.open(source, "h2");
            running = before.queue.add(RunsSuite.at("main"), WORK, key).id();
            before.runs.start(running);
            queued = before.queue.add(RunsSuite.at("main"), WORK, null).id();
            new InterruptedRuns(before.runs, before.queue, before.ends, before.clock, InterruptedRuns.Owner.COMMAND)
                    .afterPropertiesSet();

            assertThat(before.runs.find(running).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
            assertThat(before.runs.find(queued).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
            assertThat(before.queue.targets()).isEmpty();
            assertThat(before.keys.find(key)).isInstanceOf(Claim.New.class);
        }
    }

    @Test
    void oneOfSeveralProcessesLeavesTheRunsOfOthersAlone() {
        try (var source = file()) {
            var before = Database.open(source, "h2");
            String running = before.queue.add(RunsSuite.at("main"), WORK, null).id();
            before.runs.start(running);
            new InterruptedRuns(before.runs, before.queue, before.ends, before.clock, InterruptedRuns.Owner.REPLICA)
                    .afterPropertiesSet();

            assertThat(before.runs.find(running).orElseThrow().status()).isEqualTo(RunStatus.RUNNING);
        }
    }
}
