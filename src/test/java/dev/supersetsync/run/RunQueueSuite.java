package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.supersetsync.run.Reports.BackupReport;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RunReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

abstract class RunQueueSuite {

    private static final CallKey KEY = CallKey.of("k", "ci", "sync", "hash");
    private static final ErrorReport WHY = new ErrorReport("plan", null, "Refused.");

    private final Database database;
    private final RunQueue queue;
    private final RunEnds ends;
    private final RunRefusals refusals;
    private final Runs runs;
    private final IdempotencyKeys keys;

    RunQueueSuite(Database database) {
        this.database = database;
        this.queue = database.queue;
        this.ends = database.ends;
        this.refusals = database.refusals;
        this.runs = database.runs;
        this.keys = database.keys;
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    private RunReport added(String target, @Nullable CallKey key) {
        return queue.add(RunsSuite.at(target), Packed.of(bytes("do it")), key);
    }

    private RunReport started(String target, @Nullable CallKey key) {
        return runs.start(added(target, key).id()).orElseThrow();
    }

    private RunReport ended(RunReport run, RunStatus status) {
        return run.ended(status, null, Database.START);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void workThatWasPackedInPartsComesBackWhole() {
        byte[] large = new byte[300_000];
        new Random(1).nextBytes(large);
        Packed work = Packed.of(bytes("it is ")).and(Packed.of(large)).and(Packed.of(bytes("!")));
        RunReport run = queue.add(RunsSuite.at("main"), work, null);

        byte[] whole = queue.work(run.id()).orElseThrow();

        assertThat(whole).hasSize(300_007).startsWith(bytes("it is ")).endsWith(bytes("!"));
        assertThat(Arrays.copyOfRange(whole, 6, 300_006)).isEqualTo(large);
    }

    @Test
    void theRunsOfATargetComeInTheirOrder() {
        RunReport first = added("main", null);
        added("other", null);
        RunReport second = added("main", null);

        assertThat(queue.first("main")).hasValueSatisfying(queued -> {
            assertThat(queued.runId()).isEqualTo(first.id());
            assertThat(queue.work(queued.runId())).hasValue(bytes("do it"));
            assertThat(queued.attempt()).isOne();
        });
        assertThat(queue.hasOthers(first)).isTrue();
        assertThat(queue.targets()).containsExactlyInAnyOrder("main", "other");

        ends.end(ended(runs.start(first.id()).orElseThrow(), RunStatus.SUCCEEDED));

        assertThat(queue.first("main").orElseThrow().runId()).isEqualTo(second.id());
        assertThat(queue.hasOthers(second)).isFalse();
        assertThat(runs.find(first.id()).orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void aRunStartsOnce() {
        RunReport run = added("main", null);

        assertThat(runs.start(run.id())).isPresent();
        assertThat(runs.start(run.id())).isEmpty();
    }

    @Test
    void aNewAttemptTakesThePlaceAndTheKeyOfAnInterruptedRun() {
        RunReport first = started("main", KEY);
        RunReport later = added("main", null);

        RunReport again = ends.retry(ended(first, RunStatus.INTERRUPTED)).orElseThrow();

        assertThat(runs.find(first.id()).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(again.status()).isEqualTo(RunStatus.QUEUED);
        assertThat(again.retryOf()).isEqualTo(first.id());
        assertThat(runs.retryOf(first.id()).orElseThrow().id()).isEqualTo(again.id());
        assertThat(keys.find(KEY)).isEqualTo(new Claim.Existing(again.id()));
        assertThat(queue.first("main")).hasValueSatisfying(queued -> {
            assertThat(queued.runId()).isEqualTo(again.id());
            assertThat(queued.attempt()).isEqualTo(2);
            assertThat(queue.work(queued.runId())).hasValue(bytes("do it"));
        });
        assertThat(again.id()).isGreaterThan(later.id());
    }

    @Test
    void whoWasTakenForDeadChangesNothingOfWhatOthersDidSince() {
        RunReport first = started("main", KEY);
        RunReport again = ends.retry(ended(first, RunStatus.INTERRUPTED)).orElseThrow();

        assertThat(ends.end(ended(first, RunStatus.SUCCEEDED))).isFalse();
        assertThat(refusals.refuse(first.ended(RunStatus.FAILED, WHY, Database.START), "because"))
                .isFalse();
        runs.backedUp(first.id(), new BackupReport(true, List.of()));
        RunReport once = ends.retry(ended(first, RunStatus.INTERRUPTED)).orElseThrow();

        assertThat(once.id()).isEqualTo(again.id());
        assertThat(runs.find(first.id())).hasValueSatisfying(run -> {
            assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
            assertThat(run.backup()).isNull();
        });
        assertThat(refusals.reason(first.id())).isEmpty();
        assertThat(keys.find(KEY)).isEqualTo(new Claim.Existing(again.id()));
        assertThat(queue.first("main").orElseThrow().runId()).isEqualTo(again.id());
    }

    @Test
    void aRunThatCameToItsEndIsNotLeft() {
        RunReport run = started("main", KEY);
        ends.end(ended(run, RunStatus.SUCCEEDED));

        assertThat(ends.leave(ended(run, RunStatus.INTERRUPTED))).isFalse();

        assertThat(runs.find(run.id()).orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(keys.find(KEY)).isEqualTo(new Claim.Existing(run.id()));
    }

    @Test
    void aRunIsTriedThreeTimes() {
        RunReport run = started("main", KEY);
        for (int retries = 0; retries < 2; retries++) {
            RunReport again = ends.retry(ended(run, RunStatus.INTERRUPTED)).orElseThrow();
            run = runs.start(again.id()).orElseThrow();
        }

        assertThat(database.announced.runs()).isEmpty();
        assertThat(ends.retry(ended(run, RunStatus.INTERRUPTED))).isEmpty();
        assertThat(database.announced.runs()).extracting(RunReport::id).containsExactly(run.id());
        assertThat(queue.targets()).isEmpty();
        assertThat(keys.find(KEY)).isInstanceOf(Claim.New.class);
    }

    @Test
    void aRunThatIsHandedOverInOrderUsesNoAttemptUp() {
        RunReport run = started("main", KEY);
        for (int processes = 0; processes < 5; processes++) {
            RunReport again = ends.handOver(ended(run, RunStatus.INTERRUPTED)).orElseThrow();
            assertThat(again.retryOf()).isEqualTo(run.id());
            run = runs.start(again.id()).orElseThrow();
        }

        assertThat(queue.first("main").orElseThrow().attempt()).isOne();
        assertThat(ends.retry(ended(run, RunStatus.INTERRUPTED))).isPresent();
    }

    @Test
    void whatSomebodyWantsToStopIsNotTakenUpAgain() {
        RunReport run = started("main", KEY);
        queue.cancel(run.id());

        assertThat(ends.retry(ended(run, RunStatus.INTERRUPTED))).isEmpty();

        assertThat(runs.find(run.id()).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(queue.targets()).isEmpty();
        assertThat(keys.find(KEY)).isInstanceOf(Claim.New.class);
        assertThat(database.announced.runs()).extracting(RunReport::id).containsExactly(run.id());
    }

    @Test
    void whoWantsARunToStopThatWasTakenUpAgainStopsItsNewAttempt() {
        RunReport run = started("main", KEY);
        RunReport second = ends.retry(ended(run, RunStatus.INTERRUPTED)).orElseThrow();
        RunReport third = ends.handOver(ended(second, RunStatus.INTERRUPTED)).orElseThrow();

        assertThat(queue.cancel(run.id())).isEqualTo(third.id());

        assertThat(queue.cancelled(Set.of(third.id()))).containsExactly(third.id());
        assertThat(ends.retry(ended(third, RunStatus.INTERRUPTED))).isEmpty();
    }

    @Test
    void aRunThatIsToStopWhileItIsTakenUpAgainStops() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 50; round++) {
                RunReport run = started("main", null);
                Future<String> cancelled = threads.submit(() -> queue.cancel(run.id()));
                ends.retry(ended(run, RunStatus.INTERRUPTED));
                cancelled.get();

                Set<String> left = Set.copyOf(
                        runs.retryOf(run.id()).map(again -> List.of(again.id())).orElse(List.of()));
                assertThat(queue.cancelled(left)).isEqualTo(left);
                left.forEach(id -> ends.end(ended(runs.find(id).orElseThrow(), RunStatus.CANCELLED)));
            }
        }
    }

    @Test
    void knowsWhetherAnEarlierAttemptMayHaveWritten() {
        RunReport first = started("main", null);
        RunReport second = runs.start(ends.retry(ended(first, RunStatus.INTERRUPTED))
                        .orElseThrow()
                        .id())
                .orElseThrow();
        assertThat(runs.writtenBefore(first)).isEmpty();
        assertThat(runs.writtenBefore(second)).isEmpty();

        runs.backedUp(second.id(), new BackupReport(true, List.of()));
        RunReport third = ends.retry(ended(runs.find(second.id()).orElseThrow(), RunStatus.INTERRUPTED))
                .orElseThrow();
        RunReport fourth = ends.handOver(ended(third, RunStatus.INTERRUPTED)).orElseThrow();

        assertThat(runs.writtenBefore(third)).containsExactly(second.id());
        assertThat(runs.writtenBefore(fourth)).containsExactly(second.id());
    }

    @Test
    void thePlanOfARunThatNeverCameToWriteCanBeAppliedByAnother() {
        RunReport refused = claims("p1");
        refusals.refuse(refused.ended(RunStatus.FAILED, WHY, Database.START), "because");
        assertThat(owner("p1")).isNull();

        ends.end(ended(claims("p2"), RunStatus.FAILED));
        assertThat(owner("p2")).isNull();

        RunReport interrupted = claims("p3");
        ends.retry(ended(interrupted, RunStatus.INTERRUPTED));
        assertThat(owner("p3")).isNull();

        RunReport left = claims("p4");
        ends.leave(ended(left, RunStatus.INTERRUPTED));
        assertThat(owner("p4")).isNull();
    }

    @Test
    void aPlanThatMayBeWrittenStaysWithItsRun() {
        RunReport written = claims("p1").backedUp(new BackupReport(true, List.of()));
        ends.retry(ended(written, RunStatus.INTERRUPTED));
        assertThat(owner("p1")).isEqualTo(written.id());

        RunReport nothingToDo = claims("p2");
        ends.end(ended(nothingToDo, RunStatus.SUCCEEDED));
        assertThat(owner("p2")).isEqualTo(nothingToDo.id());
    }

    private RunReport claims(String planId) {
        database.plans.save(PlansSuite.plan(planId, Database.START), new byte[0], "");
        var run = new NewRun("main", List.of(), Map.of(), planId, null, null, null, null);
        RunReport report =
                runs.start(queue.add(run, Packed.of(bytes("do it")), null).id()).orElseThrow();
        database.plans.markApplied(planId, report.id());
        return report;
    }

    private @Nullable String owner(String planId) {
        return database.plans.find(planId).orElseThrow().appliedBy();
    }

    @Test
    void aRefusedRunLeavesNothingButTheReason() {
        RunReport run = started("main", KEY);

        refusals.refuse(run.ended(RunStatus.FAILED, WHY, Database.START), "because");

        assertThat(runs.find(run.id())).isEmpty();
        assertThat(refusals.reason(run.id())).hasValue("because");
        assertThat(queue.targets()).isEmpty();
        assertThat(keys.find(KEY)).isInstanceOf(Claim.New.class);
    }

    @Test
    void aRefusedRunThatSomebodyWasToldOfStays() {
        RunReport run = started("main", KEY);
        queue.keep(run.id());

        refusals.refuse(run.ended(RunStatus.FAILED, WHY, Database.START), "because");

        assertThat(runs.find(run.id()).orElseThrow().error()).isEqualTo(WHY);
        assertThat(queue.targets()).isEmpty();
    }

    @Test
    void aReasonIsKeptForAnHour() {
        RunReport run = started("main", null);
        refusals.refuse(run.ended(RunStatus.FAILED, WHY, Database.START), "because");
        database.clock.moveBy(Duration.ofMinutes(61));

        RunReport other = started("main", null);
        refusals.refuse(other.ended(RunStatus.FAILED, WHY, Database.START), "because");

        assertThat(refusals.reason(run.id())).isEmpty();
    }

    @Test
    void everyRunThatIsOverAndNotTakenUpAgainIsAnnounced() {
        RunReport done = started("main", null);
        ends.end(ended(done, RunStatus.SUCCEEDED));
        RunReport cancelled = added("main", null);
        ends.endQueued(ended(cancelled, RunStatus.CANCELLED));
        RunReport kept = started("main", null);
        queue.keep(kept.id());
        refusals.refuse(kept.ended(RunStatus.FAILED, WHY, Database.START), "because");
        refusals.refuse(started("main", null).ended(RunStatus.FAILED, WHY, Database.START), "because");
        RunReport interrupted = started("main", null);
        RunReport again = ends.retry(ended(interrupted, RunStatus.INTERRUPTED)).orElseThrow();
        ends.leave(ended(again, RunStatus.INTERRUPTED));

        assertThat(database.announced.runs())
                .extracting(RunReport::id, RunReport::status)
                .containsExactly(
                        tuple(done.id(), RunStatus.SUCCEEDED),
                        tuple(cancelled.id(), RunStatus.CANCELLED),
                        tuple(kept.id(), RunStatus.FAILED),
                        tuple(again.id(), RunStatus.INTERRUPTED));
    }

    @Test
    void aQueuedRunCanBeEndedUntilItBegins() {
        RunReport queued = added("main", KEY);
        RunReport running = started("other", null);

        assertThat(ends.endQueued(ended(queued, RunStatus.CANCELLED))).isTrue();
        assertThat(ends.endQueued(ended(running, RunStatus.CANCELLED))).isFalse();

        assertThat(runs.find(queued.id()).orElseThrow().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(runs.find(running.id()).orElseThrow().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(queue.targets()).containsExactly("other");
        assertThat(runs.start(queued.id())).isEmpty();
    }

    @Test
    void tellsWhichRunsAreToStop() {
        RunReport one = started("main", null);
        RunReport two = started("other", null);
        queue.cancel(two.id());

        assertThat(queue.cancelled(Set.of(one.id(), two.id()))).containsExactly(two.id());
        assertThat(queue.cancelled(Set.of())).isEmpty();
    }

    @Test
    void aQueuedRunThatIsRefusedLeavesNothingButTheReason() {
        RunReport run = added("main", KEY);

        assertThat(refusals.refuseQueued(run.ended(RunStatus.FAILED, WHY, Database.START), "because"))
                .isTrue();

        assertThat(runs.find(run.id())).isEmpty();
        assertThat(queue.targets()).isEmpty();
        assertThat(refusals.reason(run.id())).hasValue("because");
        assertThat(keys.find(KEY)).isInstanceOf(Claim.New.class);
    }

    @Test
    void aRunThatHasBegunIsNotRefusedAsOneThatIsQueued() {
        RunReport run = started("main", KEY);

        assertThat(refusals.refuseQueued(run.ended(RunStatus.FAILED, WHY, Database.START), "because"))
                .isFalse();

        assertThat(runs.find(run.id()).orElseThrow().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(queue.targets()).containsExactly("main");
        assertThat(refusals.reason(run.id())).isEmpty();
        assertThat(keys.find(KEY)).isEqualTo(new Claim.Existing(run.id()));
    }

    @Test
    void theSameCallGetsTheSameRun() {
        RunReport run = added("main", KEY);

        assertThat(keys.find(KEY)).isEqualTo(new Claim.Existing(run.id()));
        assertThatThrownBy(() -> added("main", KEY)).isInstanceOf(DuplicateKeyException.class);
        assertThat(runs.standing(Set.of(run.id()))).containsOnlyKeys(run.id());
        assertThat(runs.list(new RunFilter(null, null, null, null), 0, 9).total())
                .isOne();
    }

    @Test
    void anotherRequestOfTheSameKeyIsAConflict() {
        added("main", KEY);

        assertThat(keys.find(CallKey.of("k", "ci", "sync", "another hash"))).isEqualTo(new Claim.Conflict());
    }

    @Test
    void aKeyBelongsToItsCallerAndOperation() {
        added("main", KEY);

        assertThat(keys.find(CallKey.of("k", "someone", "sync", "hash"))).isInstanceOf(Claim.New.class);
        assertThat(keys.find(CallKey.of("k", "ci", "apply", "hash"))).isInstanceOf(Claim.New.class);
    }

    @Test
    void aKeyMayHaveAnyLength() {
        CallKey lengthy = CallKey.of("k".repeat(5_000), "ci", "sync", "hash");
        RunReport run = added("main", lengthy);

        assertThat(keys.find(lengthy)).isEqualTo(new Claim.Existing(run.id()));
    }

    @Test
    void aKeyLivesADay() {
        RunReport run = added("main", KEY);

        database.clock.moveBy(Duration.ofHours(24).minusSeconds(1));
        assertThat(keys.find(KEY)).isEqualTo(new Claim.Existing(run.id()));

        database.clock.moveBy(Duration.ofSeconds(1));
        assertThat(keys.find(KEY)).isInstanceOf(Claim.New.class);
    }

    @Test
    void theKeyOfARunThatWroteNothingIsFreeAgain() {
        ends.end(ended(started("main", KEY), RunStatus.FAILED));
        assertThat(keys.find(KEY)).isInstanceOf(Claim.New.class);

        ends.end(ended(started("main", KEY), RunStatus.CANCELLED));
        assertThat(keys.find(KEY)).isInstanceOf(Claim.New.class);

        RunReport written = started("main", KEY);
        ends.end(RunsSuite.ended(written, RunStatus.PARTLY_FAILED, List.of(), Database.START));
        assertThat(keys.find(KEY)).isEqualTo(new Claim.Existing(written.id()));
    }

    @Test
    void ofManyCallsAtOnceOneMakesTheRunAndAllGetIt() throws Exception {
        Callable<String> call = () -> {
            try {
                return added("main", KEY).id();
            } catch (DuplicateKeyException meanwhile) {
                return keys.find(KEY) instanceof Claim.Existing(String run) ? run : "none";
            }
        };

        var answers = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> answer : threads.invokeAll(Collections.nCopies(16, call))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).hasSize(1).doesNotContain("none");
        assertThat(runs.list(new RunFilter(null, null, null, null), 0, 9).total())
                .isOne();
    }
}
