package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.run.NewRun;
import dev.supersetsync.run.Plans;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Runs;
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

/** What is left to a token that is limited to target {@code spare} and strategy set {@code production}. */
@ApiTest
class LimitedCallerTests {

    private static final String MODELS = "\"models\": {\"version\": 1, \"models\": []}";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeSyncs syncs;

    @Autowired
    private Runs runs;

    @Autowired
    private Plans plans;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void reset() {
        syncs.reset();
        jdbc.sql("DELETE FROM run").update();
        jdbc.sql("DELETE FROM plan").update();
    }

    @Test
    void itHasItsOneStrategySet() {
        assertThat(sync("{\"target\": \"spare\", " + MODELS + "}")).hasStatusOk();

        assertThat(syncs.lastRequest().strategySet()).isEqualTo("production");
    }

    @Test
    void itHasNoOtherTargetStrategySetOrStrategyOfItsOwn() {
        assertForbidden("{\"target\": \"main\", " + MODELS + "}", "limited to spare");
        assertForbidden("{\"target\": \"spare\", \"strategy_set\": \"development\", " + MODELS + "}", "production");
        assertForbidden("{\"target\": \"spare\", \"update_strategy\": \"CREATE\", " + MODELS + "}", "update_strategy");
        assertForbidden("{\"target\": \"spare\", \"guards\": {\"take_over\": true}, " + MODELS + "}", "guards");
        assertThat(syncs.requests).isEmpty();
    }

    @Test
    void itSeesRunsOfItsTargetOnly() {
        String hidden = run("main");
        String visible = run("spare");

        assertThat(get("/runs")).bodyJson().isLenientlyEqualTo("""
                {"items": [{"id": "%s"}], "page": 0, "size": 50, "total": 1}
                """.formatted(visible));
        assertThat(get("/runs?target=main")).hasStatus(403);
        assertThat(get("/runs/" + hidden)).hasStatus(403);
        assertThat(get("/runs/" + visible)).hasStatusOk();
        assertThat(get("/runs/" + hidden + "/events")).hasStatus(403);
    }

    @Test
    void aTokenForSeveralTargetsSeesTheirRunsInOnePageAfterTheOther() {
        String first = run("main");
        String second = run("spare");
        run("elsewhere");
        String third = run("main");

        assertPage("/runs?size=2", third, second);
        assertPage("/runs?size=2&page=1", first);
        assertThat(several("/runs?size=2")).bodyJson().extractingPath("$.total").isEqualTo(3);
    }

    @Test
    void itSeesItsTargetAndStrategySetOnly() {
        assertThat(get("/targets"))
                .bodyJson()
                .extractingPath("$.items[*].name")
                .asArray()
                .containsExactly("spare");
        assertThat(get("/targets/main")).hasStatus(403);
        assertThat(get("/strategy-sets"))
                .bodyJson()
                .extractingPath("$.items[*].name")
                .asArray()
                .containsExactly("production");
        assertThat(get("/strategy-sets/development")).hasStatus(403);
    }

    @Test
    void itHasNoPlansOfOtherTargets() {
        plans.save(Some.plan("plan-3"), new byte[0], "");

        assertThat(get("/plans/plan-3"))
                .hasStatus(403)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"/problems/forbidden\", \"status\": 403}");
        assertThat(mvc.post().uri("/plans/plan-3/apply").header(HttpHeaders.AUTHORIZATION, limited()))
                .hasStatus(403);
        assertThat(syncs.applied).isEmpty();
    }

    @Test
    void itAppliesPlansThatTakeARunOfItsTargetBackAsItMayItself() {
        assertThat(applyKept("plan-4", "spare", Guards.DEFAULT, true)).hasStatus(403);
        assertThat(applyKept("plan-5", "spare", allowing(), false)).hasStatus(403);
        assertThat(applyKept("plan-6", "main", Guards.DEFAULT, false)).hasStatus(403);
        assertThat(syncs.applied).isEmpty();

        assertThat(applyKept("plan-7", "spare", Guards.DEFAULT, false)).hasStatusOk();
        assertThat(syncs.applied).containsExactly("plan-7");
    }

    @Test
    void itRunsJobsOfItsStrategySetOnly() {
        assertJobForbidden("plain", "the job names none");
        assertJobForbidden("developing", "'development'");
        assertJobForbidden("own", "update_strategy");
        assertThat(syncs.requests).isEmpty();

        assertThat(runJob("productive")).hasStatusOk();
        assertThat(syncs.lastRequest().strategySet()).isEqualTo("production");
    }

    private void assertJobForbidden(String job, String detail) {
        assertThat(runJob(job))
                .hasStatus(403)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("limited to these strategy sets: production", detail);
    }

    private MvcTestResult runJob(String job) {
        return mvc.post()
                .uri("/jobs/{name}/run", job)
                .header(HttpHeaders.AUTHORIZATION, limited())
                .exchange();
    }

    /** It would else put what it likes into the one that it is limited to. */
    @Test
    void itChangesNoStrategySet() {
        for (String set : List.of("production", "mine")) {
            assertThat(mvc.put()
                            .uri("/strategy-sets/{name}", set)
                            .header(HttpHeaders.AUTHORIZATION, limitedAdmin())
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"update_strategy\": \"CREATE\"}"))
                    .hasStatus(403);
            assertThat(mvc.delete().uri("/strategy-sets/{name}", set).header(HttpHeaders.AUTHORIZATION, limitedAdmin()))
                    .hasStatus(403)
                    .bodyJson()
                    .extractingPath("$.detail")
                    .asString()
                    .contains("limited to these strategy sets: production");
        }
        assertThat(mvc.get().uri("/strategy-sets/mine")).hasStatus(404);
    }

    private static String limitedAdmin() {
        return ApiFakes.bearer(ApiFakes.LIMITED_ADMIN);
    }

    private static Guards allowing() {
        return new GuardOverrides(Guards.BreakingChanges.ALLOW, null, null, null, null, null, null, null, null, null)
                .over(Guards.DEFAULT);
    }

    private MvcTestResult applyKept(String id, String target, Guards guards, boolean force) {
        plans.save(Some.planToRestore(id, target, guards, force), new byte[0], "");
        return mvc.post()
                .uri("/plans/{id}/apply", id)
                .header(HttpHeaders.AUTHORIZATION, limited())
                .exchange();
    }

    private void assertForbidden(String body, String detail) {
        assertThat(sync(body))
                .hasStatus(403)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains(detail);
    }

    private MvcTestResult sync(String body) {
        return mvc.post()
                .uri("/sync")
                .header(HttpHeaders.AUTHORIZATION, limited())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult get(String uri) {
        return mvc.get().uri(uri).header(HttpHeaders.AUTHORIZATION, limited()).exchange();
    }

    private void assertPage(String uri, Object... ids) {
        assertThat(several(uri))
                .bodyJson()
                .extractingPath("$.items[*].id")
                .asArray()
                .containsExactly(ids);
    }

    private MvcTestResult several(String uri) {
        return mvc.get()
                .uri(uri)
                .header(HttpHeaders.AUTHORIZATION, ApiFakes.bearer(ApiFakes.SEVERAL))
                .exchange();
    }

    private static String limited() {
        return ApiFakes.bearer(ApiFakes.LIMITED);
    }

    private String run(String target) {
        RunReport queued = runs.create(new NewRun(target, List.of("CREATE"), Map.of(), null, null, null, null, null));
        return queued.id();
    }
}
