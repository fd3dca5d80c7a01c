package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.Requests.Request;
import dev.supersetsync.standin.SupersetStandIn;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a sync of many datasets says and leaves behind when something goes wrong with some, told by the whole service. */
class BatchFaultsTests {

    private static final int MANY = 22;
    private static final String DATASET = "/api/v1/dataset/\\d+";
    private static final String DATASETS = "/api/v1/dataset/";
    private static final String IMPORT = "/api/v1/dataset/import/";

    @RegisterExtension
    private static final StandInWorld world =
            StandInWorld.with(Map.of("superset-sync.targets.main.max-requests-per-second", "1000"));

    private static final SupersetStandIn superset = world.superset();

    private final String schema = world.schema(IntStream.range(0, MANY)
            .mapToObj("t%d (id bigint, status text, at timestamp)"::formatted)
            .toArray(String[]::new));

    @Test
    void createsWhatCreatingEachWouldGive() {
        superset.faults().on("POST", IMPORT).times(1).answer(403, "{\"message\": \"Forbidden\"}");
        sync("One").expect(200);
        assertThat(superset.requests().of("POST", DATASETS)).hasSize(MANY);
        JsonNode each = plain(dataset(3));
        sync("One", "DELETE").expect(200);
        superset.requests().clear();

        Answer answer = sync("One").expect(200);

        assertThat(answer.count("created")).isEqualTo(MANY);
        assertThat(superset.requests().of("POST", DATASETS)).isEmpty();
        assertThat(superset.requests().writes()).hasSize(MANY + 1);
        assertThat(plain(dataset(3))).isEqualTo(each);
    }

    @Test
    void findsTheCulpritThatNobodyNamed() {
        superset.faults().on("POST", IMPORT).answer(500, "{\"errors\": [{\"message\": \"()\"}]}");

        Answer answer = sync("One").expect(200);

        assertThat(answer.count("created")).isEqualTo(MANY);
        assertThat(superset.requests().of("POST", IMPORT)).hasSize(3);
    }

    @Test
    void failsOnlyTheCulprit() {
        String refusal = "{\"errors\": [{\"message\": \"Error\", \"extra\": {\"datasets/1/4.yaml\": \"no\"}}]}";
        superset.faults().on("POST", IMPORT).answer(422, refusal);
        superset.faults().on("POST", DATASETS).times(9).answer(422, "{\"message\": {\"table\": [\"too odd\"]}}");

        Answer answer = sync("One").expect(502);

        assertThat(answer.runStatus()).isEqualTo("PARTLY_FAILED");
        assertThat(answer.count("created")).isEqualTo(MANY - 1);
        assertThat(error(answer, 4)).contains("too odd");
    }

    @Test
    void finishesABatchWithoutAnswerThatHappened() {
        superset.faults().on("POST", IMPORT).closeAfter();

        assertThat(sync("One").expect(200).count("created")).isEqualTo(MANY);
    }

    @Test
    void createsOneByOneWhatAnImportDidNotMake() {
        superset.faults().on("POST", IMPORT).drop();

        assertThat(sync("One").expect(200).count("created")).isEqualTo(MANY);
        assertThat(superset.requests().of("POST", DATASETS)).hasSize(MANY);
    }

    @Test
    void doesNotTouchWhatSomebodyMakesAtTheSameMoment() throws InterruptedException {
        var hanging = superset.faults().on("POST", IMPORT).hang();
        CompletableFuture<Answer> running = CompletableFuture.supplyAsync(() -> sync("One"));
        hanging.awaitArrival();
        superset.people().addVirtualDataset(schema, "t4", "SELECT 1 AS one");
        hanging.release();

        Answer answer = running.join().expect(502);

        assertThat(error(answer, 4)).startsWith("CHANGED_MEANWHILE: Somebody made");
        assertThat(answer.count("created")).isEqualTo(MANY - 1);
        assertThat(dataset(4).path("sql").asString()).isEqualTo("SELECT 1 AS one");
        assertThat(dataset(4).path("columns").size()).isZero();
    }

    @Test
    void takesAwayOnlyWhatItCannotFill() {
        superset.faults().on("PUT", DATASET).answer(422, "{\"message\": {\"columns\": [\"no\"]}}");

        Answer answer = sync("One").expect(502);

        assertThat(answer.count("created")).isEqualTo(MANY - 1);
        assertThat(superset.people().datasets().stream()
                        .filter(dataset -> dataset.path("schema").asString().equals(schema)))
                .hasSize(MANY - 1)
                .allMatch(dataset -> dataset.path("columns").size() == 2);
    }

    /** The second reading in bulk, and the reading of that one alone. */
    @Test
    void callsWhatWasAcceptedAndNotStoredAFailure() {
        sync("One").expect(200);
        superset.faults().on("PUT", DATASET).after(4).dropField("description");

        Answer answer = sync("Two").expect(502);

        assertThat(answer.count("updated")).isEqualTo(MANY - 1);
        assertThat(answer.text()).contains("did not store: description");
        assertThat(sync("Two").expect(200).count("updated")).isOne();
    }

    @Test
    void whatWasBegunWhenSupersetDiedIsFinishedAsCreated() {
        sync("One", "CREATE").expect(200);
        JsonNode whole = plain(dataset(3));
        sync("One", "DELETE").expect(200);
        superset.faults()
                .on("GET", DATASET + "|/api/v1/dataset/export/")
                .always()
                .answer(500, "{\"message\": \"no\"}");

        Answer died = sync("One").expect(502);

        assertThat(died.count("failed")).isEqualTo(MANY);
        assertThat(dataset(3).path("columns").size()).isZero();
        superset.faults().clear();
        assertThat(sync("One").expect(200).count("updated")).isEqualTo(MANY);
        assertThat(plain(dataset(3))).isEqualTo(whole);
        assertThat(dataset(3).path("extra").asString()).contains("\"created\":true");
        assertThat(sync("One").expect(200).writes()).isZero();
    }

    @Test
    void deletesManyWithOneCallAndLooks() {
        sync("One").expect(200);
        superset.requests().clear();

        Answer answer = delete().expect(200);

        assertThat(answer.count("deleted")).isEqualTo(MANY);
        assertThat(superset.requests().writes()).extracting(Request::path).containsExactly(DATASETS);
    }

    @Test
    void believesNoDeletion() {
        sync("One").expect(200);
        superset.faults().on("DELETE", DATASETS).drop();

        Answer answer = delete().expect(502);

        assertThat(answer.count("failed")).isEqualTo(MANY);
        assertThat(error(answer, 4)).contains("still there");
    }

    @Test
    void countsADeletionWithoutAnswerThatHappened() {
        sync("One").expect(200);
        superset.faults().on("DELETE", DATASETS).closeAfter();

        assertThat(delete().expect(200).count("deleted")).isEqualTo(MANY);
    }

    private Answer delete() {
        return world.service().post("/sync", """
                update_strategy: DELETE
                guards: {allow_empty: true, max_delete_percent: 100}
                models: {version: 1, name: %s, models: []}
                """.formatted(schema));
    }

    private Answer sync(String description, String... strategy) {
        if (List.of(strategy).contains("DELETE")) {
            return delete();
        }
        String models = IntStream.range(0, MANY)
                .mapToObj(i -> """
                            - {table: t%d, description: %s, columns: [{name: status, label: Status}, {name: at}],
                               metrics: [{name: rows, aggregation: COUNT}]}
                        """.formatted(i, description))
                .collect(Collectors.joining());
        return world.service().post("/sync", """
                models:
                  version: 1
                  name: %s
                  defaults: {database: warehouse, schema: %s}
                  models:
                """.formatted(schema, schema) + models);
    }

    private JsonNode dataset(int number) {
        return superset.people().dataset(schema, "t" + number).orElseThrow();
    }

    /** What does not differ between two datasets that are alike. */
    private static JsonNode plain(JsonNode dataset) {
        var plain = (ObjectNode) dataset.deepCopy();
        plain.remove(List.of("id", "uuid", "changed_on", "created_on", "extra"));
        plain.path("columns").forEach(BatchFaultsTests::removeIds);
        plain.path("metrics").forEach(BatchFaultsTests::removeIds);
        return plain;
    }

    private static void removeIds(JsonNode part) {
        ((ObjectNode) part).remove(List.of("id", "uuid", "changed_on", "created_on"));
    }

    private static String error(Answer answer, int number) {
        return answer.change("t" + number).path("error").path("message").asString();
    }
}
