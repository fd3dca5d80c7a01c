package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.supersetsync.standin.Faults.Hanging;
import dev.supersetsync.standin.SupersetStandIn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of backups, and of what rests on them, where something fails or time has passed. */
class BackupFaultsTests {

    private static final String DATASET = "/api/v1/dataset/\\d+";
    private static final String EXPORT = "/api/v1/dataset/export/";

    @TempDir
    private static Path folder;

    @RegisterExtension
    private static final StandInWorld world = StandInWorld.plain();

    private static final SupersetStandIn superset = world.superset();
    private static RunningService service;

    private final String schema = world.schema("orders (id bigint)");

    @BeforeAll
    static void startService() {
        service = service("first");
    }

    @BeforeEach
    void isAsDeclared() {
        sync("One").expect(200);
    }

    @Test
    void aRunIsTakenBackWithoutSupersetsExport() throws IOException {
        superset.faults().on("GET", EXPORT).times(9).answer(403, "{\"message\": \"Forbidden\"}");

        Answer run = sync("Two").expect(200);

        assertThat(run.body().path("backup").toString())
                .isEqualTo("{\"complete\":false,\"missing\":[\"dataset export\"]}");
        try (var zip =
                new ZipInputStream(new ByteArrayInputStream(service.download("/runs/" + run.id() + "/backup")))) {
            assertThat(zip.getNextEntry()).hasToString("superset-sync/superset-sync.json");
            assertThat(zip.getNextEntry()).isNull();
        }
        assertThat(restore(service, run.id()).expect(200).count("updated")).isOne();
        assertThat(description()).isEqualTo("One");
    }

    @Test
    void nothingIsWrittenWhereTheBackupFails() {
        superset.faults().on("GET", EXPORT).times(9).answer(422, "{\"message\": \"no\"}");

        Answer answer = sync("Two").expect(502);

        assertThat(answer.text()).contains(EXPORT);
        assertThat(answer.body().at("/run/backup").isNull()).isTrue();
        assertThat(description()).isEqualTo("One");
    }

    @Test
    void aPlanWhoseRunNeverCameToWriteCanStillBeApplied() {
        String plan = service.post("/plans", document("Two")).expect(201).id();
        superset.faults().on("GET", EXPORT).times(99).answer(503);
        assertThat(service.post("/plans/" + plan + "/apply", "").expect(503).problem())
                .isEqualTo("superset-unavailable");
        superset.faults().clear();

        Answer run = service.post("/plans/" + plan + "/apply", "").expect(200);

        assertThat(run.count("updated")).isOne();
        assertThat(service.post("/plans/" + plan + "/apply", "").expect(409).problem())
                .isEqualTo("plan-applied");
    }

    @Test
    void aPlanThatWasNotBegunIsCheckedWhenItsRunIsTakenUpAgain() throws Exception {
        String plan = service.post("/plans", document("Two")).expect(201).id();
        killedBeforeItWrites(plan, "stale");

        try (RunningService next = service("stale")) {
            awaitItsEnd(next);

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

        try (RunningService next = service("applied")) {
            awaitItsEnd(next);

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
        copyStorage("first", "backed-up");
        describe("A person's");
        look.release();
        assertThat(running.join().expect(502).text()).contains("CHANGED_MEANWHILE");

        try (RunningService next = service("backed-up")) {
            awaitItsEnd(next);

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

        try (RunningService next = service("begun")) {
            awaitItsEnd(next);

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
        copyStorage("first", "changed-since");
        second.release();
        running.join().expect(200);
        describe("A person's");

        try (RunningService next = service("changed-since")) {
            awaitItsEnd(next);

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

        try (RunningService next = service("gone")) {
            awaitItsEnd(next);

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

        try (RunningService next = service("stopped")) {
            awaitItsEnd(next);

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
        copyStorage("first", storage);
        write.release();
        running.join().expect(200);
    }

    /** The storage is taken as it is when the run looks at Superset; its process writes nothing, since a person does. */
    private void killedBeforeItWrites(String plan, String storage) throws Exception {
        Hanging look = superset.faults().on("GET", "/api/v1/dataset/.*").hang();
        CompletableFuture<Answer> running =
                CompletableFuture.supplyAsync(() -> service.post("/plans/" + plan + "/apply", ""));
        look.awaitArrival();
        copyStorage("first", storage);
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

    private static void awaitItsEnd(RunningService service) {
        await().until(() -> Stream.of("QUEUED", "RUNNING")
                .allMatch(status -> service.get("/runs?status=" + status)
                                .body()
                                .path("total")
                                .asInt()
                        == 0));
    }

    @Test
    void anExpiredBackupTakesNothingBack() {
        String expired = sync("Two").expect(200).id();
        service.inStorage("UPDATE backup SET made_at = made_at - INTERVAL '91' DAY");
        sync("Three").expect(200);
        sync("Four").expect(200);

        assertThat(restore(service, expired).expect(410).problem()).isEqualTo("backup-expired");
        assertThat(service.get("/runs/" + expired + "/backup").expect(410).problem())
                .isEqualTo("backup-expired");
        assertThat(service.post("/plans", "restore_of: " + expired).expect(410).problem())
                .isEqualTo("backup-expired");
        assertThat(service.get("/runs/" + expired).expect(200).id()).isEqualTo(expired);
        assertThat(description()).isEqualTo("Four");
    }

    @Test
    void aKeptPlanOfAnExpiredBackupIsRefusedToo() {
        String expired = sync("Two").expect(200).id();
        String plan =
                service.post("/plans", "restore_of: " + expired).expect(201).id();
        service.inStorage("UPDATE backup SET made_at = made_at - INTERVAL '91' DAY");
        sync("Three").expect(200);
        sync("Four").expect(200);

        Answer answer = service.post("/plans/" + plan + "/apply", "");

        assertThat(answer.expect(410).problem()).isEqualTo("backup-expired");
    }

    /** The storage is taken as it is in the middle of a write, which is what a killed process leaves. */
    @Test
    void anInterruptedRunIsTakenBack() throws Exception {
        var write = superset.faults().on("PUT", DATASET).hang();
        CompletableFuture<Answer> running = CompletableFuture.supplyAsync(() -> sync("Two"));
        write.awaitArrival();
        copyStorage("first", "second");
        write.release();
        String run = running.join().expect(200).id();
        assertThat(description()).isEqualTo("Two");

        try (RunningService next = service("second")) {
            Answer interrupted = next.get("/runs/" + run).expect(200);
            assertThat(interrupted.body().path("status").asString()).isEqualTo("INTERRUPTED");
            assertThat(interrupted.body().at("/backup/complete").asBoolean()).isTrue();

            assertThat(restore(next, run).expect(200).count("updated")).isOne();
        }

        assertThat(description()).isEqualTo("One");
    }

    @Test
    void aRunAtWorkIsNotTakenBack() throws InterruptedException {
        var write = superset.faults().on("PUT", DATASET).hang();
        CompletableFuture<Answer> running = CompletableFuture.supplyAsync(() -> sync("Two"));
        write.awaitArrival();
        String run = service.get("/runs").body().at("/items/0/id").asString();

        Answer answer = restore(service, run).expect(422);
        write.release();

        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.text()).contains("has not ended");
        running.join().expect(200);
    }

    @Test
    void aRunThatFailedAfterItsBackupIsTakenBack() {
        superset.faults().on("PUT", DATASET).dropField("description");
        Answer failed = sync("Two").expect(502);
        assertThat(failed.body().at("/run/backup/complete").asBoolean()).isTrue();

        Answer undone = restore(service, failed.body().at("/run/id").asString()).expect(200);

        assertThat(undone.count("failed")).isZero();
        assertThat(description()).isEqualTo("One");
    }

    /** What came back is whole, and a chart still asks for the dataset that is gone. */
    @Test
    void aRepeatedRestoreGoesOnWithWhatHungOnADataset() {
        int gone = superset.people()
                .dataset(schema, "orders")
                .orElseThrow()
                .path("id")
                .asInt();
        int chart = superset.people().addChart(schema, gone, "id", "count", "id");
        String run = service.post("/sync", """
                update_strategy: DELETE
                guards: {breaking_changes: ALLOW, allow_empty: true}
                models: {version: 1, name: %s, models: []}
                """.formatted(schema)).expect(200).id();
        superset.faults().on("PUT", "/api/v1/chart/" + chart).answer(422, "{\"message\": \"not now\"}");

        Answer failed = restore(service, run).expect(502);
        assertThat(failed.text()).contains("not now");
        Answer repeated = restore(service, run).expect(200);

        assertThat(repeated.count("created")).isOne();
        assertThat(dataset(chart))
                .isNotEqualTo(gone)
                .isEqualTo(superset.people()
                        .dataset(schema, "orders")
                        .orElseThrow()
                        .path("id")
                        .asInt());
        assertThat(restore(service, run).expect(200).text()).contains("It is there again.");
    }

    private static int dataset(int chart) {
        return superset.people().charts().stream()
                .filter(one -> one.path("id").asInt() == chart)
                .findFirst()
                .orElseThrow()
                .path("datasource_id")
                .asInt();
    }

    private Answer sync(String description) {
        return service.post("/sync", document(description));
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

    private static Answer restore(RunningService service, String run) {
        return service.post("/runs/" + run + "/restore", "force: false");
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

    private static RunningService service(String storage) {
        return world.start(Map.of(
                "superset-sync.parallel-changes",
                "1",
                RunningService.DATA_DIR,
                folder.resolve(storage).toString()));
    }

    private static void copyStorage(String from, String to) throws IOException {
        Files.createDirectories(folder.resolve(to));
        Files.copy(
                folder.resolve(from).resolve("superset-sync.mv.db"),
                folder.resolve(to).resolve("superset-sync.mv.db"));
    }
}
