package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.supersetsync.ReliabilityCampaign.Size;
import dev.supersetsync.Replicas.Replica;
import dev.supersetsync.standin.Faults.Hanging;
import dev.supersetsync.standin.Requests.Request;
import dev.supersetsync.standin.SupersetStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Three processes of the service while processes, the storage and Superset go and come back. {@code bench/run
 * reliability} does more of it, with a real Superset.
 */
class ReliabilityTests {

    private static final Size SIZE = new Size(40, 2, 6, 2, 1, 1, 1, 7);
    private static final String ALONE = "alone";
    private static final int DROPPED = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DATASET = "/api/v1/dataset/\\d+";

    private static SupersetStandIn superset;
    private static Replicas replicas;
    private static ShopScene scene;

    @BeforeAll
    static void start() {
        superset = SupersetStandIn.start("6.1.0");
        var targets = new ArrayList<>(SIZE.targetNames());
        targets.add(ALONE);
        replicas = Replicas.start(3, superset.url(), targets);
        scene = new ShopScene("c_", "warehouse", 6, ReliabilityTests::datasets, ReliabilityTests::drop)
                .filled(targets, superset.warehouse()::execute);
    }

    @AfterAll
    static void stop() {
        replicas.close();
        superset.close();
    }

    @Test
    void everyCallGetsOneHonestAnswerWhateverGoes() {
        CampaignFindings findings = ReliabilityCampaign.run(SIZE, scene, replicas);

        System.err.println(findings.report());
        assertThat(findings.wrong()).isEmpty();
    }

    /** It is frozen when it has looked at the dataset and is about to write it. */
    @Test
    void whoWasFrozenAndTakenForDeadWritesNothingMore() throws InterruptedException {
        Replica called = replicas.alive().getFirst();
        sync(called, "one", "1").expect(200);
        superset.requests().clear();
        sync(called, "two", "2").expect(200);
        Hanging look = superset.faults()
                .on("GET", DATASET)
                .after(looksBeforeTheWrite() - 1)
                .hang();

        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> sync(called, "three", "3"));
        look.awaitArrival();
        Replica frozen =
                replicas.named(replicas.wire().lastCallerOf(ALONE)).findFirst().orElseThrow();
        frozen.process().freeze();
        look.release();
        Answer again = sync(replicas.other(frozen), "three", "3").expect(200);
        sync(replicas.other(frozen), "four", "4").expect(200);
        frozen.process().goOn();

        assertThat(answer.join().expect(200).id()).isEqualTo(again.id());
        assertThat(again.body().path("retry_of").asString("")).isNotEmpty();
        awaitItsEnd(frozen);
        assertThat(superset.people()
                        .dataset("c_" + ALONE, "table0")
                        .orElseThrow()
                        .path("description")
                        .asString())
                .isEqualTo("four");
        assertThat(replicas.wire().overlaps()).isEmpty();
    }

    /** Until it has ended what it was at. */
    private static void awaitItsEnd(Replica frozen) {
        await().atMost(PATIENCE)
                .until(() -> Stream.of("Run is interrupted", "was taken up by another")
                        .flatMap(end -> replicas.logged(end).stream())
                        .anyMatch(line -> line.startsWith(frozen.name() + ":")));
    }

    /** The look that finds whether the dataset is still what the plan was made from comes last before the write. */
    private static int looksBeforeTheWrite() {
        List<Request> all = superset.requests().all();
        int write = all.indexOf(superset.requests().of("PUT", DATASET).getFirst());
        return (int) all.subList(0, write).stream()
                .filter(request ->
                        request.method().equals("GET") && request.path().matches(DATASET))
                .count();
    }

    private static Answer sync(Replica replica, String mark, String key) {
        try {
            return replica.process()
                    .tryPost(
                            "/sync",
                            "application/yaml",
                            ReliabilityCampaign.request(scene, ALONE, mark, 1),
                            "Idempotency-Key",
                            key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Superset does not answer for some calls, as when it is restarted. */
    private static void drop() {
        int before = superset.requests().all().size();
        superset.faults().on("*", ".*").always().closeBefore();
        await().atMost(PATIENCE).until(() -> superset.requests().all().size() >= before + DROPPED);
        superset.faults().clear();
    }

    private static List<String> datasets(String schema) {
        return superset.people().datasets().stream()
                .filter(row -> row.path("schema").asString().equals(schema))
                .map(row -> row.path("table_name").asString())
                .toList();
    }
}
