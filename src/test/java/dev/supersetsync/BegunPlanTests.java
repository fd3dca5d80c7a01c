package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.Faults.Hanging;
import dev.supersetsync.standin.SupersetStandIn;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a kept plan whose process was killed while it applied it, when another process takes its run up. */
class BegunPlanTests {

    private static final String DATASET = "/api/v1/dataset/\\d+";

    @RegisterExtension
    private static final StandInWorld world = StandInWorld.plain();

    private static final SupersetStandIn superset = world.superset();
    private static final KillableServices services = KillableServices.in(world);
    private static final RunningService service = services.first();

    private final String schema = world.schema("orders (id bigint)");

    @BeforeEach
    void isAsDeclared() {
        service.post("/sync", document("One")).expect(200);
    }

    @Test
    void aPlanThatWasNotBegunIsCheckedWhenItsRunIsTakenUpAgain() throws Exception {
        String plan = service.post("/plans", document("Two")).expect(201).id();
        killedBeforeItWrites(plan, "stale");

        try (RunningService next = services.start("stale")) {
            KillableServices.awaitItsEnd(next);

            assertThat(next.get("/runs?status=FAILED")
                            .body()
                            .at("/items/0/retry_of")
                            .asString(""))
                    .isNotEmpty();
            assertThat(next.post("/plans/" + plan + "/apply", "").expect(409).problem())
                    .isEqualTo("stale-plan");
        }
        assertThat(description()).isEqualTo("A person's");
    }

    @Test
    void aPlanAppliesOnceAlsoWhereItsRunIsTakenUpAgain() throws Exception {
        String plan = service.post("/plans", document("Two")).expect(201).id();
        killedBeforeItWrites(plan, "applied");
        describe("One");

        try (RunningService next = services.start("applied")) {
            KillableServices.awaitItsEnd(next);

            assertThat(description()).isEqualTo("Two");
            assertThat(next.post("/plans/" + plan + "/apply", "").expect(409).problem())
                    .isEqualTo("plan-applied");
        }
    }

    /** Its process died when it had its backup and looked at the dataset once more before its first write. */
    @Test
    void aPlanThatWasBackedUpAndNotWrittenIsCheckedWhenItsRunIsTakenUpAgain() throws Exception {
        String plan = service.post("/plans", document("Two")).expect(201).id();
        Hanging look = superset.faults().on("GET", DATASET).after(1).hang();
        CompletableFuture<Answer> running = applying(plan);
        look.awaitArrival();
        services.copy("backed-up");
        describe("A person's");
        look.release();
        assertThat(running.join().expect(502).text()).contains("CHANGED_MEANWHILE");

        try (RunningService next = services.start("backed-up")) {
            KillableServices.awaitItsEnd(next);

            Answer retry = next.get("/runs?status=FAILED");
            assertThat(retry.body().at("/items/0/retry_of").asString("")).isNotEmpty();
            assertThat(retry.body().at("/items/0/error/message").asString(""))
                    .contains(plan)
                    .doesNotContain("may have written");
            assertThat(next.post("/plans/" + plan + "/apply", "").expect(409).problem())
                    .isEqualTo("stale-plan");
        }
        assertThat(description()).isEqualTo("A person's");
    }

    /** Its process died in its first write, of {@code orders}; what is left of the plan moves before it is taken up. */
    @Test
    void aPlanThatWasBegunTellsWhatBecameOfEachOfItsChanges() throws Exception {
        superset.warehouse()
                .execute("CREATE TABLE %1$s.items (id bigint); CREATE TABLE %1$s.parts (id bigint)".formatted(schema));
        service.post("/sync", three("One")).expect(200);
        String plan = service.post("/plans", three("Two")).expect(201).id();
        killedInItsFirstWrite(plan, "begun");
        describe("items", "A person's");
        describe("parts", "One");

        try (RunningService next = services.start("begun")) {
            KillableServices.awaitItsEnd(next);

            String id = next.get("/runs").body().at("/items/0/id").asString();
            Answer retry = next.get("/runs/" + id + "?include=unchanged");
            assertThat(retry.body().path("retry_of").asString("")).isNotEmpty();
            assertThat(retry.runStatus()).isEqualTo("PARTLY_FAILED");
            assertThat(retry.count("unchanged")).isOne();
            assertThat(retry.count("updated")).isOne();
            assertThat(retry.count("failed")).isOne();
            assertThat(retry.body().path("changes").findValuesAsString("message"))
                    .singleElement()
                    .asString()
                    .startsWith("CHANGED_MEANWHILE");
        }
        assertThat(List.of(description(), description("items"), description("parts")))
                .containsExactly("Two", "A person's", "Two");
    }

    /** The same, and nothing of the plan moved but what the attempt wrote: that was applied, and was changed since. */
    @Test
    void whatAnInterruptedAttemptWroteAndSomebodyChangedSinceIsTold() throws Exception {
        superset.warehouse().execute("CREATE TABLE %1$s.items (id bigint)".formatted(schema));
        String both = document("One").replace("}]\n", "}, {table: items, description: One}]\n");
        service.post("/sync", both).expect(200);
        String plan =
                service.post("/plans", both.replace("One", "Two")).expect(201).id();
        Hanging second = superset.faults().on("PUT", DATASET).after(1).hang();
        CompletableFuture<Answer> running = applying(plan);
        second.awaitArrival();
        services.copy("changed-since");
        second.release();
        running.join().expect(200);
        describe("A person's");

        try (RunningService next = services.start("changed-since")) {
            KillableServices.awaitItsEnd(next);

            String id = next.get("/runs").body().at("/items/0/id").asString();
            Answer retry = next.get("/runs/" + id);
            assertThat(retry.runStatus()).isEqualTo("SUCCEEDED");
            assertThat(retry.body().path("warnings").findValuesAsString("code")).containsExactly("CHANGED_SINCE");
            assertThat(retry.body().at("/warnings/0/dataset/name").asString()).isEqualTo("orders");
        }
        assertThat(description()).isEqualTo("A person's");
    }

    @Test
    void aDeletionThatIsGoneWhenItsRunIsTakenUpAgainIsTold() throws Exception {
        superset.warehouse().execute("CREATE TABLE %1$s.items (id bigint)".formatted(schema));
        service.post("/sync", document("One").replace("}]\n", "}, {table: items}]\n"))
                .expect(200);
        String plan = service.post("/plans", """
                        update_strategy: [CREATE, UPDATE, DELETE]
                        guards: {max_delete_percent: 100}
                        """ + document("Two")).expect(201).id();
        killedInItsFirstWrite(plan, "gone");

        try (RunningService next = services.start("gone")) {
            KillableServices.awaitItsEnd(next);

            String id = next.get("/runs").body().at("/items/0/id").asString();
            Answer retry = next.get("/runs/" + id);
            assertThat(retry.body().path("retry_of").asString("")).isNotEmpty();
            assertThat(retry.runStatus()).isEqualTo("SUCCEEDED");
            assertThat(retry.body().path("warnings").findValuesAsString("code")).containsExactly("CHANGED_SINCE");
            assertThat(retry.body().at("/warnings/0/dataset/name").asString()).isEqualTo("items");
        }
    }

    @Test
    void nothingMoreIsWrittenWhereAFailureStopsTheRestOfAPlanThatWasBegun() throws Exception {
        superset.warehouse()
                .execute("CREATE TABLE %1$s.items (id bigint); CREATE TABLE %1$s.parts (id bigint)".formatted(schema));
        service.post("/sync", three("One")).expect(200);
        String plan = service.post("/plans", "guards: {on_error: STOP}\n" + three("Two"))
                .expect(201)
                .id();
        killedInItsFirstWrite(plan, "stopped");
        describe("items", "A person's");
        describe("parts", "One");

        try (RunningService next = services.start("stopped")) {
            KillableServices.awaitItsEnd(next);

            String id = next.get("/runs").body().at("/items/0/id").asString();
            assertThat(next.get("/runs/" + id).count("failed")).isOne();
        }
        assertThat(List.of(description(), description("items"), description("parts")))
                .containsExactly("Two", "A person's", "One");
    }

    private String three(String description) {
        return document(description)
                .replace(
                        "}]\n",
                        "}, {table: items, description: %1$s}, {table: parts, description: %1$s}]\n"
                                .formatted(description));
    }

    private CompletableFuture<Answer> applying(String plan) {
        return CompletableFuture.supplyAsync(() -> service.post("/plans/" + plan + "/apply", ""));
    }

    /** The storage is taken as it is in the middle of the first write, which arrives. */
    private void killedInItsFirstWrite(String plan, String storage) throws Exception {
        Hanging write = superset.faults().on("PUT", DATASET).hang();
        CompletableFuture<Answer> running = applying(plan);
        write.awaitArrival();
        services.copy(storage);
        write.release();
        running.join().expect(200);
    }

    /** The storage is taken as it is when the run looks at Superset; its process writes nothing, since a person does. */
    private void killedBeforeItWrites(String plan, String storage) throws Exception {
        Hanging look = superset.faults().on("GET", "/api/v1/dataset/.*").hang();
        CompletableFuture<Answer> running = applying(plan);
        look.awaitArrival();
        services.copy(storage);
        describe("A person's");
        look.release();
        assertThat(running.join().expect(409).problem()).isEqualTo("stale-plan");
    }

    private void describe(String description) {
        describe("orders", description);
    }

    private void describe(String table, String description) {
        int id = superset.people()
                .dataset(schema, table)
                .orElseThrow()
                .path("id")
                .asInt();
        superset.people().edit(id, dataset -> dataset.put("description", description));
    }

    private String document(String description) {
        return """
                models:
                  version: 1
                  name: %s
                  defaults: {database: warehouse, schema: %s}
                  models: [{table: orders, description: %s, columns: [{name: id}]}]
                """.formatted(schema, schema, description);
    }

    private String description() {
        return description("orders");
    }

    private String description(String table) {
        return superset.people()
                .dataset(schema, table)
                .orElseThrow()
                .path("description")
                .asString("");
    }
}
