package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class IdempotencyKeysSuite {

    private final Database database;
    private final IdempotencyKeys keys;

    IdempotencyKeysSuite(Database database) {
        this.database = database;
        this.keys = database.keys;
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    private Claim.Key claimed(String key, String caller, String operation) {
        var claim = keys.claim(key, caller, operation, "hash");
        assertThat(claim).isInstanceOf(Claim.New.class);
        return ((Claim.New) claim).key();
    }

    @Test
    void theSameCallGetsTheSameRun() {
        keys.bind(claimed("k", "ci", "sync"), "r1");

        assertThat(keys.claim("k", "ci", "sync", "hash")).isEqualTo(new Claim.Existing("r1"));
    }

    @Test
    void anotherRequestOfTheSameKeyIsAConflict() {
        keys.bind(claimed("k", "ci", "sync"), "r1");

        assertThat(keys.claim("k", "ci", "sync", "another hash")).isEqualTo(new Claim.Conflict());
    }

    @Test
    void aKeyBelongsToItsCallerAndOperation() {
        keys.bind(claimed("k", "ci", "sync"), "r1");

        keys.free(claimed("k", "someone", "sync"));
        keys.free(claimed("k", "ci", "apply"));

        assertThat(keys.claim("k", "ci", "sync", "hash")).isEqualTo(new Claim.Existing("r1"));
    }

    @Test
    void aKeyMayHaveAnyLength() {
        keys.bind(claimed("k".repeat(5_000), "ci", "sync"), "r1");

        assertThat(keys.claim("k".repeat(5_000), "ci", "sync", "hash")).isEqualTo(new Claim.Existing("r1"));
    }

    @Test
    void aFreedKeyCanBeClaimedAgain() {
        var key = claimed("k", "ci", "sync");
        keys.bind(key, "r1");

        keys.free(key);

        keys.free(claimed("k", "ci", "sync"));
    }

    @Test
    void aKeyLivesADay() {
        keys.bind(claimed("k", "ci", "sync"), "r1");

        database.clock.moveBy(Duration.ofHours(24).minusSeconds(1));
        assertThat(keys.claim("k", "ci", "sync", "hash")).isEqualTo(new Claim.Existing("r1"));

        database.clock.moveBy(Duration.ofSeconds(1));
        keys.free(claimed("k", "ci", "sync"));
    }

    @Test
    void theKeyOfAnInterruptedRunIsFree() {
        keys.bind(claimed("k", "ci", "sync"), "r1");
        keys.bind(claimed("other", "ci", "sync"), "r2");

        keys.freeInterrupted(List.of("r1"));

        assertThat(keys.claim("other", "ci", "sync", "hash")).isEqualTo(new Claim.Existing("r2"));
        keys.free(claimed("k", "ci", "sync"));
    }

    @Test
    void ofManyCallsAtOnceOneMakesTheRunAndAllGetIt() throws Exception {
        var made = new AtomicInteger();
        Callable<String> call = () -> switch (keys.claim("k", "ci", "sync", "hash")) {
            case Claim.New(var key) -> {
                var run = "r" + made.incrementAndGet();
                keys.bind(key, run);
                yield run;
            }
            case Claim.Existing(var run) -> run;
            case Claim.Conflict() -> "conflict";
        };

        var runs = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> answer : threads.invokeAll(Collections.nCopies(32, call))) {
                runs.add(answer.get());
            }
        }

        assertThat(runs).containsExactly("r1");
        assertThat(made).hasValue(1);
    }
}
