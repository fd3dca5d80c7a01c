package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetStandIn;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a sync says and leaves behind when Superset fails in the middle of it, told by the whole service. */
class FaultsTests {

    private static final String DATASET = "/api/v1/dataset/\\d+";
    private static final String DATASETS = "/api/v1/dataset/";

    @RegisterExtension
    private static final StandInWorld world = StandInWorld.plain();

    private static final SupersetStandIn superset = world.superset();

    private final String schema = world.schema("orders (id bigint, status text)", "items (id bigint)");

    @Test
    void callsWhatWasAcceptedAndNotStoredAFailure() {
        sync("One").expect(200);
        superset.faults().on("PUT", DATASET).dropField("description");

        Answer answer = sync("Two").expect(502);

        assertThat(answer.problem()).isEqualTo("sync-failed");
        assertThat(answer.runStatus()).isEqualTo("FAILED");
        assertThat(error(answer)).contains("did not store", "description");
        assertThat(sync("Two").expect(200).count("updated")).isOne();
    }

    /** A document that lacks what is there deletes it, should it ever be synced with DELETE. */
    @Test
    void declaresNothingByAListThatAnswersForSomebodyElse() {
        sync("One").expect(200);
        int other = superset.people().addVirtualDataset(schema, "other", "SELECT 1 AS one");
        superset.faults().on("GET", DATASETS).answerOnly(other);

        Answer models =
                world.service().get("/targets/main/models?schema=" + schema).expect(200);

        assertThat(models.text()).contains("\"orders\"", "\"other\"");
    }

    @Test
    void callsAMarkThatWasNotStoredAFailure() {
        superset.people().addDataset(schema, "orders", Map.of("id", "BIGINT"), Map.of());
        superset.faults().on("PUT", DATASET).dropField("extra");

        Answer answer = adopt().expect(502);

        assertThat(error(answer)).contains("did not store: managed");
        assertThat(adopt().expect(200).count("updated")).isOne();
        assertThat(adopt().expect(200).count("unchanged")).isOne();
    }

    @Test
    void adoptsNothingThatCannotHoldAMarkAndUpdatesItAllTheSame() {
        int orders = superset.people().addDataset(schema, "orders", Map.of("id", "BIGINT"), Map.of());
        superset.people().edit(orders, dataset -> dataset.put("extra", "{bad"));
        superset.requests().clear();

        Answer answer = adopt().expect(502);

        assertThat(error(answer)).contains("'extra' is no JSON object");
        assertThat(superset.requests().writes()).isEmpty();
        assertThat(sync("Two").expect(200).count("updated")).isOne();
        assertThat(description()).isEqualTo("Two");
    }

    /** Superset stores any text as {@code extra}, and such a text would be written over. */
    @ParameterizedTest
    @ValueSource(strings = {"ask Ana", "[1, 2]", "{\"certification\": \"by Ana\"}"})
    void writesNothingWhereACertificationHasNoPlace(String extra) {
        int orders =
                superset.people().addDataset(schema, "orders", Map.of("id", "BIGINT"), Map.of("orders", "COUNT(*)"));
        superset.people().edit(orders, dataset -> dataset.put("extra", extra));
        superset.people()
                .edit(orders, dataset -> ((ObjectNode) dataset.path("metrics").path(0)).put("extra", extra));
        superset.requests().clear();

        Answer answer = certified().expect(502);

        assertThat(error(answer)).contains("no place in 'extra'", "certification, metrics.orders.certification");
        assertThat(superset.requests().writes()).isEmpty();
        assertThat(sync("Two").expect(200).count("updated")).isOne();
        assertThat(description()).isEqualTo("Two");
    }

    private Answer certified() {
        return world.service().post("/sync", """
                models:
                  version: 1
                  name: %1$s
                  defaults: {database: warehouse, schema: %1$s}
                  models:
                    - table: orders
                      description: Three
                      certification: {by: Data team}
                      columns: [{name: id}]
                      metrics: [{name: orders, aggregation: COUNT, certification: {by: Data team}}]
                """.formatted(schema));
    }

    private Answer adopt() {
        return world.service().post("/sync", """
                adopt: true
                models:
                  version: 1
                  name: %1$s
                  defaults: {database: warehouse, schema: %1$s}
                  models:
                    - {table: orders, columns: [{name: id, type: BIGINT}]}
                """.formatted(schema));
    }

    @Test
    void bringsBackWhatAUserOwnedWhoHasLeft() {
        int ana = superset.people().addUser("ana", "Ana", "Analyst");
        int bo = superset.people().addUser("bo", "Bo", "Boss");
        owned("CREATE, UPDATE", "ana", "bo").expect(200);
        String update = owned("CREATE, UPDATE", "bo").expect(200).id();
        superset.people().removeUser(ana);

        Answer reverted = world.service()
                .post("/runs/" + update + "/restore", "{\"force\": true}")
                .expect(200);
        assertThat(reverted.text()).contains("The owner 'ana@example.org' is no user any more.");

        String delete = owned("DELETE").expect(200).id();
        superset.people().removeUser(bo);
        Answer back = world.service().post("/runs/" + delete + "/restore", "{}").expect(200);

        assertThat(back.text()).contains("The owner 'bo@example.org' is no user any more.");
        assertThat(superset.people()
                        .dataset(schema, "orders")
                        .orElseThrow()
                        .path("sql")
                        .isNull())
                .isTrue();
    }

    private Answer owned(String strategy, String... owners) {
        String models = owners.length == 0
                ? "[]"
                : "[{table: orders, owners: [%s]}]"
                        .formatted(Stream.of(owners)
                                .map(owner -> owner + "@example.org")
                                .collect(Collectors.joining(", ")));
        return world.service().post("/sync", """
                update_strategy: [%2$s]
                guards: {allow_empty: true}
                models: {version: 1, name: %1$s, defaults: {database: warehouse, schema: %1$s}, models: %3$s}
                """.formatted(schema, strategy, models));
    }

    @Test
    void countsAWriteWithoutAnswerThatHappened() {
        sync("One").expect(200);
        superset.faults().on("PUT", DATASET).closeAfter();

        Answer answer = sync("Two").expect(200);

        assertThat(answer.count("updated")).isOne();
        assertThat(description()).isEqualTo("Two");
    }

    @Test
    void failsAWriteWithoutAnswerThatDidNotHappen() {
        sync("One").expect(200);
        superset.faults().on("PUT", DATASET).closeBefore();

        Answer answer = sync("Two").expect(502);

        assertThat(answer.runStatus()).isEqualTo("FAILED");
        assertThat(description()).isEqualTo("One");
    }

    @Test
    void finishesACreationWithoutAnswerThatHappened() {
        superset.faults().on("POST", DATASETS).closeAfter();

        Answer answer = sync("One").expect(200);

        assertThat(answer.count("created")).isOne();
        assertThat(description()).isEqualTo("One");
        assertThat(metrics()).containsExactly("orders");
    }

    @Test
    void takesAHalfMadeDatasetAway() {
        superset.faults().on("PUT", DATASET).times(9).answer(422, "{\"message\": {\"columns\": [\"no\"]}}");

        Answer answer = sync("One").expect(502);

        assertThat(error(answer)).contains("no", "taken away");
        assertThat(superset.people().dataset(schema, "orders")).isEmpty();
    }

    @Test
    void finishesAHalfMadeDatasetWithTheNextSync() {
        superset.faults().on("PUT", DATASET).times(9).answer(422, "{\"message\": {\"columns\": [\"no\"]}}");
        superset.faults().on("DELETE", DATASET).times(9).answer(403, "{\"message\": \"Forbidden\"}");
        Answer failed = sync("One").expect(502);
        assertThat(error(failed)).contains("half-made", "next sync finishes it");
        superset.faults().clear();

        Answer answer = sync("One").expect(200);

        assertThat(answer.count("updated")).isOne();
        assertThat(metrics()).containsExactly("orders");
        assertThat(description()).isEqualTo("One");
    }

    @Test
    void createsNothingBecauseOfAnotherCallersList() {
        sync("One").expect(200);
        int other = superset.people().addVirtualDataset(schema, "mine", "SELECT 1 AS one");
        superset.faults().on("GET", DATASETS).answerOnly(other);

        Answer answer = sync("One").expect(200);

        assertThat(answer.count("unchanged")).isOne();
        assertThat(answer.writes()).isZero();
    }

    @Test
    void doesNotOverwriteWhatSomebodyChangedMeanwhile() throws InterruptedException {
        sync("One").expect(200);
        int id = dataset().path("id").asInt();
        var read = superset.faults().on("GET", "/api/v1/dataset/" + id).after(1).hang();
        CompletableFuture<Answer> running = CompletableFuture.supplyAsync(() -> sync("Two"));
        read.awaitArrival();
        superset.people().addMetric(id, "own", "COUNT(*)");
        read.release();

        Answer answer = running.join().expect(502);

        assertThat(error(answer)).startsWith("CHANGED_MEANWHILE");
        assertThat(answer.body().path("run").path("backup").isNull()).isTrue();
        assertThat(description()).isEqualTo("One");
        assertThat(metrics()).contains("own");
    }

    @Test
    void doesNotDeleteWhatSomebodyChangedMeanwhile() throws InterruptedException {
        sync("One").expect(200);
        int id = dataset().path("id").asInt();
        var read = superset.faults().on("GET", "/api/v1/dataset/" + id).after(1).hang();
        CompletableFuture<Answer> running = CompletableFuture.supplyAsync(this::delete);
        read.awaitArrival();
        superset.people().addMetric(id, "own", "COUNT(*)");
        read.release();

        Answer answer = running.join().expect(502);

        assertThat(error(answer)).startsWith("CHANGED_MEANWHILE");
        assertThat(metrics()).contains("own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"applied_model", "run"})
    void saysWhatItWroteWhenItsStorageFailsMeanwhile(String table) throws InterruptedException {
        both("One").expect(200);
        var write = superset.faults().on("PUT", DATASET).hang();
        CompletableFuture<Answer> running = CompletableFuture.supplyAsync(() -> sync("Two"));
        write.awaitArrival();
        world.service().inStorage("ALTER TABLE %s RENAME TO lost".formatted(table));
        write.release();

        Answer answer = running.join();
        world.service().inStorage("ALTER TABLE lost RENAME TO %s".formatted(table));

        assertThat(answer.expect(502).problem()).isEqualTo("sync-failed");
        assertThat(answer.runStatus()).isEqualTo("PARTLY_FAILED");
        assertThat(answer.change("orders").path("outcome").asString()).isEqualTo("APPLIED");
        assertThat(answer.text()).contains("could be recorded").doesNotContain("lost", "Exception");
        assertThat(description()).isEqualTo("Two");
        Answer again = sync("Two").expect(200);
        assertThat(again.count("unchanged")).isOne();
        assertThat(again.writes()).isZero();
    }

    @Test
    void goesOnWhenTheTokenEndsInTheMiddle() {
        sync("One").expect(200);
        superset.expireAccessTokens();
        superset.forgetSessions();

        assertThat(sync("Two").expect(200).count("updated")).isOne();
    }

    @Test
    void waitsWhereTooManyCallsAreRefused() {
        superset.faults().limitRate(6);

        assertThat(sync("One").expect(200).count("created")).isOne();
    }

    @Test
    void doesTheOthersWhenOneIsRefused() {
        sync("One").expect(200);
        superset.faults().on("PUT", DATASET).answer(422, "{\"message\": {\"description\": [\"too dull\"]}}");

        Answer answer = both("Two").expect(502);

        assertThat(answer.runStatus()).isEqualTo("PARTLY_FAILED");
        assertThat(answer.count("failed")).isOne();
        assertThat(answer.text()).contains("too dull");
        assertThat(answer.headers().firstValue("Location")).isPresent();
    }

    @Test
    void skipsTheOthersWhenTold() {
        sync("One").expect(200);
        superset.faults().on("POST", DATASETS).times(9).answer(422, "{\"message\": {\"table\": [\"no\"]}}");

        Answer answer =
                world.service().post("/sync", """
                update_strategy: CREATE, DELETE
                guards: {on_error: STOP}
                models:
                  name: %s
                  version: 1
                  defaults: {database: warehouse, schema: %s}
                  models: [{table: items}]
                """.formatted(schema, schema)).expect(502);

        assertThat(answer.change("items").path("outcome").asString()).isEqualTo("FAILED");
        assertThat(answer.change("orders").path("outcome").asString()).isEqualTo("SKIPPED");
        assertThat(superset.people().dataset(schema, "orders")).isPresent();
    }

    private Answer sync(String description) {
        return world.service().post("/sync", document(description, ""));
    }

    private Answer delete() {
        return world.service().post("/sync", """
                update_strategy: DELETE
                guards: {allow_empty: true}
                models: {version: 1, name: %s, models: []}
                """.formatted(schema));
    }

    private Answer both(String description) {
        return world.service().post("/sync", document(description, "\n    - {table: items}"));
    }

    private String document(String description, String more) {
        return """
                models:
                  version: 1
                  name: %s
                  defaults: {database: warehouse, schema: %s}
                  models:
                    - table: orders
                      description: %s
                      columns: [{name: status, label: Status}]
                      metrics: [{name: orders, aggregation: COUNT}]%s
                """.formatted(schema, schema, description, more);
    }

    private JsonNode dataset() {
        return superset.people().dataset(schema, "orders").orElseThrow();
    }

    private String description() {
        return dataset().path("description").asString("");
    }

    private List<String> metrics() {
        return dataset()
                .path("metrics")
                .valueStream()
                .map(metric -> metric.path("metric_name").asString())
                .toList();
    }

    private static String error(Answer answer) {
        return answer.change("orders").path("error").path("message").asString();
    }
}
