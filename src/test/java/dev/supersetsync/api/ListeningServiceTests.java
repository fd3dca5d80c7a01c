package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.run.NewRun;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import dev.supersetsync.sync.RunListener;
import dev.supersetsync.testenv.Issuer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What only shows where a server really listens: limits of its own, health and metrics, proxies. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:listening;DB_CLOSE_DELAY=-1",
            "superset-sync.token=" + ApiFakes.ADMIN,
            "superset-sync.tokens[0].name=reader",
            "superset-sync.tokens[0].role=READ",
            "superset-sync.tokens[0].value=" + ApiFakes.READER,
            "superset-sync.tokens[1].name=limited",
            "superset-sync.tokens[1].role=ADMIN",
            "superset-sync.tokens[1].value=" + ApiFakes.LIMITED,
            "superset-sync.tokens[1].targets=spare",
            "superset-sync.jwt.audience=superset-sync",
            "superset-sync.max-document-size=30MB",
        })
@Import(ApiFakes.class)
class ListeningServiceTests {

    private static final String FORM = "multipart/form-data; boundary=x";
    private static final int TOO_MANY_BYTES = 21 * 1024 * 1024;

    private static final Issuer ISSUER = new Issuer();

    @DynamicPropertySource
    static void trust(DynamicPropertyRegistry properties) {
        properties.add("superset-sync.jwt.issuer-uri", ISSUER::uri);
    }

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    @LocalServerPort
    private int port;

    @Autowired
    private Runs runs;

    @Autowired
    private RunListener listener;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();

    @Test
    void aBodyThatIsTooLargeIsAnsweredAsAProblem() throws Exception {
        assertTooLarge("application/json", BodyPublishers.ofString(" ".repeat(TOO_MANY_BYTES)));
        assertTooLarge("application/yaml", unknownLength(new byte[TOO_MANY_BYTES]));
    }

    /** As curl does with {@code -X POST} and no data, which the client of the JDK cannot. */
    @Test
    void aRestoreNeedsNeitherABodyNorItsLength() throws Exception {
        try (var socket = new Socket("localhost", port)) {
            String request = """
                    POST /runs/none/restore HTTP/1.1
                    Host: localhost
                    Authorization: %s
                    Content-Type: application/json
                    Connection: close

                    """.formatted(ApiFakes.bearer(ApiFakes.ADMIN));
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 404");
        }
    }

    /** They are refused before anything reads a body. */
    @ParameterizedTest
    @ValueSource(strings = {"/runs//x", "/runs/;x=1"})
    void anAddressThatIsNotAcceptedIsNamed(String address) throws Exception {
        HttpResponse<String> answer = get(address);

        assertProblem(answer, 400, "unreadable");
        assertThat(answer.body()).contains("The address is not accepted").contains("\"instance\":\"" + address + "\"");
        assertThat(answer.body()).doesNotContain("JSON or YAML");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /sync, application/json",
        "POST, /plans, application/yaml",
        "POST, /models/validate, application/x-yaml",
        "POST, /models/convert, text/yaml",
        "PUT, /strategy-sets/large, application/json",
    })
    void whereverABodyIsReadItHasALimit(String method, String path, String type) throws Exception {
        byte[] large = new byte[TOO_MANY_BYTES];

        assertTooLarge(send(method, path, type, BodyPublishers.ofByteArray(large)));
        assertTooLarge(send(method, path, type, unknownLength(large)));
    }

    /** Nobody reads these, so they are refused for their type, whatever their size. */
    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/octet-stream"})
    void aLargeBodyOfAnotherTypeIsNotRead(String type) throws Exception {
        byte[] large = new byte[TOO_MANY_BYTES];

        for (BodyPublisher body : List.of(BodyPublishers.ofByteArray(large), unknownLength(large))) {
            HttpResponse<String> answer = send("POST", "/sync", type, body);
            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(json.readTree(answer.body()).path("type").asString())
                    .isEqualTo("/problems/unsupported-media-type");
        }
    }

    /** A filter of Spring would read it before the sign-in, to the last byte. */
    @Test
    void aFormOfAStrangerIsNotRead() throws Exception {
        var sent = new AtomicLong();
        var endless = BodyPublishers.ofInputStream(() -> new InputStream() {
            @Override
            public int read() {
                return sent.incrementAndGet() > 1024L * TOO_MANY_BYTES ? -1 : 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return sent.addAndGet(length) > 1024L * TOO_MANY_BYTES ? -1 : length;
            }
        });
        var request = HttpRequest.newBuilder(at("/strategy-sets/x"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(endless)
                .build();

        try {
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        } catch (IOException theServerHadEnough) {
            assertThat(theServerHadEnough).isNotNull();
        }

        assertThat(sent.get()).isLessThan(500L * 1024 * 1024);
    }

    @ParameterizedTest
    @CsvSource({
        "/runs, 200",
        "/nothing, 404",
        "/runs?size=many, 422",
        "/runs;x=1, 400",
        "/actuator/health/liveness, 200",
        "/v3/api-docs, 200",
        "/swagger-ui/index.html, 200"
    })
    void everyAnswerHasHeadersForBrowsers(String path, int status) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertForBrowsers(answer);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void refusalsHaveHeadersForBrowsersToo() throws Exception {
        var stranger = HttpRequest.newBuilder(at("/runs")).build();
        assertForBrowsers(http.send(stranger, BodyHandlers.ofString()));
        assertForBrowsers(
                send("POST", "/sync", "application/json", BodyPublishers.ofByteArray(new byte[TOO_MANY_BYTES])));
        assertForBrowsers(send("PATCH", "/runs", "application/json", BodyPublishers.noBody()));
    }

    @Test
    void behindTlsBrowsersAreToldToStayThere() throws Exception {
        var request = to("/runs", "application/json")
                .header("X-Forwarded-Proto", "https")
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=31536000");
    }

    /** What the page loads must be what the header allows: only scripts and styles of its own. */
    @Test
    void swaggerUiHasNoScriptsInItsPage() throws Exception {
        String page = get("/swagger-ui/index.html").body();

        assertThat(page)
                .contains("<script src=")
                .doesNotContainPattern("<script(?![^>]*src=)")
                .doesNotContain("http://", "https://");
    }

    private static void assertForBrowsers(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void aFormThatIsTooLargeIsAnsweredAsAProblem() throws Exception {
        assertTooLarge(FORM, form("m.yaml", "#".repeat(TOO_MANY_BYTES)));
        assertTooLarge(FORM, form("m.json", " ".repeat(TOO_MANY_BYTES)));
        assertTooLarge(FORM, form("m.json", " ".repeat(2 * TOO_MANY_BYTES)));
    }

    @Test
    void aManifestMayBeLargerThanADocument() throws Exception {
        var manifest = """
                {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json"},
                 "nodes": {"model.shop.t": {"resource_type": "model", "name": "t", "relation_name": "t",
                                            "schema": "dwh", "raw_code": "%s"}}}
                """.formatted("x".repeat(TOO_MANY_BYTES));
        var format = "--x\r\nContent-Disposition: form-data; name=\"format\"\r\n\r\ndbt\r\n";
        var defaults = "--x\r\nContent-Disposition: form-data; name=\"defaults\"\r\n\r\ndatabase: warehouse\r\n";
        // The format comes last.
        var form = models("manifest.json", manifest) + format + defaults + "--x--\r\n";

        HttpResponse<String> answer = http.send(
                to("/models/convert", FORM).POST(BodyPublishers.ofString(form)).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json.readTree(answer.body()).at("/document/models/0/table").asString())
                .isEqualTo("t");
    }

    /** Each of the files is short enough. */
    @Test
    void filesThatAreTooMuchTogetherAreAnsweredAsAProblem() throws Exception {
        String file = "version: 1\nmodels: []\n" + ("#" + "x".repeat(99) + "\n").repeat(TOO_MANY_BYTES / 200);

        assertThat(send("POST", "/models/validate", FORM, form("m.yaml", file)).statusCode())
                .isEqualTo(200);
        assertTooLarge(send(
                "POST",
                "/models/validate",
                FORM,
                BodyPublishers.ofString(models("a.yaml", file) + models("b.yaml", file) + "--x--\r\n")));
    }

    @Test
    void filesThatSayTooMuchTogetherAreAnsweredAsAProblem() throws Exception {
        String few = "a: &a [" + "1, ".repeat(1000) + "]\n";
        String twoMillion = few + "b: &b [" + "*a, ".repeat(1000) + "]\nc: *b\n";

        assertThat(send("POST", "/models/validate", FORM, form("m.yaml", twoMillion))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer = send(
                "POST",
                "/models/validate",
                FORM,
                BodyPublishers.ofString(models("a.yaml", twoMillion) + models("b.yaml", twoMillion) + "--x--\r\n"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).path("detail").asString()).contains("b.yaml", "3000000 values");
    }

    @Test
    void partsThatAreNoModelsAreShortTogether() throws Exception {
        String part =
                "--x\r\nContent-Disposition: form-data; name=\"select\"\r\n\r\n" + "x".repeat(600 * 1024) + "\r\n";

        HttpResponse<String> answer = send(
                "POST",
                "/models/validate",
                FORM,
                BodyPublishers.ofString(part + part + models("a.yaml", "version: 1\nmodels: []\n") + "--x--\r\n"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json.readTree(answer.body()).path("detail").asString()).contains("1 MB");
    }

    @ParameterizedTest
    @CsvSource({
        "multipart/form-data, 400, unreadable",
        "multipart/form-data; boundary=x, 400, unreadable",
        "multipart/related; boundary=x, 415, unsupported-media-type",
        "multipart/related, 415, unsupported-media-type",
    })
    void aFormThatIsBrokenIsAnsweredAsAProblem(String type, int status, String problem) throws Exception {
        String truncated = models("m.yaml", "version: 1");

        HttpResponse<String> answer = send("POST", "/sync", type, BodyPublishers.ofString(truncated));

        assertProblem(answer, status, problem);
    }

    @Test
    void aFormOfTooManyPartsIsAnsweredAsAProblem() throws Exception {
        String part = "--x\r\nContent-Disposition: form-data; name=\"select\"\r\n\r\nx\r\n";

        HttpResponse<String> answer =
                send("POST", "/sync", FORM, BodyPublishers.ofString(part.repeat(2001) + "--x--\r\n"));

        assertProblem(answer, 413, "too-large");
    }

    private void assertProblem(HttpResponse<String> answer, int status, String problem) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json.readTree(answer.body()).path("type").asString()).isEqualTo("/problems/" + problem);
    }

    private static BodyPublisher form(String file, String models) {
        return BodyPublishers.ofString(models(file, models) + "--x--\r\n");
    }

    private static String models(String file, String models) {
        return "--x\r\nContent-Disposition: form-data; name=\"models\"; filename=\"" + file + "\"\r\n\r\n" + models
                + "\r\n";
    }

    @Test
    void neitherProbeDependsOnSuperset() throws Exception {
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        HttpResponse<String> readiness = get("/actuator/health/readiness");
        assertThat(readiness.statusCode()).isEqualTo(200);
        assertThat(readiness.body()).contains("\"db\"").doesNotContain("targets");
    }

    @Test
    void healthTellsOfTargetsAndOfTheirLastRun() throws Exception {
        String id = failedRun();

        HttpResponse<String> answer = get("/actuator/health");

        JsonNode health = json.readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(health.at("/components/targets/components/main/status").asString())
                .isEqualTo("UP");
        assertThat(health.at("/components/targets/components/main/details/version")
                        .asString())
                .isEqualTo("6.1.0");
        assertThat(health.at("/components/targets/components/spare/status").asString())
                .isEqualTo("DOWN");
        JsonNode sync = health.at("/components/runs");
        assertThat(sync.path("status").asString()).isEqualTo("DEGRADED");
        assertThat(sync.at("/details/main/id").asString()).isEqualTo(id);
        assertThat(sync.at("/details/main/status").asString()).isEqualTo("PARTLY_FAILED");
        assertThat(sync.at("/details/main/started_at").asString()).isEqualTo("2026-03-01T03:00:00Z");
        assertThat(sync.at("/details/main/seconds").asDouble()).isEqualTo(4.0);
        assertThat(sync.at("/details/main/summary/updated").asInt()).isEqualTo(1);
    }

    @Test
    void theHealthOfSyncsIsThatOfTargetsAndOfTheirLastRuns() throws Exception {
        HttpResponse<String> answer = get("/actuator/health/sync");

        JsonNode health = json.readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(health.path("status").asString()).isEqualTo("DOWN");
        assertThat(health.path("components").propertyNames()).containsOnly("runs", "targets");
        assertThat(health.at("/components/targets/components/spare/status").asString())
                .isEqualTo("DOWN");
    }

    @Test
    void strangersSeeOfHealthOnlyWhetherThereIsAny() throws Exception {
        var request = HttpRequest.newBuilder(at("/actuator/health")).build();

        assertThat(json.readTree(http.send(request, BodyHandlers.ofString()).body())
                        .propertyNames())
                .containsOnly("status", "groups");
    }

    @Test
    void whoMaySeeAllTargetsSeesTheirHealthAndMetrics() throws Exception {
        assertThat(json.readTree(getAs(ApiFakes.READER, "/actuator/health").body())
                        .at("/components/targets/components")
                        .propertyNames())
                .contains("main", "spare");
        assertThat(getAs(ApiFakes.READER, "/actuator/health/sync").body()).contains("\"main\"");
        assertThat(getAs(ApiFakes.READER, "/actuator/prometheus").statusCode()).isEqualTo(200);
    }

    @Test
    void whoIsLimitedToTargetsSeesOfHealthOnlyWhetherThereIsAnyAndNoMetrics() throws Exception {
        for (String path : List.of("/actuator/health", "/actuator/health/sync")) {
            assertThat(getAs(ApiFakes.LIMITED, path).body())
                    .as(path)
                    .contains("\"status\"")
                    .doesNotContain("main", "components");
        }
        assertThat(getAs(ApiFakes.LIMITED, "/actuator/health/targets/main").body())
                .doesNotContain("main\"", "version");
        assertThat(getAs(ApiFakes.LIMITED, "/actuator/prometheus").statusCode()).isEqualTo(403);
        assertThat(getAs(ApiFakes.LIMITED, "/actuator/info").statusCode()).isEqualTo(200);
    }

    @Test
    void aJwtWithoutAScopeOfOursSeesOfHealthOnlyWhetherThereIsAny() throws Exception {
        String jwt = ISSUER.sign(ISSUER.claims("somebody", "superset-sync").build());

        assertThat(json.readTree(getAs(jwt, "/actuator/health").body()).propertyNames())
                .containsOnly("status", "groups");
        assertThat(getAs(jwt, "/actuator/health/sync").statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> getAs(String token, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at(path))
                .header("Authorization", ApiFakes.bearer(token))
                .build();
        return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Test
    void metricsTellOfRuns() throws Exception {
        listener.runStarted("run-1", "main");
        listener.runFinished(Some.run("run-1"));

        assertThat(get("/actuator/prometheus").body())
                .contains("superset_sync_runs_seconds_count{outcome=\"SUCCEEDED\",target=\"main\"}")
                .contains("superset_sync_changes_total{action=\"UPDATE\",outcome=\"APPLIED\",target=\"main\"}")
                .contains("superset_sync_withheld_total{action=\"DELETE\",reason=\"USED\",target=\"main\"}")
                .contains("superset_sync_runs_active")
                .contains("superset_sync_target_reachable{target=\"main\"}")
                .contains("superset_sync_last_run{status=\"PARTLY_FAILED\",target=\"main\"}")
                .contains("superset_sync_last_success_timestamp_seconds{target=\"main\"}");
    }

    @Test
    void infoTellsTheVersion() throws Exception {
        JsonNode info = json.readTree(get("/actuator/info").body());

        assertThat(info.at("/build/artifact").asString()).isEqualTo("superset-sync");
        assertThat(info.at("/build/version").asString()).isNotBlank();
    }

    @Test
    void addressesAreThoseThatTheCallerSees() throws Exception {
        var request = to("/plans", "application/json")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "data.example.org")
                .header("X-Forwarded-Prefix", "/sync")
                .POST(BodyPublishers.ofString("{\"models\": {\"version\": 1, \"models\": []}}"))
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).headers().firstValue("Location"))
                .contains("https://data.example.org/sync/plans/plan-1");
    }

    @Test
    void addressesThatAreRefusedAtTheDoorAreProblemsToo() throws Exception {
        HttpResponse<String> answer = get("/runs;x=1");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json.readTree(answer.body()).path("type").asString()).isEqualTo("/problems/unreadable");
    }

    private String failedRun() {
        var queued = runs.create(new NewRun("main", List.of("CREATE"), Map.of(), null, null, null, null, null));
        runs.save(Some.run(queued.id(), RunStatus.PARTLY_FAILED, 1, null));
        return queued.id();
    }

    private void assertTooLarge(String type, BodyPublisher body) throws Exception {
        assertTooLarge(send("POST", "/sync", type, body));
    }

    private HttpResponse<String> send(String method, String path, String type, BodyPublisher body) throws Exception {
        return http.send(to(path, type).method(method, body).build(), BodyHandlers.ofString());
    }

    private void assertTooLarge(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo("/problems/too-large");
        assertThat(problem.path("detail").asString()).contains("20 MB");
    }

    private static BodyPublisher unknownLength(byte[] bytes) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(to(path, "application/json").build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder to(String path, String type) {
        return HttpRequest.newBuilder(at(path))
                .header("Content-Type", type)
                .header("Authorization", ApiFakes.bearer(ApiFakes.ADMIN));
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
