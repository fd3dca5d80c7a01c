package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetStandIn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of backups, and of what rests on them, where something fails or time has passed. */
class BackupFaultsTests {

    private static final String DATASET = "/api/v1/dataset/\\d+";
    private static final String EXPORT = "/api/v1/dataset/export/";

    @RegisterExtension
    private static final StandInWorld world = StandInWorld.plain();

    private static final SupersetStandIn superset = world.superset();
    private static final KillableServices services = KillableServices.in(world);
    private static final RunningService service = services.first();

    private final String schema = world.schema("orders (id bigint)");

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
        services.copy("second");
        write.release();
        String run = running.join().expect(200).id();
        assertThat(description()).isEqualTo("Two");

        try (RunningService next = services.start("second")) {
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
        return superset.people()
                .dataset(schema, "orders")
                .orElseThrow()
                .path("description")
                .asString("");
    }
}
