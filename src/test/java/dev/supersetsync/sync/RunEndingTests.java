package dev.supersetsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.run.Announcements;
import dev.supersetsync.run.IdempotencyKeys;
import dev.supersetsync.run.Ids;
import dev.supersetsync.run.Plans;
import dev.supersetsync.run.QueuedRun;
import dev.supersetsync.run.Reports.DriftReport;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunClaims;
import dev.supersetsync.run.RunEnds;
import dev.supersetsync.run.RunQueue;
import dev.supersetsync.run.RunRefusals;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import dev.supersetsync.run.StorageSettings;
import dev.supersetsync.run.StoredJson;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.sync.RunExecution.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How runs end: what is kept of it, what those are told who wait, and that what measures them hears of each end. */
class RunEndingTests {

    private static final ErrorReport WHY = new ErrorReport("plan", null, "Refused.");
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Storage storage = new Storage();
    private final HastyClock clock = new HastyClock();
    private final Heard heard = new Heard();
    private final Runs runs;
    private final RunQueue queue;
    private final RunEnds ends;
    private final RunRefusals refusals;
    private final RunWatch watch;
    private final RunBook book;
    private final QueuedRuns waiting;
    private final Interruptions interruptions;
    private final RunEnding ending;

    RunEndingTests() {
        var json = new StoredJson();
        JdbcClient jdbc = JdbcClient.create(storage);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(storage));
        var retention = new StorageSettings.Retention(
                Duration.ofDays(365), Duration.ofDays(30), Duration.ofDays(90), 20, 10, 10);
        var plans = new Plans(jdbc, json, clock, new StorageSettings("data", retention));
        var claims = new RunClaims(new IdempotencyKeys(jdbc, clock), plans);
        runs = new Runs(jdbc, json, new Ids(clock), clock);
        queue = new RunQueue(jdbc, transaction, runs, claims);
        ends = new RunEnds(transaction, queue, runs, claims, new Unheard());
        refusals = new RunRefusals(jdbc, transaction, runs, ends, clock);
        watch = new RunWatch(runs, queue, refusals, new HeldOrders());
        var audience = new Audience(watch, heard);
        var keeping = new Keeping(clock);
        book = new RunBook(runs, audience, clock);
        waiting = new QueuedRuns(runs, ends, refusals, watch, clock);
        interruptions = new Interruptions(runs, book, ends, keeping, audience);
        ending = new RunEnding(book, ends, refusals, keeping, audience);
    }

    @BeforeEach
    void make() {
        Flyway.configure()
                .dataSource(storage)
                .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                .load()
                .migrate();
    }

    @AfterEach
    void close() {
        watch.destroy();
    }

    @Test
    void whoeverWaitsIsToldHowARunEnded() throws Exception {
        RunReport run = begun();
        CompletableFuture<RunReport> end = watch.endOf(run.id()).orElseThrow();

        ending.ended(done(run));

        assertThat(told(end).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(heard.ends).containsExactly(RunStatus.SUCCEEDED);
    }

    @Test
    void anEndThatCannotBeKeptSinceTheStorageStaysAwayIsToldToNobody() throws Exception {
        RunReport run = begun();
        CompletableFuture<RunReport> end = watch.endOf(run.id()).orElseThrow();

        storage.isAway = true;
        ending.ended(done(run));
        assertThat(end).isNotDone();
        assertThat(heard.ends).containsExactly(RunStatus.INTERRUPTED);

        storage.isAway = false;
        RunReport again = takenUp(run);
        ending.ended(done(again));
        RunReport told = told(end);
        assertThat(told.id()).isEqualTo(again.id());
        assertThat(told.status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void aRefusalThatCannotBeKeptSinceTheStorageStaysAwayIsToldToNobody() throws Exception {
        RunReport run = begun();
        CompletableFuture<RunReport> end = watch.endOf(run.id()).orElseThrow();

        storage.isAway = true;
        ending.refused(run, WHY, new Refusal.StalePlan("p", List.of()));
        assertThat(end).isNotDone();

        storage.isAway = false;
        RunReport again = takenUp(run);
        ending.ended(done(again));
        assertThat(told(end).id()).isEqualTo(again.id());
    }

    @Test
    void theEndOfARunThatOthersTookUpIsHeardOfAsInterrupted() {
        RunReport run = begun();
        ends.retry(run.ended(RunStatus.INTERRUPTED, null, clock.instant()));
        ending.ended(done(run));

        RunReport refused = begun();
        ends.retry(refused.ended(RunStatus.INTERRUPTED, null, clock.instant()));
        ending.refused(refused, WHY, new Refusal.StalePlan("p", List.of()));

        assertThat(heard.ends).containsExactly(RunStatus.INTERRUPTED, RunStatus.INTERRUPTED);
    }

    @Test
    void aRunThatIsCutOffIsHeardOfAsInterrupted() {
        RunReport run = begun();

        interruptions.turnLost(run);

        assertThat(heard.ends).containsExactly(RunStatus.INTERRUPTED);
        assertThat(runs.retryOf(run.id())).isPresent();
    }

    @Test
    void aRunThatIsCutOffTellsWhatItWentWithout() {
        RunReport withoutTurn = begun();
        interruptions.turnLost(withoutTurn);
        RunReport withoutStorage = begin(runs.retryOf(withoutTurn.id()).orElseThrow());
        interruptions.storageAway(withoutStorage, new QueryTimeoutException("The database is away."));

        assertThat(whyInterrupted(withoutTurn)).contains("turn").doesNotContain("storage");
        assertThat(whyInterrupted(withoutStorage)).contains("storage").doesNotContain("turn");
    }

    /** It fails at each of its calls of the storage in turn, until there is none left to fail at. */
    @Test
    void aRunIsHeardToBeginOnlyIfItDoes() {
        boolean hasBegun = false;
        for (int calls = 0; !hasBegun; calls++) {
            RunReport again = leftInOrder(begun());
            heard.begins.clear();
            storage.callsLeft = calls;
            try {
                begin(again);
                hasBegun = true;
            } catch (DataAccessException away) {
                assertThat(heard.begins).isEmpty();
            }
            storage.callsLeft = Integer.MAX_VALUE;
        }

        assertThat(heard.begins).hasSize(1);
    }

    @Test
    void aRunThatTheHistoryDoesNotHaveLeavesTheQueue() {
        RunReport lost = queued();
        RunReport next = queued();
        runs.forget(lost.id());

        assertThat(queue.first("main").flatMap(this::begun)).isEmpty();
        interruptions.putRight(lost.id());

        assertThat(queue.first("main").orElseThrow().runId()).isEqualTo(next.id());
    }

    @Test
    void whatIsLeftInOrderUsesNoAttemptUpAndWhatLostItsTurnDoes() {
        RunReport run = begun();
        interruptions.stopped(book.gone(run), new Held(true));
        QueuedRun inOrder = queue.first("main").orElseThrow();

        interruptions.stopped(book.gone(begun(inOrder).orElseThrow()), new Held(false));
        QueuedRun lost = queue.first("main").orElseThrow();

        assertThat(inOrder.attempt()).isOne();
        assertThat(lost.attempt()).isEqualTo(2);
        assertThat(heard.ends).containsExactly(RunStatus.INTERRUPTED, RunStatus.INTERRUPTED);
    }

    @Test
    void whoWaitsForARunThatMayNotWaitIsToldSo() {
        RunReport queued = queued();
        CompletableFuture<RunReport> end = watch.endOf(queued.id()).orElseThrow();

        assertThat(waiting.refuse(queued, new Refusal.TargetBusy("main"))).isTrue();

        assertThat(end)
                .failsWithin(SOON)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(Refusal.TargetBusy.class);
    }

    /** They end as by other processes, and of all but one nobody understands why. */
    @Test
    void whatCannotBeToldOfOthersKeepsNobodyFromHearingOfARun() throws Exception {
        for (int number = 0; number < 20; number++) {
            RunReport other = begun();
            watch.endOf(other.id()).orElseThrow();
            refusals.refuse(other.ended(RunStatus.FAILED, WHY, clock.instant()), "no reason that can be read");
        }
        RunReport run = begun();
        CompletableFuture<RunReport> end = watch.endOf(run.id()).orElseThrow();

        ends.end(run.ended(RunStatus.SUCCEEDED, null, clock.instant()));

        assertThat(told(end).status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void aRunThatHasBegunMayGoOn() {
        RunReport queued = queued();
        begin(queued);

        assertThat(waiting.refuse(queued, new Refusal.TargetBusy("main"))).isFalse();

        assertThat(runs.find(queued.id()).orElseThrow().status()).isEqualTo(RunStatus.RUNNING);
    }

    private RunReport queued() {
        var order = new Order(new Assignment.OfRun("main", Guards.DEFAULT, "another", false), null);
        return queue.add(order.run(Call.once("ci", "restore")), OrderText.write(order), null);
    }

    private RunReport begun() {
        return begin(queued());
    }

    private RunReport begin(RunReport run) {
        return begun(new QueuedRun(run.id(), run.target(), run.id(), 1)).orElseThrow();
    }

    private Optional<RunReport> begun(QueuedRun queued) {
        return book.begun(queued).map(Attempt::run);
    }

    private RunReport leftInOrder(RunReport run) {
        interruptions.stopped(book.gone(run), new Held(true));
        return runs.retryOf(run.id()).orElseThrow();
    }

    private String whyInterrupted(RunReport run) {
        RunReport interrupted = runs.find(run.id()).orElseThrow();
        assertThat(interrupted.status()).isEqualTo(RunStatus.INTERRUPTED);
        return Objects.requireNonNull(interrupted.error()).message();
    }

    /** As whoever has the target's turn next does: it finds the run at work, and then its new attempt. */
    private RunReport takenUp(RunReport run) {
        assertThat(queue.first(run.target()).flatMap(this::begun)).isEmpty();
        interruptions.putRight(run.id());
        return queue.first(run.target()).flatMap(this::begun).orElseThrow();
    }

    private static RunReport told(CompletableFuture<RunReport> end) throws Exception {
        return end.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private RunReport done(RunReport run) {
        var nothing = new Plan(List.of(), List.of(), List.of(), Set.of());
        var requests = new TargetConnection.Requests(1, 0);
        return book.ended(run, new Result(nothing, List.of(), List.of(), true, requests, null), false);
    }

    /** A turn that is over, in order or not. */
    private record Held(boolean isHeld) implements Turn {

        @Override
        public boolean mayBegin() {
            return false;
        }

        @Override
        public boolean mayGoOn() {
            return false;
        }
    }

    /** A database that can be away. */
    private static final class Storage extends AbstractDataSource {

        private final DriverManagerDataSource there =
                new DriverManagerDataSource("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
        private volatile boolean isAway;
        private volatile int callsLeft = Integer.MAX_VALUE;

        @Override
        public Connection getConnection() throws SQLException {
            if (isAway || callsLeft == 0) {
                throw new SQLTransientConnectionException("The database is away.");
            }
            callsLeft--;
            return there.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) {
            throw new UnsupportedOperationException();
        }
    }

    /** Each look at it is ten seconds later. */
    private static final class HastyClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        @Override
        public synchronized Instant instant() {
            now = now.plusSeconds(10);
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

    private static final class Heard implements RunListener {

        private final List<RunStatus> ends = new ArrayList<>();
        private final List<String> begins = new ArrayList<>();

        @Override
        public void runStarted(String runId, String target) {
            begins.add(runId);
        }

        @Override
        public void phase(String runId, String target, String phase, Duration took) {}

        @Override
        public void runFinished(RunReport run) {
            ends.add(run.status());
        }
    }

    private static final class Unheard implements Announcements {

        @Override
        public void runEnded(RunReport run) {}

        @Override
        public void driftFound(DriftReport drift, String target) {}

        @Override
        public void jobFailed(String job, String target, String problem) {}
    }
}
