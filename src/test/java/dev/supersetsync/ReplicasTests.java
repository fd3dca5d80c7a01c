package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.supersetsync.standin.Faults.Hanging;
import dev.supersetsync.standin.SupersetStandIn;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two services on one PostgreSQL, told by what their callers are answered. */
class ReplicasTests {

    private static final String DATASET = "/api/v1/dataset/\\d+";
    private static final String ITEMS = "- {table: items, description: %s}";

    @RegisterExtension
    private static final StandInWorld world = StandInWorld.plain();

    private static final SupersetStandIn superset = world.superset();
    private static EmbeddedPostgres postgres;
    private static RunningService one;
    private static RunningService two;

    private final String schema = world.schema("orders (id bigint, status text)", "items (id bigint)");

    @BeforeAll
    static void start() throws IOException {
        postgres = world.closing(EmbeddedPostgres.start());
        one = replica();
        two = replica();
    }

    private static RunningService replica() {
        return replica("postgres");
    }

    private static RunningService replica(String database, String... moreTargets) {
        return world.start(
                Map.of(
                        "spring.datasource.url", postgres.getJdbcUrl("postgres", database),
                        "superset-sync.queue.heartbeat", "2s",
                        "superset-sync.queue.polling", "100ms",
                        "superset-sync.queue.grace", "0s",
                        "superset-sync.parallel-changes", "1"),
                moreTargets);
    }

    @BeforeEach
    void isAsDeclared() {
        one.post("/sync", document("One", "")).expect(200);
    }

    @Test
    void aTargetHasOneRunAtATimeWhicheverServiceIsCalled() throws InterruptedException {
        Hanging write = superset.faults().on("PUT", DATASET).hang();
        CompletableFuture<Answer> first = later(one, document("Two", ""));
        write.awaitArrival();
        CompletableFuture<Answer> second = later(two, document("Three", ""));
        awaitQueued(two, 1);
        Answer refused = two.post("/sync?wait=false", document("Four", ""));
        write.release();

        Answer earlier = first.join().expect(200);
        Answer later = second.join().expect(200);

        assertThat(refused.expect(409).problem()).isEqualTo("target-busy");
        assertThat(time(later, "started_at")).isAfterOrEqualTo(time(earlier, "finished_at"));
        assertThat(description()).isEqualTo("Three");
    }

    @Test
    void theSameCallLeadsToTheSameRunAtBoth() throws InterruptedException {
        Hanging write = superset.faults().on("PUT", DATASET).hang();
        String key = "key-" + schema;
        CompletableFuture<Answer> first =
                CompletableFuture.supplyAsync(() -> one.post("/sync", document("Two", ""), "Idempotency-Key", key));
        write.awaitArrival();
        CompletableFuture<Answer> again =
                CompletableFuture.supplyAsync(() -> two.post("/sync", document("Two", ""), "Idempotency-Key", key));
        Answer other = two.post("/sync", document("Three", ""), "Idempotency-Key", key);
        write.release();

        assertThat(again.join().expect(200).id())
                .isEqualTo(first.join().expect(200).id());
        assertThat(other.expect(422).problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void whatRefusesARunAtTheOtherIsToldToTheCaller() throws InterruptedException {
        String plan = two.post("/plans", document("Three", "")).expect(201).id();
        Hanging write = superset.faults().on("PUT", DATASET).hang();
        CompletableFuture<Answer> first = later(one, document("Two", ""));
        write.awaitArrival();
        CompletableFuture<Answer> stale =
                CompletableFuture.supplyAsync(() -> two.post("/plans/" + plan + "/apply", ""));
        awaitQueued(two, 1);
        write.release();

        first.join().expect(200);
        Answer answer = stale.join().expect(409);
        assertThat(answer.problem()).isEqualTo("stale-plan");
        assertThat(answer.text()).contains(plan, schema + ".orders");
        awaitQueued(two, 0);
        assertThat(description()).isEqualTo("Two");
    }

    @Test
    void aRunIsStoppedBetweenTwoWritesThroughTheOther() throws InterruptedException {
        one.post("/sync", document("One", ITEMS.formatted("One"))).expect(200);
        Hanging write = superset.faults().on("PUT", DATASET).hang();
        CompletableFuture<Answer> running = later(one, document("Two", ITEMS.formatted("Two")));
        write.awaitArrival();
        String id = running(two);
        two.post("/runs/" + id + "/cancel", "", "Prefer", "respond-async").expect(202);
        letLookAround();
        write.release();

        Answer stopped = running.join().expect(409);

        assertThat(stopped.problem()).isEqualTo("run-cancelled");
        assertThat(stopped.runStatus()).isEqualTo("CANCELLED");
        assertThat(stopped.count("updated")).isOne();
        assertThat(two.post("/runs/" + id + "/cancel", "").expect(200).id()).isEqualTo(id);
        assertThat(two.get("/runs/" + id).expect(200).body().path("status").asString())
                .isEqualTo("CANCELLED");
    }

    @Test
    void aQueuedRunIsStoppedBeforeItBegins() throws InterruptedException {
        Hanging write = superset.faults().on("PUT", DATASET).hang();
        CompletableFuture<Answer> first = later(one, document("Two", ""));
        write.awaitArrival();
        Answer queued = two.post("/sync", document("Three", ""), "Prefer", "respond-async")
                .expect(202);

        Answer cancelled = one.post("/runs/" + queued.id() + "/cancel", "").expect(200);
        write.release();

        assertThat(cancelled.body().path("status").asString()).isEqualTo("CANCELLED");
        String done = first.join().expect(200).id();
        assertThat(description()).isEqualTo("Two");
        assertThat(two.post("/runs/" + done + "/cancel", "").expect(409).problem())
                .isEqualTo("run-ended");
    }

    /** In a database of their own, so that nobody else takes the run. */
    @Test
    void aServiceThatEndsLeavesWhatIsLeftToTheOther() throws Exception {
        createDatabase("ending");
        RunningService first = replica("ending");
        first.post("/sync", document("One", ITEMS.formatted("One"))).expect(200);
        Hanging write = superset.faults().on("PUT", DATASET).hang();
        CompletableFuture<Answer> called = later(first, document("Two", ITEMS.formatted("Two")));
        write.awaitArrival();
        try (RunningService next = replica("ending")) {
            String id = running(next);
            CompletableFuture<Void> ending = CompletableFuture.runAsync(first::end);
            await().until(() -> first.get("/actuator/health/readiness").status() == 503);
            letLookAround();
            write.release();

            Answer answer = called.join().expect(200);

            ending.join();
            first.close();
            assertThat(next.get("/runs/" + id).expect(200).runStatus()).isEqualTo("INTERRUPTED");
            assertThat(answer.body().path("retry_of").asString()).isEqualTo(id);
            assertThat(answer.runStatus()).isEqualTo("SUCCEEDED");
            assertThat(answer.count("updated")).isOne();
            assertThat(description()).isEqualTo("Two");
        }
    }

    @Test
    void whoGoesOnWhereOthersWroteDoesNotSayThatNothingWasWritten() throws Exception {
        createDatabase("going_on");
        RunningService first = replica("going_on");
        first.post("/sync", document("One", ITEMS.formatted("One"))).expect(200);
        Hanging write = superset.faults().on("PUT", DATASET).hang();
        String both = document("Two", ITEMS.formatted("Two"));
        CompletableFuture<Answer> called =
                CompletableFuture.supplyAsync(() -> first.post("/sync", both, "Idempotency-Key", "both"));
        write.awaitArrival();
        try (RunningService next = replica("going_on")) {
            String id = running(next);
            CompletableFuture<Answer> again =
                    CompletableFuture.supplyAsync(() -> next.post("/sync", both, "Idempotency-Key", "both"));
            CompletableFuture<Void> ending = CompletableFuture.runAsync(first::end);
            await().until(() -> first.get("/actuator/health/readiness").status() == 503);
            letLookAround();
            superset.faults().on("GET", "/api/v1/dataset/").always().answer(503);
            write.release();

            Answer answer = again.join().expect(502);

            assertThat(called.join().expect(502).text()).isEqualTo(answer.text());
            ending.join();
            first.close();
            assertThat(answer.problem()).isEqualTo("sync-failed");
            assertThat(answer.runStatus()).isEqualTo("FAILED");
            assertThat(answer.body().at("/run/retry_of").asString()).isEqualTo(id);
        }
    }

    @Test
    void aRunIsLeftToThoseThatKnowItsTarget() throws Exception {
        createDatabase("knowing");
        RunningService knowing = replica("knowing", "extra");
        Hanging look = superset.faults().on("GET", "/api/v1/dataset/").hang();
        String yaml = document("Two", "") + "target: extra\n";
        String id = knowing.post("/sync", yaml, "Prefer", "respond-async")
                .expect(202)
                .id();
        look.awaitArrival();
        CompletableFuture<Void> ending = CompletableFuture.runAsync(knowing::end);
        await().until(() -> knowing.get("/actuator/health/readiness").status() == 503);
        letLookAround();
        look.release();
        ending.join();
        knowing.close();
        superset.faults().clear();

        try (RunningService other = replica("knowing")) {
            int versions = number("knowing", "SELECT SUM(version) FROM scheduled_tasks WHERE task_name = 'target'");
            await().until(() -> number("knowing", "SELECT SUM(version) FROM scheduled_tasks WHERE task_name = 'target'")
                            >= versions + 2
                    || other.get("/runs?status=FAILED").body().path("total").asInt() > 0);
            assertThat(other.get("/runs?status=QUEUED")
                            .body()
                            .at("/items/0/retry_of")
                            .asString())
                    .isEqualTo(id);

            try (RunningService again = replica("knowing", "extra")) {
                // Two replicas look for the run, and the one that may not do it can find it first, several times.
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> again.get("/runs?status=SUCCEEDED")
                                        .body()
                                        .path("total")
                                        .asInt()
                                == 1);
            }
        }
        assertThat(description()).isEqualTo("Two");
    }

    private static void createDatabase(String name) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
    }

    private static int number(String database, String query) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Makes Superset slow enough that services hear of what others want before their next write. */
    private static void letLookAround() {
        superset.faults().on("GET", DATASET).always().delay(Duration.ofMillis(600));
    }

    private static String running(RunningService service) {
        return service.get("/runs?status=RUNNING")
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }

    private static CompletableFuture<Answer> later(RunningService service, String request) {
        return CompletableFuture.supplyAsync(() -> service.post("/sync", request));
    }

    private static void awaitQueued(RunningService service, int many) {
        await().until(() ->
                service.get("/runs?status=QUEUED").body().path("total").asInt() == many);
    }

    private static Instant time(Answer run, String member) {
        return Instant.parse(run.body().path(member).asString());
    }

    private String description() {
        return superset.people()
                .dataset(schema, "orders")
                .orElseThrow()
                .path("description")
                .asString();
    }

    private String document(String description, String more) {
        return """
                models:
                  name: %1$s
                  version: 1
                  defaults: {database: warehouse, schema: %1$s}
                  models:
                    - {table: orders, description: %2$s, columns: [{name: status}]}
                %3$s
                """.formatted(schema, description, more.isEmpty() ? "" : more.indent(4));
    }
}
