package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.supersetsync.model.Model;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.UpdateStrategy;
import dev.supersetsync.run.NewRun;
import dev.supersetsync.run.Plans;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Runs;
import dev.supersetsync.sync.Refusal;
import dev.supersetsync.sync.Syncs.Queueing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class SyncControllerTests {

    private static final String BODY = """
            {"target": "main", "strategy_set": "production", "update_strategy": "create|delete",
             "guards": {"breaking_changes": "FAIL", "max_delete_percent": 10, "take_over": true, "read": "FULL",
                        "rewrite_charts": false, "ui_edits": null},
             "format": "native", "source": null, "name": "shop", "defaults": {"schema": "dwh"},
             "database_names": {"wh": "warehouse"},
             "models": {"version": 1, "models": [{"table": "orders", "database": "wh"}]}}
            """;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeSyncs syncs;

    @Autowired
    private Runs runs;

    @Autowired
    private Plans plans;

    @BeforeEach
    void reset() {
        syncs.reset();
    }

    /** What cannot be answered is not done either. */
    @ParameterizedTest
    @CsvSource({
        "POST, /sync",
        "POST, /plans",
        "POST, /plans/plan-1/apply",
        "POST, /runs/run-1/restore",
        "POST, /runs/run-1/cancel",
        "POST, /jobs/plain/run",
        "POST, /jobs/plain/pause",
        "PUT, /strategy-sets/unwritten",
    })
    void nothingIsDoneForWhoWantsAnotherAnswer(HttpMethod method, String path) {
        for (String accepted : List.of("text/plain", "text/markdown", "application/xml")) {
            assertThat(asking(method, path, accepted))
                    .hasStatus(406)
                    .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .bodyJson()
                    .isLenientlyEqualTo("{\"type\": \"/problems/not-acceptable\"}");
        }
        assertThat(syncs.calls).isEmpty();
        assertThat(syncs.requests).isEmpty();
        assertThat(syncs.cancelled).isEmpty();
        assertThat(mvc.get().uri("/strategy-sets/unwritten")).hasStatus(404);
        assertThat(mvc.get().uri("/jobs/plain"))
                .bodyJson()
                .extractingPath("$.paused")
                .isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({
        ", application/json",
        "*/*, application/json",
        "application/json, application/json",
        "application/*, application/json",
        "'application/json, application/problem+json', application/json",
        "application/yaml, application/yaml",
        "'application/yaml, application/problem+json', application/yaml",
        "'text/plain, */*;q=0.1', application/json",
    })
    void theAnswerIsOfTheWantedType(@Nullable String accepted, String type) {
        assertThat(asking(HttpMethod.POST, "/sync", accepted)).hasStatusOk().hasContentTypeCompatibleWith(type);
        assertThat(syncs.requests).hasSize(1);
    }

    private MvcTestResult asking(HttpMethod method, String path, @Nullable String accepted) {
        var request = mvc.method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(
                        path.startsWith("/strategy-sets")
                                ? "{\"update_strategy\": \"CREATE\"}"
                                : "{\"models\": {\"version\": 1, \"models\": []}}");
        return (accepted == null ? request : request.header(HttpHeaders.ACCEPT, accepted)).exchange();
    }

    @Test
    void answersWithTheRun() {
        MvcTestResult answer = sync(BODY);

        assertThat(answer).hasStatusOk().hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON);
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                        {"id": "run-1", "status": "SUCCEEDED", "target": "main", "update_strategy": ["CREATE", "UPDATE"],
                         "guards": {"breaking_changes": "WITHHOLD"}, "plan_id": null,
                         "summary": {"created": 0, "updated": 1, "replaced": 0, "deleted": 0, "unchanged": 1,
                                     "withheld": 1, "failed": 0},
                         "changes": [{"action": "UPDATE", "superset_id": 12, "outcome": "APPLIED", "error": null,
                                      "dataset": {"database": "warehouse", "catalog": null, "schema": "dwh", "name": "orders"},
                                      "fields": [{"path": "columns.status.label", "before": null, "after": "Status",
                                                  "overwrites_ui_edit": false}], "impact": []}],
                         "withheld": [{"action": "DELETE", "path": null, "reason": "USED", "message": "1 chart uses it",
                                       "impact": [{"kind": "CHART", "id": 4, "name": "Sales", "uses": ["metric revenue"],
                                                   "effect": "BREAKS", "certain": true}]}],
                         "warnings": [], "backup": {"complete": true, "missing": []},
                         "requests": {"reads": 3, "writes": 2},
                         "started_at": "2026-03-01T03:00:00Z", "finished_at": "2026-03-01T03:00:04Z"}
                        """);
        assertThat(answer).bodyJson().extractingPath("$.changes").asArray().hasSize(1);
    }

    @Test
    void listsUnchangedDatasetsForWhoAsks() {
        MvcTestResult answer = mvc.post()
                .uri("/sync?include=unchanged")
                .contentType(MediaType.APPLICATION_JSON)
                .content(BODY)
                .exchange();

        assertThat(answer)
                .bodyJson()
                .extractingPath("$.changes[*].action")
                .asArray()
                .containsExactly("UPDATE", "UNCHANGED");
    }

    @Test
    void handsTheWholeRequestOn() {
        sync(BODY);

        var request = syncs.lastRequest();
        assertThat(request.target()).isEqualTo("main");
        assertThat(request.strategySet()).isEqualTo("production");
        assertThat(request.updateStrategy()).isEqualTo(UpdateStrategy.parse(List.of("CREATE|DELETE")));
        assertThat(request.guards().breakingChanges()).isEqualTo(Guards.BreakingChanges.FAIL);
        assertThat(request.guards().maxDeletePercent()).isEqualTo(10);
        assertThat(request.guards().takeOver()).isTrue();
        assertThat(request.guards().uiEdits()).isNull();
        assertThat(request.document().name()).isEqualTo("shop");
        assertThat(request.document().models())
                .singleElement()
                .extracting(Model::database, Model::schema, Model::table)
                .containsExactly("warehouse", "dwh", "orders");
    }

    @Test
    void readsYamlOfTheSameShape() {
        MvcTestResult answer = mvc.post()
                .uri("/sync")
                .contentType(MediaType.APPLICATION_YAML)
                .content("""
                        update_strategy: [CREATE, UPDATE]
                        models:
                          version: 1
                          name: shop
                          defaults: {database: warehouse}
                          models:
                            - table: orders
                        """)
                .exchange();

        assertThat(answer).hasStatusOk();
        assertThat(syncs.lastRequest().target()).isNull();
        assertThat(syncs.lastRequest().document().name()).isEqualTo("shop");
    }

    @Test
    void readsFilesAndFieldsOfAForm() {
        MvcTestResult answer = mvc.post()
                .uri("/sync")
                .multipart()
                .part(file("orders.yaml", "version: 1\nname: shop\nmodels: [{table: orders}]\n"))
                .part(file("items.json", "{\"version\": 1, \"models\": [{\"table\": \"items\"}]}"))
                .part(part("update_strategy", "CREATE"), part("update_strategy", "DELETE"))
                .part(part("guards", "{\"take_over\": true}"), part("defaults", "{\"database\": \"warehouse\"}"))
                .part(part("target", "main"), part("format", "native"))
                .exchange();

        assertThat(answer).hasStatusOk();
        var request = syncs.lastRequest();
        assertThat(request.target()).isEqualTo("main");
        assertThat(request.updateStrategy()).isEqualTo(UpdateStrategy.parse(List.of("CREATE|DELETE")));
        assertThat(request.guards().takeOver()).isTrue();
        assertThat(request.document().name()).isEqualTo("shop");
        assertThat(request.document().models())
                .extracting(Model::database, Model::table)
                .containsExactly(tuple("warehouse", "orders"), tuple("warehouse", "items"));
    }

    @Test
    void waitsForItsTurnUnlessToldOtherwise() {
        sync(BODY);
        assertThat(syncs.lastQueueing()).isEqualTo(Queueing.WAIT);

        mvc.post()
                .uri("/sync?wait=false")
                .contentType(MediaType.APPLICATION_JSON)
                .content(BODY)
                .exchange();
        assertThat(syncs.lastQueueing()).isEqualTo(Queueing.REFUSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"respond-async", "wait=1"})
    void answersWith202WhereTheCallerDoesNotWaitThatLong(String prefer) {
        RunReport queued = queued();
        syncs.starts(() -> syncs.started(queued.id(), new CompletableFuture<>()));

        MvcTestResult answer = sync(BODY, "Prefer", prefer);

        assertThat(answer)
                .hasStatus(HttpStatus.ACCEPTED)
                .hasHeader("Preference-Applied", prefer)
                .hasHeader(HttpHeaders.LOCATION, "http://localhost/runs/" + queued.id());
        assertThat(answer).bodyJson().extractingPath("$.id").isEqualTo(queued.id());
        assertThat(answer).bodyJson().extractingPath("$.status").isEqualTo("QUEUED");
        assertThat(syncs.kept).hasValue(1);
    }

    @Test
    void answersWithTheRefusalWhereTheRunIsGoneBeforeItCouldBeKept() {
        syncs.fails("gone", new Refusal.TargetBusy("main"));

        assertThat(sync(BODY, "Prefer", "respond-async")).hasStatus(409);
    }

    @Test
    void answersWith200WhereTheRunEndsWithinTheWait() {
        MvcTestResult answer = sync(BODY, "Prefer", "wait=30");

        assertThat(answer).hasStatusOk().hasHeader("Preference-Applied", "wait=30");
        assertThat(syncs.kept).hasValue(0);
    }

    @Test
    void appliesAKeptPlan() {
        plans.save(Some.plan("plan-7"), new byte[0], "");

        MvcTestResult answer = mvc.post().uri("/plans/plan-7/apply").exchange();

        assertThat(answer).hasStatusOk().bodyJson().extractingPath("$.id").isEqualTo("run-1");
        assertThat(syncs.applied).containsExactly("plan-7");
    }

    private RunReport queued() {
        return runs.create(new NewRun("main", List.of("CREATE"), Map.of(), null, null, null, null, null));
    }

    private MvcTestResult sync(String body, String... header) {
        var request =
                mvc.post().uri("/sync").contentType(MediaType.APPLICATION_JSON).content(body);
        return (header.length == 0 ? request : request.header(header[0], header[1])).exchange();
    }

    private static MockPart file(String name, String content) {
        return new MockPart("models", name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static MockPart part(String name, String value) {
        return new MockPart(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
