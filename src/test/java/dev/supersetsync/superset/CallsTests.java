package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.standin.SupersetStandIn;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.TurnLost;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallsTests {

    private static final String LIST = "/api/v1/dataset/";

    private final SupersetStandIn superset = SupersetStandIn.start("6.1.0");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SteppingClock pause = new SteppingClock();
    private final Target target = Connections.target(
            Connections.withPassword(superset.url(), "admin", "admin"), registry, Clock.systemUTC(), pause);
    private final TargetConnection connection = target.connect();

    @BeforeEach
    void makeTable() {
        superset.warehouse().execute("CREATE SCHEMA dwh; CREATE TABLE dwh.orders (id BIGINT)");
    }

    @AfterEach
    void stop() {
        superset.close();
        target.close();
    }

    @Test
    void repeatsReadAfterClosedConnection() {
        superset.faults().on("GET", LIST).times(2).closeBefore();

        assertThat(connection.datasets().list()).isEmpty();

        assertThat(pause.pauses()).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @Test
    void writesNothingOnceOthersMayHaveTheTurn() {
        TargetConnection lost = target.connect(() -> false);

        assertThat(lost.datasets().list()).isEmpty();
        assertThatThrownBy(() -> lost.writer().create(key(), null)).isInstanceOf(TurnLost.class);

        assertThat(superset.requests().writes()).isEmpty();
    }

    @Test
    void repeatsReadWhileTheProxyHasNoServer() {
        superset.faults().on("GET", LIST).times(2).answer(503);

        assertThat(connection.datasets().list()).isEmpty();
    }

    @Test
    void givesReadUpAfterSomeTime() {
        superset.faults().on("GET", LIST).always().answer(502);

        assertThatThrownBy(() -> connection.datasets().list())
                .isInstanceOfSatisfying(
                        SupersetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
        assertThat(superset.requests().of("GET", LIST)).hasSize(4);
    }

    @Test
    void doesNotRepeatReadThatSupersetFailsAt() {
        superset.faults().on("GET", LIST).always().answer(500, "{\"message\": \"Fatal error\"}");

        assertThatThrownBy(() -> connection.datasets().list()).isInstanceOfSatisfying(SupersetException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.REFUSED);
            assertThat(e.said()).isEqualTo("Fatal error");
        });
        assertThat(superset.requests().of("GET", LIST)).hasSize(1);
    }

    /** Creations of one new schema get in each other's way: 422 for a table, 500 for a query. */
    @ParameterizedTest
    @ValueSource(ints = {422, 500})
    void repeatsCreationThatAnotherOneGotInTheWayOf(int status) {
        superset.faults().on("POST", LIST).answer(status, "{\"message\": \"Fatal error\"}");

        connection.writer().create(key(), "SELECT 1 AS one");

        assertThat(superset.requests().of("POST", LIST)).hasSize(2);
    }

    @Test
    void doesNotRepeatWriteWithoutAnswer() {
        superset.faults().on("POST", LIST).closeBefore();

        assertThatThrownBy(() -> connection.writer().create(key(), null))
                .isInstanceOfSatisfying(SupersetException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.NO_ANSWER);
                    assertThat(e.status()).isNull();
                    assertThat(e.call()).isEqualTo("POST /api/v1/dataset/");
                });
        assertThat(superset.requests().of("POST", LIST)).hasSize(1);
    }

    @Test
    void doesNotKnowWhatBecameOfWriteThatTheProxyGaveUp() {
        superset.faults().on("POST", LIST).answer(504);

        assertThatThrownBy(() -> connection.writer().create(key(), null))
                .isInstanceOfSatisfying(
                        SupersetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_ANSWER));
    }

    @Test
    void repeatsWriteThatCameTooSoon() {
        superset.faults().on("POST", LIST).times(3).answer(429, "{\"errors\": [{\"message\": \"429 Too Many\"}]}");

        connection.writer().create(key(), null);

        assertThat(superset.people().datasets()).hasSize(1);
        assertThat(superset.requests().of("POST", LIST)).hasSize(4);
    }

    @Test
    void givesUpOnReadWithoutAnswerInTime() {
        var impatient = Connections.target(
                Connections.withPassword(superset.url(), "admin", "admin", Duration.ofMillis(150)),
                registry,
                Clock.systemUTC(),
                pause);
        var impatientConnection = impatient.connect();
        var hanging = superset.faults().on("GET", LIST).always().hang();

        assertThatThrownBy(() -> impatientConnection.datasets().list())
                .isInstanceOfSatisfying(SupersetException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
                    assertThat(e.said()).isEqualTo("no answer in time");
                });
        hanging.release();
    }

    @Test
    void saysThatNobodyListens() {
        superset.close();

        assertThatThrownBy(() -> target.connect().datasets().list())
                .isInstanceOfSatisfying(SupersetException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
                    assertThat(e.said()).isEqualTo("the connection was refused");
                });
    }

    @Test
    void readsListAgainWhoseRowsDoNotAddUp() {
        connection.writer().create(key(), null);
        superset.requests().clear();
        superset.faults().on("GET", LIST).answer(200, "{\"count\": 3, \"result\": []}");

        assertThat(connection.datasets().list()).hasSize(1);

        assertThat(superset.requests().of("GET", LIST)).hasSize(2);
    }

    @Test
    void givesListUpThatNeverAddsUp() {
        superset.faults().on("GET", LIST).always().answer(200, "{\"count\": 3, \"result\": []}");

        assertThatThrownBy(() -> connection.datasets().list())
                .isInstanceOfSatisfying(
                        SupersetException.class, e -> assertThat(e.said()).contains("moved while it was read"));
    }

    @Test
    void readsAllPages() {
        for (int i = 0; i < 205; i++) {
            superset.people().addVirtualDataset("dwh", "query_" + i, "SELECT 1 AS one");
        }

        assertThat(connection.datasets().list()).hasSize(205);
    }

    @Test
    @Timeout(60)
    void asksForWhatIsNeededTogetherSideBySide() throws Exception {
        connection.writer().create(key(), null);
        int id = superset.people().datasets().getFirst().path("id").asInt();
        TargetConnection another = target.connect();
        var databases = superset.faults().on("GET", "/api/v1/database/").hang();
        var list = superset.faults().on("GET", LIST).hang();
        var owners = superset.faults().on("GET", LIST + "related/owners").hang();
        var dataset = superset.faults().on("GET", LIST + id).hang();

        var read = CompletableFuture.supplyAsync(() -> {
            another.datasets().list();
            return another.datasets().read(List.of(id));
        });

        databases.awaitArrival();
        list.awaitArrival();
        databases.release();
        list.release();
        owners.awaitArrival();
        dataset.awaitArrival();
        owners.release();
        dataset.release();
        assertThat(read)
                .succeedsWithin(Duration.ofMinutes(1))
                .isEqualTo(another.datasets().read(List.of(id)));
    }

    @Test
    void keepsToTheLimits() {
        superset.faults().limitRate(30);
        connection.writer().create(key(), null);
        int id = superset.people().datasets().getFirst().path("id").asInt();
        superset.requests().clear();

        var read = connection
                .datasets()
                .read(IntStream.range(0, 60).mapToObj(i -> id).toList());

        assertThat(read).hasSize(60);
        assertThat(superset.requests().mostInFlight()).isLessThanOrEqualTo(4);
    }

    @Test
    void callsOneAfterTheOtherOnceTheDatabaseWasLocked() {
        List<Integer> ids = IntStream.range(0, 15)
                .mapToObj(i -> superset.people().addVirtualDataset("dwh", "q" + i, "SELECT 1 AS one"))
                .toList();
        connection.datasets().list();
        superset.faults().on("DELETE", LIST + "\\d+").couldNotBeUpdated();
        assertThatThrownBy(() -> connection.writer().delete(ids.getFirst())).isInstanceOf(SupersetException.class);
        superset.requests().clear();
        // Long enough for calls that may overlap to do so.
        superset.faults().on("GET", LIST + "\\d+").always().delay(Duration.ofMillis(20));

        assertThat(connection.datasets().readWithIds(ids)).hasSize(15);
        assertThat(superset.requests().mostInFlight()).isOne();

        IntStream.range(0, 3).forEach(_ -> connection.datasets().readWithIds(ids));
        assertThat(superset.requests().mostInFlight()).isEqualTo(2);
    }

    @Test
    void countsReadsAndWritesAndMeasuresThem() {
        long reads = connection.requests().reads();
        connection.datasets().list();
        int id = connection.writer().create(key(), null).id();
        connection.writer().delete(id);

        assertThat(connection.requests().writes()).isEqualTo(2);
        assertThat(connection.requests().reads()).isGreaterThan(reads);
        assertThat(registry.get("superset.requests")
                        .tags(List.of(
                                io.micrometer.core.instrument.Tag.of("kind", "write"),
                                io.micrometer.core.instrument.Tag.of("endpoint", "DELETE /api/v1/dataset/{id}"),
                                io.micrometer.core.instrument.Tag.of("status", "200")))
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private static DatasetKey key() {
        return new DatasetKey("warehouse", null, "dwh", "orders");
    }
}
