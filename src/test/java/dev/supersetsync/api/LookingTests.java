package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.run.NewRun;
import dev.supersetsync.run.Plans;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class LookingTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeSyncs syncs;

    @Autowired
    private Plans plans;

    @Autowired
    private Runs runs;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void reset() {
        syncs.reset();
        jdbc.sql("DELETE FROM run").update();
        jdbc.sql("DELETE FROM plan").update();
    }

    @Test
    void aPlanIsMadeAndHasAnAddress() {
        MvcTestResult answer = mvc.post()
                .uri("/plans")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"models\": {\"version\": 1, \"models\": []}}")
                .exchange();

        assertThat(answer).hasStatus(201).hasHeader(HttpHeaders.LOCATION, "http://localhost/plans/plan-1");
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"id": "plan-1", "target": "main", "created_at": "2026-03-01T03:00:00Z", "has_changes": true,
                 "fingerprint": "abc", "update_strategy": ["CREATE", "UPDATE"],
                 "summary": {"updated": 1, "unchanged": 1, "withheld": 1}}
                """);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.changes[*].action")
                .asArray()
                .containsExactly("UPDATE");
    }

    @Test
    void aPlanIsShownWithOrWithoutTheUnchanged() {
        plans.save(Some.plan("plan-2"), new byte[0], "");

        assertThat(mvc.get().uri("/plans/plan-2"))
                .bodyJson()
                .extractingPath("$.changes")
                .asArray()
                .hasSize(1);
        assertThat(mvc.get().uri("/plans/plan-2?include=unchanged"))
                .bodyJson()
                .extractingPath("$.changes")
                .asArray()
                .hasSize(2);
    }

    @Test
    void runsAreListedTheNewestFirstInPages() {
        String first = run("main", RunStatus.SUCCEEDED);
        String second = run("main", RunStatus.FAILED);
        String third = run("spare", RunStatus.SUCCEEDED);

        assertThat(mvc.get().uri("/runs?size=2")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"items": [{"id": "%s"}, {"id": "%s"}], "page": 0, "size": 2, "total": 3}
                """.formatted(
                        third, second));
        assertThat(mvc.get().uri("/runs?size=2&page=1")).bodyJson().isLenientlyEqualTo("""
                {"items": [{"id": "%s"}], "page": 1, "size": 2, "total": 3}
                """.formatted(first));
        assertIds("/runs", third, second, first);
        assertThat(mvc.get().uri("/runs")).bodyJson().extractingPath("$.size").isEqualTo(50);
    }

    @Test
    void runsAreFiltered() {
        String failed = run("main", RunStatus.FAILED);
        String spare = run("spare", RunStatus.SUCCEEDED);

        assertIds("/runs?target=spare", spare);
        assertIds("/runs?status=FAILED", failed);
        assertIds("/runs?status=failed", failed);
        assertIds("/runs?since=2026-03-01", spare, failed);
        assertIds("/runs?since=2026-03-01T03:00:00Z", spare, failed);
        assertIds("/runs?since=2026-03-01T05:00:00+02:00", spare, failed);
        assertIds("/runs?since=2026-03-02");
        assertIds("/runs?job=nightly");
    }

    @Test
    void filtersThatCannotBeMeantAreViolations() {
        assertViolation("/runs?status=DONE", "status");
        assertViolation("/runs?since=yesterday", "since");
        assertViolation("/runs?page=-1", "page");
        assertViolation("/runs?size=0", "size");
        assertViolation("/runs?size=201", "size");
        assertThat(mvc.get().uri("/runs?target=none")).hasStatus(404);
    }

    @Test
    void aRunIsShownWithOrWithoutTheUnchanged() {
        String id = run("main", RunStatus.SUCCEEDED);

        assertThat(mvc.get().uri("/runs/{id}", id))
                .bodyJson()
                .extractingPath("$.changes")
                .asArray()
                .hasSize(1);
        assertThat(mvc.get().uri("/runs/{id}?include=unchanged", id))
                .bodyJson()
                .extractingPath("$.changes")
                .asArray()
                .hasSize(2);
    }

    @Test
    void targetsAreShownWithoutSecretsAndWithTheirLastRun() {
        String id = run("main", RunStatus.SUCCEEDED);

        assertThat(mvc.get().uri("/targets/main")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"name": "main", "url": "https://main.example.org", "reachable": true, "version": "6.1.0",
                 "last_run": {"id": "%s", "status": "SUCCEEDED"}}
                """.formatted(id));
        assertThat(mvc.get().uri("/targets/spare")).bodyJson().isStrictlyEqualTo("""
                {"name": "spare", "url": "https://spare.example.org", "reachable": false, "version": null,
                 "problem": "connection refused", "last_run": null}
                """);
        assertThat(mvc.get().uri("/targets")).bodyJson().isLenientlyEqualTo("""
                {"items": [{"name": "main"}, {"name": "spare"}], "page": 0, "size": 50, "total": 2}
                """);
    }

    @Test
    void answersAreYamlForWhoWantsThat() {
        assertThat(mvc.get().uri("/targets/spare").accept(MediaType.APPLICATION_YAML))
                .hasStatusOk()
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_YAML)
                .bodyText()
                .contains("last_run: null", "name: \"spare\"");
    }

    @Test
    void theSchemaOfDocumentsIsPublished() {
        assertThat(mvc.get().uri("/models/schema"))
                .hasStatusOk()
                .hasContentTypeCompatibleWith("application/schema+json")
                .bodyJson()
                .extractingPath("$.$schema")
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(mvc.get().uri("/models/schema").accept(MediaType.APPLICATION_JSON))
                .hasStatusOk();
    }

    @Test
    void documentsAreValidated() {
        assertThat(validate("{\"models\": {\"version\": 1, \"models\": []}}"))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("{\"valid\": true, \"violations\": [], \"warnings\": []}");
        assertThat(validate("{\"models\": {\"version\": 2, \"models\": []}}"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"valid\": false, \"violations\": [{\"path\": \"version\", \"line\": 1}], \"warnings\": []}");
        assertThat(validate("{\"model\": {}}")).hasStatus(422);
    }

    @Test
    void showsWhatModelsBecome() {
        var models =
                "{\"models\": {\"version\": 1, \"defaults\": {\"database\": \"wh\"}, \"models\": [{\"table\": \"t\"}]}}";

        assertThat(post("/models/convert", models)).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                        {"document": {"version": 1, "models": [{"table": "t", "database": "wh", "catalog": null,
                            "schema": null, "undeclared_columns": "INCLUDE", "columns": [], "metrics": []}]},
                         "warnings": []}
                        """);
        assertThat(post("/models/convert", "{\"models\": {\"version\": 2, \"models\": []}}"))
                .hasStatus(422);
    }

    @Test
    void showsWhatModelsBecomeAsOneWritesThem() {
        assertThat(mvc.post()
                        .uri("/models/convert")
                        .contentType(MediaType.APPLICATION_JSON)
                        .accept(MediaType.APPLICATION_YAML)
                        .content("{\"models\": {\"version\": 1, \"name\": \"shop\", \"models\": []}}"))
                .hasStatusOk()
                .bodyText()
                .isEqualTo("document:\n  version: 1\n  name: \"shop\"\n  models: []\nwarnings: []\n");
    }

    @Test
    void readsAConfiguredSource() {
        assertThat(post("/models/convert", "{\"source\": \"shop\"}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.document.models[*].table")
                .asArray()
                .containsExactly("orders");
        assertThat(post("/models/validate", "{\"source\": \"shop\"}"))
                .hasStatusOk()
                .bodyText()
                .contains("true");
        assertThat(post("/sync", "{\"source\": \"shpo\"}"))
                .hasStatus(404)
                .bodyText()
                .contains("There is no source 'shpo'.");
        assertThat(post("/sync", "{\"source\": \"gone\"}"))
                .hasStatus(502)
                .bodyText()
                .contains("/problems/source-unavailable", "gone.yaml: there is no such file");
    }

    private MvcTestResult validate(String body) {
        return post("/models/validate", body);
    }

    private MvcTestResult post(String uri, String body) {
        return mvc.post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private void assertIds(String uri, Object... ids) {
        assertThat(mvc.get().uri(URI.create(uri.replace("+", "%2B"))))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[*].id")
                .asArray()
                .containsExactly(ids);
    }

    private void assertViolation(String uri, String path) {
        assertThat(mvc.get().uri(uri))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.violations[*].path")
                .asArray()
                .containsExactly(path);
    }

    private String run(String target, RunStatus status) {
        RunReport queued = runs.create(new NewRun(target, List.of("CREATE"), Map.of(), null, null, null, null, null));
        RunReport ended = Some.run(queued.id(), status, 1, null);
        runs.save(Some.at(target, ended));
        return queued.id();
    }
}
