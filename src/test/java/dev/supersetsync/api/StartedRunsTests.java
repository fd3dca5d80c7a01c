package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.run.NewRun;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import dev.supersetsync.sync.Refusal;
import dev.supersetsync.sync.Syncs.Started;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class StartedRunsTests {

    private static final AtomicInteger KEYS = new AtomicInteger();

    @Autowired
    private StartedRuns started;

    @Autowired
    private Runs runs;

    private final AtomicInteger starts = new AtomicInteger();
    private String key = "";

    @BeforeEach
    void newKey() {
        key = "key-" + KEYS.incrementAndGet();
    }

    @Test
    void startsEachCallWithoutAKey() {
        started.start(new Call(null, "me", "POST /sync", () -> "a"), () -> begun(done(RunStatus.SUCCEEDED, 1)));
        started.start(new Call(" ", "me", "POST /sync", () -> "a"), () -> begun(done(RunStatus.SUCCEEDED, 1)));

        assertThat(starts).hasValue(2);
    }

    @Test
    void givesTheSameRunForTheSameCall() {
        RunReport run = done(RunStatus.SUCCEEDED, 2);
        started.start(call("a"), () -> begun(run));

        Started again = started.start(call("a"), () -> begun(done(RunStatus.SUCCEEDED, 2)));

        assertThat(again.runId()).isEqualTo(run.id());
        assertThat(again.done())
                .isCompletedWithValueMatching(report -> report.id().equals(run.id()));
        assertThat(starts).hasValue(1);
    }

    @Test
    void waitsForTheSameRunWhileItIsAtWork() {
        RunReport run = done(RunStatus.SUCCEEDED, 2);
        var atWork = new CompletableFuture<RunReport>();
        started.start(call("a"), () -> new Started(run.id(), atWork, () -> {}));

        Started again = started.start(call("a"), () -> begun(run));

        assertThat(again.done()).isNotDone();
        atWork.complete(run);
        assertThat(again.done()).isCompletedWithValue(run);
    }

    @Test
    void refusesTheKeyForAnotherRequest() {
        started.start(call("a"), () -> begun(done(RunStatus.SUCCEEDED, 1)));

        assertThatThrownBy(() -> started.start(call("b"), () -> begun(done(RunStatus.SUCCEEDED, 1))))
                .isInstanceOf(KeyReused.class);
    }

    @Test
    void aKeyBelongsToItsCallerAndOperation() {
        started.start(call("a"), () -> begun(done(RunStatus.SUCCEEDED, 1)));

        started.start(new Call(key, "you", "POST /sync", () -> "b"), () -> begun(done(RunStatus.SUCCEEDED, 1)));
        started.start(
                new Call(key, "me", "POST /plans/{id}/apply", () -> "b"), () -> begun(done(RunStatus.SUCCEEDED, 1)));

        assertThat(starts).hasValue(3);
    }

    @Test
    void aKeyIsFreeAgainAfterARunThatFailed() {
        started.start(call("a"), () -> begun(done(RunStatus.FAILED, 1)));

        started.start(call("b"), () -> begun(done(RunStatus.SUCCEEDED, 1)));

        assertThat(starts).hasValue(2);
    }

    @Test
    void aKeyIsFreeAgainAfterARunThatWasInterruptedBeforeItWrote() {
        started.start(call("a"), () -> begun(done(RunStatus.CANCELLED, 0)));

        started.start(call("b"), () -> begun(done(RunStatus.CANCELLED, 1)));

        assertThat(starts).hasValue(2);
        assertThatThrownBy(() -> started.start(call("c"), () -> begun(done(RunStatus.SUCCEEDED, 1))))
                .isInstanceOf(KeyReused.class);
    }

    @Test
    void aKeyIsFreeAgainAfterARefusal() {
        Started refused = started.start(
                call("a"),
                () -> new Started("gone", CompletableFuture.failedFuture(new Refusal.TargetBusy("main")), () -> {}));
        assertThat(refused.done()).isCompletedExceptionally();
        assertThatThrownBy(() -> started.start(call("a"), () -> {
                    throw new Refusal.UnknownName("target", "x");
                }))
                .isInstanceOf(Refusal.UnknownName.class);

        started.start(call("b"), () -> begun(done(RunStatus.SUCCEEDED, 1)));

        assertThat(starts).hasValue(1);
    }

    private Call call(String content) {
        return new Call(key, "me", "POST /sync", () -> content);
    }

    private Started begun(RunReport run) {
        starts.incrementAndGet();
        return new Started(run.id(), CompletableFuture.completedFuture(run), () -> {});
    }

    private RunReport done(RunStatus status, long writes) {
        RunReport queued = runs.create(new NewRun("main", List.of("CREATE"), Map.of(), null, null, null));
        RunReport ended = Some.run(queued.id(), status, writes, null);
        runs.save(ended);
        return ended;
    }
}
