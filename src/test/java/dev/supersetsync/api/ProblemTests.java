package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.model.Violation;
import dev.supersetsync.run.Reports.ErrorReport;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.sync.Refusal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemTests {

    private static final String BODY =
            "{\"models\": {\"version\": 1, \"defaults\": {\"database\": \"wh\"}, \"models\": [{\"table\": \"t\"}]}}";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeSyncs syncs;

    @BeforeEach
    void reset() {
        syncs.reset();
    }

    @Test
    void unreadableJsonHasLineAndColumn() {
        MvcTestResult answer = post("/sync", MediaType.APPLICATION_JSON_VALUE, "{\"target\": \"main\",\n  oops}");

        assertThat(answer).hasStatus(400).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer)
                .bodyJson()
                .hasPathSatisfying(
                        "$.detail", detail -> detail.assertThat().asString().contains("line 2"));
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"type": "/problems/unreadable", "title": "The body cannot be read", "status": 400,
                 "instance": "/sync", "line": 2}
                """);
        assertThat(answer).bodyJson().extractingPath("$.column").isNotNull();
    }

    @Test
    void unreadableYamlHasLineAndColumn() {
        MvcTestResult answer =
                post("/models/validate", MediaType.APPLICATION_YAML_VALUE, "models:\n  version: 1\n bad: [\n");

        assertThat(answer).hasStatus(400).bodyJson().isLenientlyEqualTo("""
                {"type": "/problems/unreadable", "status": 400, "line": 3}
                """);
    }

    @Test
    void anEmptyBodyIsUnreadable() {
        assertThat(post("/sync", MediaType.APPLICATION_JSON_VALUE, ""))
                .hasStatus(400)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"/problems/unreadable\", \"line\": 1, \"column\": 1}");
    }

    @Test
    void invalidModelsHaveAllViolationsWithPathAndPlace() {
        MvcTestResult answer = post("/sync", MediaType.APPLICATION_YAML_VALUE, """
                models:
                  version: 1
                  models:
                    - table: orders
                      labell: x
                      columns: [{name: a}, {name: a}]
                """);

        assertThat(answer).hasStatus(422).bodyJson().isLenientlyEqualTo("""
                {"type": "/problems/invalid-models", "title": "The models are not valid", "status": 422}
                """);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.violations[*].path")
                .asArray()
                .contains("models[0].labell", "models[0].columns[1].name");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.violations[?(@.path == 'models[0].labell')].line")
                .asArray()
                .containsExactly(5);
    }

    @Test
    void violationsOfTheRequestHaveTheirOwnType() {
        syncs.starts(() -> {
            throw new Refusal.InvalidRequest(List.of(Violation.at("target", "is needed: several are configured")));
        });

        assertThat(sync()).hasStatus(422).bodyJson().isStrictlyEqualTo("""
                {"type": "/problems/invalid-request", "title": "The request is not valid", "status": 422,
                 "detail": "The request is not valid: is needed: several are configured (at target).",
                 "instance": "/sync",
                 "violations": [{"path": "target", "line": null, "column": null,
                                 "message": "is needed: several are configured"}]}
                """);
    }

    @Test
    void aContradictoryStrategyHasItsOwnType() {
        MvcTestResult answer = post(
                "/sync",
                MediaType.APPLICATION_JSON_VALUE,
                "{\"update_strategy\": [\"UPDATE\", \"REPLACE\"], \"models\": {\"version\": 1, \"models\": []}}");

        assertThat(answer).hasStatus(422).bodyJson().isLenientlyEqualTo("""
                {"type": "/problems/contradictory-strategy", "title": "The update strategy contradicts itself",
                 "status": 422}
                """);
    }

    @Test
    void unknownNamesAre404() {
        syncs.starts(() -> {
            throw new Refusal.UnknownName("target", "mian");
        });

        assertThat(sync()).hasStatus(404).bodyJson().isStrictlyEqualTo("""
                {"type": "/problems/not-found", "title": "There is no such thing", "status": 404,
                 "detail": "There is no target 'mian'.", "instance": "/sync"}
                """);
        assertThat(mvc.get().uri("/plans/none")).hasStatus(404);
        assertThat(mvc.get().uri("/runs/none")).hasStatus(404);
        assertThat(mvc.post().uri("/plans/none/apply")).hasStatus(404);
        assertThat(mvc.get().uri("/targets/none")).hasStatus(404);
        assertThat(mvc.get().uri("/strategy-sets/none")).hasStatus(404);
        assertThat(mvc.delete().uri("/strategy-sets/none")).hasStatus(404);
        assertThat(mvc.get().uri("/nowhere"))
                .hasStatus(404)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"/problems/not-found\"}");
    }

    @Test
    void methodsAndTypesThatAreNotKnownAreProblemsToo() {
        assertThat(mvc.delete().uri("/sync"))
                .hasStatus(405)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"/problems/method-not-allowed\", \"status\": 405}");
        assertThat(post("/sync", MediaType.TEXT_PLAIN_VALUE, "x"))
                .hasStatus(415)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"/problems/unsupported-media-type\", \"status\": 415}");
        assertThat(mvc.get().uri("/runs").accept(MediaType.IMAGE_PNG))
                .hasStatus(406)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"/problems/not-acceptable\", \"status\": 406}");
    }

    @ParameterizedTest
    @CsvSource({
        "breaking-changes, /problems/breaking-changes",
        "ui-edits, /problems/ui-edits",
        "breaking_changes, /problems/breaking-changes"
    })
    void refusalsByAGuardHaveThePlan(String guard, String type) {
        syncs.fails("run-1", new Refusal.RefusedByGuard(Some.plan("plan-9", guard)));

        MvcTestResult answer = sync();

        assertThat(answer).hasStatus(409);
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo(type);
        assertThat(answer).bodyJson().extractingPath("$.plan.id").isEqualTo("plan-9");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.plan.refused_by")
                .asArray()
                .containsExactly(guard);
        assertThat(answer).bodyJson().extractingPath("$.plan.changes").asArray().hasSize(1);
    }

    @Test
    void otherConflictsHaveTheirTypes() {
        assertConflict(new Refusal.StalePlan("plan-1", List.of("warehouse.dwh.orders")), "/problems/stale-plan");
        assertConflict(new Refusal.PlanApplied("plan-1", "run-1"), "/problems/plan-applied");
        assertConflict(new Refusal.TargetBusy("main"), "/problems/target-busy");
    }

    @Test
    void anIdempotencyKeyOfAnotherRequestHasItsOwnType() {
        syncs.fails("run-1", new Refusal.KeyReused());

        assertThat(withKey(BODY)).hasStatus(422).bodyJson().isLenientlyEqualTo("""
                {"type": "/problems/idempotency-key-reused", "status": 422,
                 "title": "The Idempotency-Key belongs to another request"}
                """);
    }

    @ParameterizedTest
    @EnumSource(
            value = RunStatus.class,
            names = {"PARTLY_FAILED", "FAILED", "INTERRUPTED"})
    void runsThatDidNotSucceedAre502WithTheRun(RunStatus status) {
        syncs.ends(Some.run("run-4", status, 1, new ErrorReport("PUT /api/v1/dataset/12", 500, "Fatal error")));

        MvcTestResult answer = sync();

        assertThat(answer)
                .hasStatus(502)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .hasHeader(HttpHeaders.LOCATION, "http://localhost/runs/run-4");
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"type": "/problems/sync-failed", "title": "Not every change was applied", "status": 502,
                 "run": {"id": "run-4", "status": "%s",
                         "error": {"call": "PUT /api/v1/dataset/12", "status": 500, "message": "Fatal error"}}}
                """.formatted(status));
    }

    @Test
    void aCancelledRunIsAConflictWithTheRun() {
        syncs.ends(Some.run("run-6", RunStatus.CANCELLED, 1, null));

        assertThat(sync()).hasStatus(409).bodyJson().isLenientlyEqualTo("""
                {"type": "/problems/run-cancelled", "run": {"id": "run-6", "status": "CANCELLED"}}
                """);
    }

    @Test
    void aSupersetThatIsDownIs503WithRetryAfter() {
        syncs.fails(
                "run-1", new SupersetException(Kind.UNAVAILABLE, "GET /api/v1/dataset/", null, "connection refused"));

        MvcTestResult answer = sync();

        assertThat(answer).hasStatus(503).hasHeader(HttpHeaders.RETRY_AFTER, "30");
        assertThat(answer).bodyJson().isStrictlyEqualTo("""
                {"type": "/problems/superset-unavailable", "title": "Superset cannot be reached", "status": 503,
                 "detail": "connection refused", "instance": "/sync",
                 "error": {"call": "GET /api/v1/dataset/", "status": null, "message": "connection refused"}}
                """);
    }

    @Test
    void aStorageThatIsAwayIs503WithRetryAfter() {
        syncs.plans(() -> {
            throw new CannotGetJdbcConnectionException("password of db.example.org");
        });

        MvcTestResult answer = post("/plans", MediaType.APPLICATION_JSON_VALUE, BODY);

        assertThat(answer).hasStatus(503).hasHeader(HttpHeaders.RETRY_AFTER, "5");
        assertThat(answer).bodyJson().isLenientlyEqualTo("{\"type\": \"/problems/storage-unavailable\"}");
        assertThat(answer).bodyText().doesNotContain("db.example.org");
    }

    @Test
    void aStorageThatRefusesSomethingIsOurError() {
        syncs.plans(() -> {
            throw new DataIntegrityViolationException("too long");
        });

        assertThat(post("/plans", MediaType.APPLICATION_JSON_VALUE, BODY)).hasStatus(500);
    }

    @Test
    void credentialsThatSupersetRefusesAre502() {
        syncs.plans(() -> {
            throw new SupersetException(Kind.UNAUTHORIZED, "POST /api/v1/security/login", 401, "Not authorized");
        });

        assertThat(post("/plans", MediaType.APPLICATION_JSON_VALUE, BODY))
                .hasStatus(502)
                .bodyJson()
                .isStrictlyEqualTo("""
                        {"type": "/problems/superset-unauthorized", "title": "Superset refuses the service's credentials",
                         "status": 502, "detail": "Not authorized", "instance": "/plans",
                         "error": {"call": "POST /api/v1/security/login", "status": 401, "message": "Not authorized"}}
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"REFUSED", "NOT_FOUND", "NO_ANSWER", "UNSUPPORTED"})
    void otherAnswersOfSupersetAre502(Kind kind) {
        syncs.plans(() -> {
            throw new SupersetException(kind, "GET /api/v1/dataset/", 500, "Fatal error");
        });

        assertThat(post("/plans", MediaType.APPLICATION_JSON_VALUE, BODY))
                .hasStatus(502)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"/problems/superset-error\", \"detail\": \"Fatal error\"}");
    }

    @Test
    void ourOwnErrorsTellNothingOfThemselvesButTheRun(CapturedOutput output) {
        syncs.fails("run-8", new IllegalStateException("secret 4711"));

        MvcTestResult answer = sync();

        assertThat(answer).hasStatus(500).bodyText().doesNotContain("4711", "IllegalState");
        assertThat(answer)
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"type\": \"/problems/internal-error\", \"title\": \"The service failed\", \"run_id\": \"run-8\"}");
        assertThat(output).contains("Run run-8 broke").contains("IllegalStateException");
    }

    @Test
    void otherErrorsTellNothingOfThemselves() {
        syncs.plans(() -> {
            throw new IllegalStateException("secret 4711");
        });

        assertThat(post("/plans", MediaType.APPLICATION_JSON_VALUE, BODY))
                .hasStatus(500)
                .bodyText()
                .contains("/problems/internal-error")
                .doesNotContain("4711");
    }

    @Test
    void parametersThatCannotBeReadAreViolations() {
        assertThat(mvc.get().uri("/runs?page=many")).hasStatus(422).bodyJson().isLenientlyEqualTo("""
                {"type": "/problems/invalid-request", "violations": [{"path": "page"}]}
                """);
        assertThat(mvc.post()
                        .uri("/sync?wait=perhaps")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(BODY))
                .hasStatus(422)
                .bodyJson()
                .isLenientlyEqualTo("{\"violations\": [{\"path\": \"wait\"}]}");
        assertThat(mvc.get().uri("/plans/1?include=everything"))
                .hasStatus(422)
                .bodyJson()
                .isLenientlyEqualTo("{\"violations\": [{\"path\": \"include\"}]}");
    }

    @Test
    void callsWithoutAKnownTokenAreProblemsToo() {
        assertThat(mvc.get().uri("/runs").header(HttpHeaders.AUTHORIZATION, "Bearer nobody"))
                .hasStatus(401)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"/problems/unauthorized\", \"status\": 401}");
        assertThat(mvc.post()
                        .uri("/sync")
                        .header(HttpHeaders.AUTHORIZATION, ApiFakes.bearer(ApiFakes.READER))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(BODY))
                .hasStatus(403)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"/problems/forbidden\", \"status\": 403}");
    }

    @Test
    void typesExplainThemselves() {
        assertThat(mvc.get().uri("/problems/stale-plan"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                {"type": "/problems/stale-plan", "title": "The plan no longer fits", "status": 409}
                """);
        assertThat(mvc.get().uri("/problems/none")).hasStatus(404);
    }

    private void assertConflict(Refusal refusal, String type) {
        syncs.fails("run-1", refusal);
        assertThat(sync()).hasStatus(409).bodyJson().extractingPath("$.type").isEqualTo(type);
    }

    private MvcTestResult withKey(String body) {
        return mvc.post()
                .uri("/sync")
                .header("Idempotency-Key", "key-of-a-problem")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult sync() {
        return post("/sync", MediaType.APPLICATION_JSON_VALUE, BODY);
    }

    private MvcTestResult post(String path, String type, String body) {
        return mvc.post().uri(path).contentType(type).content(body).exchange();
    }
}
