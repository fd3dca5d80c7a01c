package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.supersetsync.Events.Event;
import dev.supersetsync.standin.Faults.Hanging;
import dev.supersetsync.standin.SupersetStandIn;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What those hear who listen to runs, at the service that does the run and at another one. */
class EventsTests {

    private static final String DATASET = "/api/v1/dataset/\\d+";

    @RegisterExtension
    private static final StandInWorld world = StandInWorld.plain();

    private static final SupersetStandIn superset = world.superset();
    private static EmbeddedPostgres postgres;
    private static RunningService one;
    private static RunningService two;

    private final String schema = world.schema("orders (id bigint)", "items (id bigint)");

    @BeforeAll
    static void start() throws IOException {
        postgres = world.closing(EmbeddedPostgres.start());
        one = replica("postgres");
        two = replica("postgres");
    }

    private static RunningService replica(String database) {
        return world.start(Map.of(
                "spring.datasource.url", postgres.getJdbcUrl("postgres", database),
                "superset-sync.queue.heartbeat", "2s",
                "superset-sync.queue.polling", "100ms",
                "superset-sync.queue.grace", "0s",
                "superset-sync.parallel-changes", "1"));
    }

    @BeforeEach
    void isAsDeclared() {
        one.post("/sync", document("One")).expect(200);
    }

    @Test
    void aRunIsHeardOfWhileItIsAtWorkElsewhere() throws InterruptedException {
        Hanging write = hangSecondWrite();
        CompletableFuture<Answer> running = later(one, document("Two"));
        write.awaitArrival();
        String id = running(two);
        Event lastBefore;
        try (Events early = two.listen("/runs/" + id + "/events")) {
            List<Event> before = early.until(event -> event.type().equals("change"));
            lastBefore = before.getLast();
            assertThat(before.getFirst().data().toString()).isEqualTo("{\"phase\":\"connect\",\"state\":\"BEGUN\"}");
            assertThat(phases(before))
                    .containsExactly(
                            "connect BEGUN",
                            "connect OVER",
                            "read BEGUN",
                            "read OVER",
                            "plan BEGUN",
                            "plan OVER",
                            "backup BEGUN",
                            "backup OVER",
                            "apply BEGUN");

            try (Events late = two.listen("/runs/" + id + "/events")) {
                assertThat(late.until(lastBefore::equals)).isEqualTo(before);
            }
            write.release();
            List<Event> after = early.rest();

            Answer run = running.join().expect(200);
            assertThat(lastBefore.data()).isEqualTo(run.change(lastBefore.dataset()));
            assertThat(changes(after)).hasSize(1).doesNotContain(lastBefore.dataset());
            assertThat(phases(after)).contains("apply OVER", "record OVER");
            assertThat(after)
                    .filteredOn(event -> event.type().equals("progress"))
                    .last()
                    .satisfies(event -> assertThat(event.data().toString()).isEqualTo("{\"done\":2,\"total\":2}"));
            assertThat(after.getLast().type()).isEqualTo("finished");
            assertThat(after.getLast().data().path("id").asString()).isEqualTo(id);
            assertThat(after.getLast().data().path("status").asString()).isEqualTo("SUCCEEDED");
            assertThat(after.getLast().data().path("summary"))
                    .isEqualTo(run.body().path("summary"));

            assertThat(two.listen("/runs/" + id + "/events", "Last-Event-ID", lastBefore.id())
                            .rest())
                    .containsSubsequence(after.getLast())
                    .noneMatch(before::contains);
        }
    }

    @Test
    void aRunThatHasEndedIsToldFromItsEventsOrElseFromItsReport() {
        Answer run = one.post("/sync", document("Two")).expect(200);
        String path = "/runs/" + run.id() + "/events";

        List<Event> stored = two.listen(path).rest();
        two.inStorage("DELETE FROM run_event WHERE run_id = '%s'".formatted(run.id()));
        List<Event> reported = two.listen(path).rest();

        assertThat(changes(stored)).containsExactlyInAnyOrder("orders", "items");
        assertThat(phases(stored)).contains("apply OVER");
        assertThat(reported).hasSize(3);
        assertThat(changes(reported)).containsExactlyInAnyOrder("orders", "items");
        assertThat(reported.getLast()).isEqualTo(stored.getLast());
        assertThat(two.listen(path, "Last-Event-ID", reported.getFirst().id()).rest())
                .isEqualTo(reported.subList(1, 3));
        assertThat(two.listen(path, "Last-Event-ID", "not one of ours").rest()).isEqualTo(reported);
    }

    @Test
    void whoKnowsTheEndIsToldToComeNoMore() {
        String path = "/runs/" + one.post("/sync", document("Two")).expect(200).id() + "/events";

        try (Events again = one.listen(
                path, "Last-Event-ID", one.listen(path).rest().getLast().id())) {
            assertThat(again.status()).isEqualTo(204);
        }
    }

    @Test
    void eventsThatCannotBeWrittenHarmNoRunAndAreToldFromTheReport() {
        one.inStorage("ALTER TABLE run_event RENAME TO away");
        Answer run;
        try {
            run = one.post("/sync", document("Two")).expect(200);
        } finally {
            one.inStorage("ALTER TABLE away RENAME TO run_event");
        }

        assertThat(changes(one.listen("/runs/" + run.id() + "/events").rest()))
                .containsExactlyInAnyOrder("orders", "items");
    }

    /** As where the connection to the storage goes between a commit and its answer. */
    @Test
    void eventsThatWereWrittenUnheardKeepTheOthersFromNothing() throws InterruptedException {
        Hanging write = hangSecondWrite();
        CompletableFuture<Answer> running = later(one, document("Two"));
        write.awaitArrival();
        String id = running(two);
        try (Events early = two.listen("/runs/" + id + "/events")) {
            early.until(event -> event.type().equals("change"));
        }
        one.inStorage("""
                INSERT INTO run_event SELECT run_id, number + 1, type, data, written_at FROM run_event
                WHERE run_id = '%s' ORDER BY number DESC LIMIT 1""".formatted(id));
        write.release();
        running.join().expect(200);

        assertThat(phases(two.listen("/runs/" + id + "/events").rest())).contains("apply OVER", "record OVER");
    }

    @Test
    void whatNeedsNoWriteIsOnlyCounted() {
        Answer run = one.post("/sync", document("One")).expect(200);

        List<Event> heard = two.listen("/runs/" + run.id() + "/events").rest();

        assertThat(changes(heard)).isEmpty();
        assertThat(heard)
                .filteredOn(event -> event.type().equals("progress"))
                .singleElement()
                .satisfies(event -> assertThat(event.data().toString()).isEqualTo("{\"done\":2,\"total\":2}"));
        assertThat(heard.getLast().data().path("summary").path("unchanged").asInt())
                .isEqualTo(2);
    }

    @Test
    void aQueuedRunIsHeardOfFromItsQueueToItsEnd() throws InterruptedException {
        Hanging write = superset.faults().on("PUT", DATASET).hang();
        CompletableFuture<Answer> first = later(one, document("Two"));
        write.awaitArrival();
        String id = two.post("/sync", document("Three"), "Prefer", "respond-async")
                .expect(202)
                .id();
        try (Events queued = two.listen("/runs/" + id + "/events")) {
            assertThat(phases(List.of(queued.next().orElseThrow()))).containsExactly("queue BEGUN");
            write.release();

            List<Event> heard = queued.rest();

            first.join().expect(200);
            assertThat(phases(heard)).startsWith("connect BEGUN");
            assertThat(heard.getLast().data().path("status").asString()).isEqualTo("SUCCEEDED");
        }
    }

    /** In a database of its own, so that nobody else takes the run before the service that is to end. */
    @Test
    void aServiceThatEndsLetsListenersGoAndTheyHearTheRestElsewhere() throws InterruptedException {
        one.inStorage("CREATE DATABASE own");
        RunningService ending = replica("own");
        Hanging write = superset.faults().on("PUT", DATASET).hang();
        CompletableFuture<Answer> called = later(ending, document("Two"));
        write.awaitArrival();
        try (RunningService other = replica("own")) {
            String id = running(other);
            String path = "/runs/" + id + "/events";
            Events here = ending.listen(path);
            here.until(event -> event.type().equals("phase"));
            CompletableFuture<Void> end = CompletableFuture.runAsync(ending::end);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> ending.get("/actuator/health/readiness").status() == 503);
            superset.faults().on("GET", DATASET).always().delay(Duration.ofMillis(600));
            write.release();

            List<Event> heardHere = here.rest();
            Answer answer = called.join().expect(200);
            end.join();
            ending.close();

            List<Event> elsewhere = heardHere.getLast().type().equals("finished")
                    ? List.of(heardHere.getLast())
                    : other.listen(path, "Last-Event-ID", heardHere.getLast().id())
                            .rest();
            Event finished = elsewhere.getLast();
            assertThat(finished.type()).isEqualTo("finished");
            assertThat(finished.data().path("status").asString()).isEqualTo("INTERRUPTED");
            assertThat(finished.data().path("retried_by").asString()).isEqualTo(answer.id());
            assertThat(answer.body().path("retry_of").asString()).isEqualTo(id);
        }
    }

    @Test
    void aRunThatIsNotKnownHasNoEvents() {
        Answer answer = one.get("/runs/none/events", "text/event-stream").expect(404);

        assertThat(answer.problem()).isEqualTo("not-found");
    }

    private Hanging hangSecondWrite() {
        return superset.faults().on("PUT", DATASET).after(1).hang();
    }

    private static List<String> changes(List<Event> heard) {
        return heard.stream()
                .filter(event -> event.type().equals("change"))
                .map(Event::dataset)
                .toList();
    }

    private static List<String> phases(List<Event> heard) {
        return heard.stream()
                .filter(event -> event.type().equals("phase"))
                .map(event -> event.data().path("phase").asString() + " "
                        + event.data().path("state").asString())
                .toList();
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

    private String document(String description) {
        return """
                models:
                  name: %1$s
                  version: 1
                  defaults: {database: warehouse, schema: %1$s}
                  models:
                    - {table: orders, description: %2$s}
                    - {table: items, description: %2$s}
                """.formatted(schema, description);
    }
}
