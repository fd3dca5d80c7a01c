package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.supersetsync.run.NewRun;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Runs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class OpenApiTests {

    private static final String ALWAYS =
            "unauthorized forbidden not-acceptable too-many-requests storage-unavailable issuer-unavailable internal-error ";
    private static final String OF_SUPERSET = "superset-unauthorized superset-error superset-unavailable ";
    private static final String OF_BODIES = "unreadable too-large unsupported-media-type invalid-request ";
    private static final String OF_REQUESTS =
            OF_BODIES + "not-found invalid-models contradictory-strategy source-unavailable ";
    private static final String OF_WRITES =
            OF_SUPERSET + "breaking-changes ui-edits target-busy run-cancelled idempotency-key-reused sync-failed ";

    /** Every route with its problems: what this document must never lose. */
    private static final Map<String, String> ROUTES = Map.ofEntries(
            Map.entry("post /sync", OF_REQUESTS + OF_WRITES),
            Map.entry("post /plans", OF_REQUESTS + OF_SUPERSET + "backup-expired"),
            Map.entry("get /plans/{id}", "not-found invalid-request"),
            Map.entry(
                    "post /plans/{id}/apply",
                    OF_WRITES + "not-found invalid-request stale-plan plan-applied backup-expired"),
            Map.entry("get /runs", "not-found invalid-request"),
            Map.entry("get /runs/{id}", "not-found invalid-request"),
            Map.entry(
                    "post /runs/{id}/restore",
                    OF_BODIES + OF_SUPERSET
                            + "not-found target-busy run-cancelled backup-expired idempotency-key-reused sync-failed"),
            Map.entry("get /runs/{id}/events", "not-found"),
            Map.entry("get /runs/{id}/backup", "not-found backup-expired"),
            Map.entry("post /runs/{id}/cancel", "not-found run-ended invalid-request"),
            Map.entry("get /jobs", "invalid-request"),
            Map.entry("get /jobs/{name}", "not-found"),
            Map.entry(
                    "post /jobs/{name}/run",
                    OF_SUPERSET
                            + "not-found breaking-changes ui-edits target-busy run-cancelled invalid-models invalid-request idempotency-key-reused sync-failed source-unavailable"),
            Map.entry("post /jobs/{name}/pause", "not-found"),
            Map.entry("post /jobs/{name}/resume", "not-found"),
            Map.entry("get /jobs/{name}/drift", "not-found"),
            Map.entry("get /jobs/{name}/drift/history", "not-found invalid-request"),
            Map.entry("get /strategy-sets", "invalid-request"),
            Map.entry("get /strategy-sets/{name}", "not-found"),
            Map.entry("put /strategy-sets/{name}", OF_BODIES + "contradictory-strategy"),
            Map.entry("delete /strategy-sets/{name}", "not-found invalid-request"),
            Map.entry("get /targets", "invalid-request"),
            Map.entry("get /targets/{name}", "not-found"),
            Map.entry("get /targets/{name}/models", "not-found invalid-request " + OF_SUPERSET),
            Map.entry("post /models/validate", OF_BODIES + "not-found source-unavailable"),
            Map.entry("post /models/convert", OF_BODIES + "not-found invalid-models source-unavailable"),
            Map.entry("get /models/schema", ""),
            Map.entry("get /webhooks", "invalid-request"),
            Map.entry("get /webhooks/{name}/deliveries", "not-found invalid-request"),
            Map.entry("post /webhooks/{name}/test", "not-found"),
            Map.entry("get /problems/{name}", "not-found"));

    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeSyncs syncs;

    @Autowired
    private Runs runs;

    private JsonNode document = json.createObjectNode();

    @BeforeEach
    void load() throws Exception {
        syncs.reset();
        var answer = mvc.get().uri("/v3/api-docs").exchange();
        document = json.readTree(answer.getResponse().getContentAsString(StandardCharsets.UTF_8));
    }

    @Test
    void hasEveryRouteAndNoOther() {
        assertThat(operations().keySet()).isEqualTo(new TreeSet<>(ROUTES.keySet()));
    }

    @Test
    void describesEveryOperationAndParameter() {
        operations().forEach((route, operation) -> {
            for (String member : List.of("operationId", "summary", "description")) {
                assertThat(operation.path(member).asString(""))
                        .as(member + " of " + route)
                        .isNotBlank();
            }
            assertThat(operation.path("tags").size()).as("tags of " + route).isEqualTo(1);
            operation
                    .path("parameters")
                    .forEach(parameter -> assertThat(
                                    parameter.path("description").asString(""))
                            .as(parameter.path("name") + " of " + route)
                            .isNotBlank());
        });
        assertThat(operations().values())
                .extracting(operation -> operation.path("operationId").asString())
                .doesNotHaveDuplicates();
    }

    @Test
    void hasARequestExampleForEachWayToSendABody() {
        var json = "application/json";
        var yaml = "application/yaml";
        assertBodies("post /sync", json, yaml, "multipart/form-data");
        assertBodies("post /plans", json, yaml, "multipart/form-data");
        assertBodies("post /models/validate", json, yaml, "multipart/form-data");
        assertBodies("post /models/convert", json, yaml, "multipart/form-data");
        assertBodies("put /strategy-sets/{name}", json, yaml);
        assertBodies("post /runs/{id}/restore", json, yaml);
        assertThat(operations().entrySet())
                .filteredOn(entry -> entry.getValue().has("requestBody"))
                .hasSize(6);
    }

    @Test
    void hasAnExampleOfEveryAnswer() {
        operations()
                .forEach((route, operation) -> operation.path("responses").forEachEntry((status, response) -> {
                    assertThat(response.path("description").asString(""))
                            .as(route + status)
                            .isNotBlank();
                    response.path("content").forEachEntry((type, media) -> {
                        assertThat(media.path("examples").size())
                                .as(route + " " + status + " " + type)
                                .isPositive();
                        assertThat(media.path("schema").size())
                                .as(route + " " + status + " " + type)
                                .isPositive();
                        media.path("examples")
                                .forEach(example -> assertThat(example.has("value") || example.has("$ref"))
                                        .as(route + " " + status + " " + type)
                                        .isTrue());
                    });
                    assertThat(response.path("content").isEmpty())
                            .as(route + " " + status)
                            .isEqualTo(status.equals("204"));
                }));
    }

    @Test
    void hasEveryProblemOfEveryOperationWithAnExample() {
        operations()
                .forEach((route, operation) -> assertThat(problems(operation).keySet())
                        .as(route)
                        .containsExactlyInAnyOrder((ALWAYS + ROUTES.getOrDefault(route, ""))
                                .strip()
                                .split(" +")));
    }

    @Test
    void examplesOfProblemsAreAsProblemsAre() {
        operations()
                .values()
                .forEach(operation -> problems(operation).forEach((slug, problem) -> {
                    var type = ProblemType.ofSlug(slug).orElseThrow();
                    assertThat(problem.path("type").asString()).isEqualTo("/problems/" + slug);
                    assertThat(problem.path("title").asString()).isEqualTo(type.title());
                    assertThat(problem.path("status").asInt())
                            .isEqualTo(type.status().value());
                    assertThat(problem.path("detail").asString()).isNotBlank();
                }));
        assertMember("breaking-changes", "plan", "ui-edits");
        assertMember("sync-failed", "run", "run-cancelled", "run-ended");
        assertMember("invalid-models", "violations", "invalid-request");
        assertMember("superset-error", "error", "superset-unauthorized", "superset-unavailable");
        assertMember("unreadable", "line");
    }

    @Test
    void everyProblemIsOfSomeOperationIfOperationsCanHaveIt() {
        var all = new TreeSet<String>();
        operations()
                .values()
                .forEach(operation -> all.addAll(problems(operation).keySet()));

        assertThat(List.of(ProblemType.values()))
                .extracting(ProblemType::slug)
                .filteredOn(slug -> !all.contains(slug))
                .containsExactly("method-not-allowed");
    }

    @Test
    void examplesOfRequestsAreAccepted() {
        for (String route : List.of("/sync", "/plans", "/models/validate", "/models/convert", "/runs/{id}/restore")) {
            content("post " + route, "application/json")
                    .forEach(example -> assertAccepted(
                            route,
                            MediaType.APPLICATION_JSON,
                            example.path("value").toString()));
            content("post " + route, "application/yaml")
                    .forEach(example -> assertAccepted(
                            route,
                            MediaType.APPLICATION_YAML,
                            example.path("value").asString()));
        }
    }

    @Test
    void examplesOfPlansAndRunsAreOfTheirShape() {
        JsonNode examples = document.path("components").path("examples");

        assertShape(examples, PlanReport.class, "Plan", "RestorePlan");
        assertShape(examples, RunReport.class, "Run", "Restore", "QueuedRun");
    }

    private void assertShape(JsonNode examples, Class<?> type, String... names) {
        for (String name : names) {
            JsonNode value = examples.path(name).path("value");
            assertThatCode(() -> json.treeToValue(value, type)).as(name).doesNotThrowAnyException();
            assertThat(value.propertyNames())
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(document.at("/components/schemas/" + type.getSimpleName())
                            .path("properties")
                            .propertyNames());
        }
    }

    @Test
    void referencesLeadSomewhere() {
        document.findValues("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.asString().substring(1)).isMissingNode())
                        .as(reference.asString())
                        .isFalse());
    }

    @Test
    void membersAreInSnakeCase() {
        document.path("components")
                .path("schemas")
                .forEachEntry((name, schema) -> schema.path("properties")
                        .forEachEntry(
                                (member, type) -> assertThat(member).as(name).matches("[a-z][a-z0-9_]*")));
    }

    @Test
    void schemasSayWhatMayBeNullAndWhichWordsThereAre() {
        JsonNode schemas = document.path("components").path("schemas");

        assertThat(schemas.at("/RunReport/required").toString())
                .contains("\"changes\"")
                .doesNotContain("\"finished_at\"");
        assertThat(schemas.at("/RunReport/properties/finished_at/type").toString())
                .contains("null");
        assertThat(schemas.at("/WithheldReport/properties/reason/enum").toString())
                .contains("MISSING_IN_WAREHOUSE");
        assertThat(schemas.at("/RunReport/properties/status/enum").toString()).contains("PARTLY_FAILED");
        assertThat(schemas.at("/RunReport/properties/update_strategy/items/enum")
                        .toString())
                .contains("REPLACE");
    }

    @Test
    void authorizationIsByBearerToken() {
        assertThat(document.at("/components/securitySchemes/bearer/type").asString())
                .isEqualTo("http");
        assertThat(document.at("/components/securitySchemes/bearer/scheme").asString())
                .isEqualTo("bearer");
        assertThat(document.at("/security/0").has("bearer")).isTrue();
    }

    @Test
    void saysNothingOfWhatIsStillToCome() {
        assertThat(document.toString()).doesNotContain("previous_names", "rewrite_charts");
    }

    @Test
    void thePageForPeopleIsThere() {
        assertThat(mvc.get().uri("/swagger-ui.html")).hasStatus3xxRedirection();
        assertThat(mvc.get().uri("/swagger-ui/index.html")).hasStatusOk();
    }

    private Map<String, JsonNode> operations() {
        var operations = new TreeMap<String, JsonNode>();
        document.path("paths")
                .forEachEntry((path, item) ->
                        item.forEachEntry((method, operation) -> operations.put(method + " " + path, operation)));
        return operations;
    }

    private Map<String, JsonNode> problems(JsonNode operation) {
        var problems = new TreeMap<String, JsonNode>();
        operation
                .path("responses")
                .forEach(response -> response.path("content")
                        .path("application/problem+json")
                        .path("examples")
                        .forEachEntry((slug, example) -> problems.put(slug, example.path("value"))));
        return problems;
    }

    private void assertMember(String slug, String member, String... others) {
        var slugs = new ArrayList<>(List.of(others));
        slugs.add(slug);
        operations()
                .values()
                .forEach(operation -> problems(operation).forEach((name, problem) -> {
                    if (slugs.contains(name)) {
                        assertThat(problem.has(member)).as(name).isTrue();
                    }
                }));
    }

    private void assertBodies(String route, String... types) {
        assertThat(contents(route).propertyNames()).as(route).containsExactlyInAnyOrder(types);
        Set.of(types)
                .forEach(type ->
                        assertThat(content(route, type).size()).as(route + type).isPositive());
    }

    private JsonNode contents(String route) {
        JsonNode body =
                operations().getOrDefault(route, json.createObjectNode()).path("requestBody");
        JsonNode resolved =
                body.has("$ref") ? document.at(body.path("$ref").asString().substring(1)) : body;
        return resolved.path("content");
    }

    private JsonNode content(String route, String type) {
        return contents(route).path(type).path("examples");
    }

    private void assertAccepted(String route, MediaType type, String body) {
        String run = runs.create(new NewRun("main", List.of(), Map.of(), null, null, null, null, null))
                .id();
        assertThat(mvc.post()
                        .uri(route, run)
                        .contentType(type)
                        .content(body.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", run)))
                .as(route + " " + body)
                .hasStatus2xxSuccessful();
    }
}
