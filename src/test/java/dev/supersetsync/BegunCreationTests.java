package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.Faults.Hanging;
import dev.supersetsync.standin.SupersetStandIn;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What becomes of a creation whose process was killed in the middle of it, when another process takes its run up. A few
 * datasets are made one by one, many by one import.
 */
class BegunCreationTests {

    private static final int FEW = 2;
    private static final int MANY = 12;
    private static final String DATASET = "/api/v1/dataset/\\d+";
    private static final String EXPORT = "/api/v1/dataset/export/";
    private static final String MAKING = "/api/v1/dataset/(import/)?";

    @RegisterExtension
    private static final StandInWorld world = StandInWorld.plain();

    private static final SupersetStandIn superset = world.superset();
    private static final KillableServices services = KillableServices.in(world);
    private static final RunningService service = services.first();

    private final String schema = world.schema(IntStream.range(0, MANY)
            .mapToObj("t%d (id bigint, status text, at timestamp)"::formatted)
            .toArray(String[]::new));

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void aSyncIsFinished(int many) throws Exception {
        killedWhenItHadMade(schema, () -> service.post("/sync", document(many)));

        try (RunningService next = services.start(schema)) {
            assertThatTheRestIsDone(next, many);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void aKeptPlanIsFinished(int many) throws Exception {
        String plan = service.post("/plans", document(many)).expect(201).id();
        killedWhenItHadMade(schema, () -> service.post("/plans/" + plan + "/apply", ""));

        try (RunningService next = services.start(schema)) {
            assertThatTheRestIsDone(next, many);
            assertThat(next.post("/plans/" + plan + "/apply", "").expect(409).problem())
                    .isEqualTo("plan-applied");
        }
    }

    @Test
    void itIsFinishedWhereNothingMayBeUpdated() throws Exception {
        String document = "update_strategy: CREATE\n" + document(FEW);
        killedWhenItHadMade(schema, () -> service.post("/sync", document));

        try (RunningService next = services.start(schema)) {
            assertThatTheRestIsDone(next, FEW);
        }
    }

    @Test
    void whatSomebodyMakesAfterItWasFinishedIsTheirs() throws Exception {
        killedWhenItHadMade(schema, () -> service.post("/sync", document(FEW)));
        try (RunningService next = services.start(schema)) {
            KillableServices.awaitItsEnd(next);
            superset.people()
                    .remove(superset.people()
                            .dataset(schema, "t0")
                            .orElseThrow()
                            .path("id")
                            .asInt());
            superset.people().addDataset(schema, "t0", Map.of("id", "BIGINT"), Map.of("count", "COUNT(*)"));

            next.post("/sync", document(FEW)).expect(200);
        }

        JsonNode theirs = superset.people().dataset(schema, "t0").orElseThrow();
        assertThat(theirs.path("metrics").findValuesAsString("metric_name")).containsExactlyInAnyOrder("count", "rows");
        assertThat(theirs.path("columns").findValuesAsString("column_name")).contains("id");
        assertThat(theirs.path("extra").asString("")).doesNotContain("\"created\":true");
    }

    /**
     * The storage is taken as it is when the first datasets were made and nothing is in them yet; what its process does
     * after that Superset refuses.
     */
    private void killedWhenItHadMade(String storage, Supplier<Answer> call) throws Exception {
        Hanging look = superset.faults().on("GET", DATASET + "|" + EXPORT).hang();
        CompletableFuture<Answer> running = CompletableFuture.supplyAsync(call);
        look.awaitArrival();
        services.copy(storage);
        superset.faults().on("PUT", DATASET).always().answer(422, "{\"message\": \"killed\"}");
        superset.faults().on("DELETE", DATASET).always().answer(422, "{\"message\": \"killed\"}");
        superset.faults().on("POST", MAKING).always().answer(422, "{\"message\": \"killed\"}");
        look.release();
        running.join().expect(502);
        superset.faults().clear();
        assertThat(datasets()).isNotEmpty().noneMatch(BegunCreationTests::isComplete);
    }

    private void assertThatTheRestIsDone(RunningService next, int many) {
        KillableServices.awaitItsEnd(next);
        String id = next.get("/runs").body().at("/items/0/id").asString();
        Answer run = next.get("/runs/" + id).expect(200);
        Answer killed =
                next.get("/runs/" + run.body().path("retry_of").asString()).expect(200);

        assertThat(killed.runStatus()).isEqualTo("INTERRUPTED");
        assertThat(run.runStatus()).isEqualTo("SUCCEEDED");
        assertThat(run.count("created") + run.count("updated")).isEqualTo(many);
        assertThat(run.body().path("warnings")).isEmpty();
        assertThat(datasets()).hasSize(many).allMatch(BegunCreationTests::isComplete);
        Answer again = next.post("/sync", "update_strategy: [CREATE, REPLACE]\n" + document(many))
                .expect(200);
        assertThat(again.count("unchanged")).isEqualTo(many);
        assertThat(again.writes()).isZero();
    }

    private List<JsonNode> datasets() {
        return superset.people().datasets().stream()
                .filter(dataset -> dataset.path("schema").asString().equals(schema))
                .toList();
    }

    /** Also without the metric {@code count} that Superset makes by itself. */
    private static boolean isComplete(JsonNode dataset) {
        return dataset.path("description").asString("").equals("One")
                && dataset.path("main_dttm_col").asString("").equals("at")
                && dataset.path("columns").size() == 2
                && dataset.path("metrics").findValuesAsString("metric_name").equals(List.of("rows"))
                && dataset.path("extra").asString("").contains("\"created\":true");
    }

    private String document(int many) {
        String models = IntStream.range(0, many).mapToObj("""
                            - {table: t%d, description: One, columns: [{name: status, label: Status}, {name: at}],
                               metrics: [{name: rows, aggregation: COUNT}]}
                        """::formatted).collect(Collectors.joining());
        return """
                models:
                  version: 1
                  name: %s
                  defaults: {database: warehouse, schema: %s}
                  models:
                """.formatted(schema, schema) + models;
    }
}
