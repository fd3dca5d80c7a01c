package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.plan.Guards;
import dev.supersetsync.run.Backups;
import dev.supersetsync.run.CallKey;
import dev.supersetsync.run.NewRun;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import dev.supersetsync.sync.Refusal;
import dev.supersetsync.sync.Syncs.Queueing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Runs are taken back, and planned to be; and their backups are downloaded. */
@ApiTest
class RestoreTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeSyncs syncs;

    @Autowired
    private Runs runs;

    @Autowired
    private Backups backups;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void reset() {
        syncs.reset();
        for (String table : List.of("run", "backup", "backup_item", "idempotency_key")) {
            jdbc.sql("DELETE FROM " + table).update();
        }
    }

    @Test
    void aRunIsTakenBackWithoutABody() {
        String id = run("main");

        MvcTestResult answer = mvc.post().uri("/runs/{id}/restore", id).exchange();

        assertThat(answer).hasStatusOk().bodyJson().extractingPath("$.id").isEqualTo("run-1");
        assertThat(syncs.restores).singleElement().satisfies(request -> {
            assertThat(request.runId()).isEqualTo(id);
            assertThat(request.force()).isFalse();
        });
        assertThat(syncs.lastQueueing()).isEqualTo(Queueing.WAIT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"force\": true} | true",
                "application/json | {\"force\": false} | false",
                "application/json | {\"force\": null} | false",
                "application/json | {} | false",
                "application/yaml | force: true | true",
                "application/x-yaml | force: true | true",
                "text/yaml; charset=utf-8 | force: true | true",
            })
    void itsBodySaysWhetherByForce(String type, String body, boolean force) {
        assertThat(restore(run("main"), type, body)).hasStatusOk();

        assertThat(syncs.restores)
                .singleElement()
                .satisfies(request -> assertThat(request.force()).isEqualTo(force));
    }

    @Test
    void itMayComeInParts() {
        MvcTestResult answer = mvc.post()
                .uri("/runs/{id}/restore", run("main"))
                .multipart()
                .part(new MockPart("force", "true".getBytes(StandardCharsets.UTF_8)))
                .exchange();

        assertThat(answer).hasStatusOk();
        assertThat(syncs.restores)
                .singleElement()
                .satisfies(request -> assertThat(request.force()).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"froce\": true} | froce | is not known; did you mean 'force'?",
                "{\"target\": \"main\"} | target | is not known",
                "{\"guards\": {}} | guards | is not known",
                "{\"force\": \"yes\"} | force | must be true or false",
                "{\"force\": 1} | force | must be true or false",
            })
    void whatIsWrongWithABodyIsSaidWithItsPlace(String body, String path, String message) {
        MvcTestResult answer = restore(run("main"), MediaType.APPLICATION_JSON_VALUE, body);

        assertThat(answer).hasStatus(422).bodyJson().isLenientlyEqualTo("""
                        {"type": "/problems/invalid-request",
                         "violations": [{"path": "%s", "line": 1, "message": "%s"}]}
                        """.formatted(path, message));
        assertThat(syncs.restores).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense"})
    void aBodyOfAnotherTypeIsNotTakenForYaml(String type) {
        MvcTestResult answer = restore(run("main"), type, "force: true");

        assertThat(answer).hasStatus(415).bodyJson().isLenientlyEqualTo("""
                        {"type": "/problems/unsupported-media-type", "status": 415}
                        """);
        assertThat(syncs.restores).isEmpty();
    }

    @Test
    void aBodyThatDoesNotSayWhatItIsIsNotPassedOver() {
        MvcTestResult answer = mvc.post()
                .uri("/runs/{id}/restore", run("main"))
                .content("{\"force\": true}")
                .exchange();

        assertThat(answer).hasStatus(415);
        assertThat(syncs.restores).isEmpty();
    }

    @Test
    void aBodyThatCannotBeReadIsRefusedWithItsPlace() {
        MvcTestResult answer = restore(run("main"), MediaType.APPLICATION_JSON_VALUE, "{\n \"force\": tru}");

        assertThat(answer).hasStatus(400).bodyJson().isLenientlyEqualTo("""
                        {"type": "/problems/unreadable", "line": 2}
                        """);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.column")
                .asNumber()
                .satisfies(column -> assertThat(column.intValue()).isPositive());
    }

    @Test
    void anUnknownRunIsNotFound() {
        assertThat(mvc.post().uri("/runs/none/restore"))
                .hasStatus(404)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"/problems/not-found\", \"detail\": \"There is no run 'none'.\"}");
        assertThat(plan("{\"restore_of\": \"none\"}")).hasStatus(404);
        assertThat(mvc.get().uri("/runs/none/backup")).hasStatus(404);
    }

    @Test
    void anExpiredBackupIsGone() {
        String id = run("main");
        syncs.fails("refused", new Refusal.BackupExpired(id));
        syncs.plans(() -> {
            throw new Refusal.BackupExpired(id);
        });

        assertGone(mvc.post().uri("/runs/{id}/restore", id).exchange());
        assertGone(plan("{\"restore_of\": \"%s\"}".formatted(id)));
        assertGone(mvc.get().uri("/runs/{id}/backup", id).exchange());
    }

    @Test
    void itWaitsItsTurnOnlyIfItIsTo() {
        mvc.post().uri("/runs/{id}/restore?wait=false", run("main")).exchange();

        assertThat(syncs.lastQueueing()).isEqualTo(Queueing.REFUSE);
    }

    @Test
    void itIsAnsweredAtOnceForWhoPrefersThat() {
        RunReport undone = runs.create(new NewRun("main", List.of(), Map.of(), null, null, null, null, null));
        syncs.starts(() -> syncs.started(undone.id(), new CompletableFuture<>()));

        MvcTestResult answer = mvc.post()
                .uri("/runs/{id}/restore", run("main"))
                .header("Prefer", "respond-async")
                .exchange();

        assertThat(answer)
                .hasStatus(202)
                .hasHeader("Preference-Applied", "respond-async")
                .hasHeader(HttpHeaders.LOCATION, "http://localhost/runs/" + undone.id());
        assertThat(syncs.kept).hasValue(1);
    }

    @Test
    void aKeyGivesTheSameRunForTheSameRunAndBody() {
        String id = run("main");
        syncs.ends(Some.run(run("main")));

        assertThat(restoreWithKey(id, "{\"force\": false}")).hasStatusOk();
        assertThat(restoreWithKey(id, "{\"force\": false}")).hasStatusOk();
        assertThat(restoreWithKey(id, "{\"force\": true}")).hasStatusOk();
        assertThat(restoreWithKey(run("main"), "{\"force\": false}")).hasStatusOk();

        List<CallKey> keys =
                syncs.calls.stream().map(call -> call.callKey().orElseThrow()).toList();
        assertThat(keys.get(1)).isEqualTo(keys.get(0));
        assertThat(keys).extracting(CallKey::requestHash).doesNotContainNull().hasSize(4);
        assertThat(new HashSet<>(keys)).hasSize(3);
    }

    @Test
    void aPlanIsMadeToTakeARunBack() {
        String id = run("main");

        MvcTestResult answer = plan("""
                {"restore_of": "%s", "force": true, "target": "main", "guards": {"breaking_changes": "FAIL"}}
                """.formatted(id));

        assertThat(answer).hasStatus(201).hasHeader(HttpHeaders.LOCATION, "http://localhost/plans/plan-1");
        assertThat(syncs.requests).isEmpty();
        assertThat(syncs.restores).singleElement().satisfies(request -> {
            assertThat(request.runId()).isEqualTo(id);
            assertThat(request.force()).isTrue();
            assertThat(request.target()).isEqualTo("main");
            assertThat(request.guards().breakingChanges()).isEqualTo(Guards.BreakingChanges.FAIL);
        });
    }

    @Test
    void membersThatSayNothingMayStandBesideRestoreOf() {
        assertThat(plan("{\"restore_of\": \"%s\", \"models\": null, \"source\": null, \"defaults\": {}}"
                        .formatted(run("main"))))
                .hasStatus(201);
    }

    @Test
    void aRestoreNeedsNoBodyWhateverItIsSaidToBe() {
        assertThat(mvc.post()
                        .uri("/runs/{id}/restore", run("main"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(new byte[0]))
                .hasStatusOk();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"models\": {\"version\": 1, \"models\": []} | models",
                "\"update_strategy\": \"UPDATE\" | update_strategy",
                "\"strategy_set\": \"production\" | strategy_set",
                "\"name\": \"shop\" | name",
                "\"force\": \"no\" | force",
                "\"guards\": {\"breaking_changes\": \"x\"} | guards.breaking_changes",
            })
    void nothingOfASyncStandsBesideRestoreOf(String member, String path) {
        MvcTestResult answer = plan("{\"restore_of\": \"%s\", %s}".formatted(run("main"), member));

        assertThat(answer)
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.violations[*].path")
                .asArray()
                .containsExactly(path);
        assertThat(syncs.restores).isEmpty();
    }

    @Test
    void aSyncTakesNothingBack() {
        MvcTestResult answer = mvc.post()
                .uri("/sync")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"restore_of\": \"run-1\"}")
                .exchange();

        assertThat(answer).hasStatus(422).bodyJson().isLenientlyEqualTo("""
                        {"violations": [{"path": "restore_of",
                                         "message": "is only for POST /plans; POST /runs/{id}/restore takes a run back"}]}
                        """);
    }

    @Test
    void aReaderMayPlanItAndNotDoIt() {
        String id = run("main");
        String reader = ApiFakes.bearer(ApiFakes.READER);

        assertThat(mvc.post().uri("/runs/{id}/restore", id).header(HttpHeaders.AUTHORIZATION, reader))
                .hasStatus(403);
        assertThat(mvc.post()
                        .uri("/plans")
                        .header(HttpHeaders.AUTHORIZATION, reader)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"restore_of\": \"%s\"}".formatted(id)))
                .hasStatus(201);
        assertThat(syncs.restores).hasSize(1);
    }

    @Test
    void aLimitedTokenTakesBackRunsOfItsTargetOnlyAndNotByForce() {
        String spare = run("spare");

        assertThat(limited("/runs/" + run("main") + "/restore", "{}")).hasStatus(403);
        assertThat(limited("/plans", "{\"restore_of\": \"%s\"}".formatted(run("main"))))
                .hasStatus(403);
        assertThat(limited("/runs/" + spare + "/restore", "{\"force\": true}"))
                .hasStatus(403)
                .bodyText()
                .contains("force");
        assertThat(limited("/plans", "{\"restore_of\": \"%s\", \"guards\": {\"on_error\": \"STOP\"}}".formatted(spare)))
                .hasStatus(403);
        assertThat(syncs.restores).isEmpty();

        assertThat(limited("/runs/" + spare + "/restore", "{}")).hasStatusOk();
        assertThat(limited("/plans", "{\"restore_of\": \"%s\"}".formatted(spare)))
                .hasStatus(201);
    }

    @Test
    void aBackupIsDownloadedAsAZip() throws IOException {
        String id = run("main");
        backups.save(id, "main", List.of(), new byte[0]);

        MvcTestResult answer = mvc.get().uri("/runs/{id}/backup", id).exchange();

        assertThat(answer)
                .hasStatusOk()
                .hasContentType("application/zip")
                .hasHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"superset-sync-" + id + ".zip\"");
        byte[] body = answer.getResponse().getContentAsByteArray();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            assertThat(zip.getNextEntry().getName()).endsWith("/superset-sync.json");
            assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("[]");
        }
    }

    @Test
    void aRunThatWroteNothingHasNoBackup() {
        String id = runs.create(new NewRun("main", List.of(), Map.of(), null, null, null, null, null))
                .id();

        assertThat(mvc.get().uri("/runs/{id}/backup", id))
                .hasStatus(404)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"/problems/not-found\"}");
    }

    @Test
    void backupsOfOtherTargetsAreHidden() {
        String id = run("main");
        backups.save(id, "main", List.of(), new byte[0]);

        assertThat(mvc.get()
                        .uri("/runs/{id}/backup", id)
                        .header(HttpHeaders.AUTHORIZATION, ApiFakes.bearer(ApiFakes.LIMITED)))
                .hasStatus(403);
    }

    /** A run that ended, with a backup. */
    private String run(String target) {
        RunReport queued = runs.create(new NewRun(target, List.of("CREATE"), Map.of(), null, null, null, null, null));
        runs.save(Some.at(target, Some.run(queued.id(), RunStatus.SUCCEEDED, 2, null)));
        return queued.id();
    }

    private MvcTestResult restore(String id, String type, String body) {
        return mvc.post()
                .uri("/runs/{id}/restore", id)
                .header(HttpHeaders.CONTENT_TYPE, type)
                .content(body)
                .exchange();
    }

    private MvcTestResult restoreWithKey(String id, String body) {
        return mvc.post()
                .uri("/runs/{id}/restore", id)
                .header("Idempotency-Key", "undo")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult plan(String body) {
        return mvc.post()
                .uri("/plans")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult limited(String uri, String body) {
        return mvc.post()
                .uri(uri)
                .header(HttpHeaders.AUTHORIZATION, ApiFakes.bearer(ApiFakes.LIMITED))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static void assertGone(MvcTestResult answer) {
        assertThat(answer).hasStatus(410).bodyJson().isLenientlyEqualTo("""
                        {"type": "/problems/backup-expired", "status": 410}
                        """);
    }

    private static void assertReused(MvcTestResult answer) {
        assertThat(answer)
                .hasStatus(422)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"/problems/idempotency-key-reused\"}");
    }
}
