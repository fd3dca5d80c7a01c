package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.supersetsync.standin.SupersetStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Jobs, told by the service that does them. */
class JobsTests {

    @TempDir
    private static Path models;

    @RegisterExtension
    private static final StandInWorld world = StandInWorld.plain();

    private static final SupersetStandIn superset = world.superset();
    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        superset.warehouse()
                .execute(
                        "CREATE SCHEMA j; CREATE TABLE j.orders (id bigint, status text); CREATE TABLE j.items (id bigint)");
        declare("One");
        service = service(Map.of(
                "superset-sync.jobs.nightly.schedule", "0 0 3 * * *",
                "superset-sync.jobs.nightly.zone", "Europe/Berlin",
                "superset-sync.jobs.nightly.strategy-set", "production",
                "superset-sync.jobs.often.schedule", "every 1s",
                "superset-sync.jobs.off.enabled", "false",
                "superset-sync.jobs.watch.mode", "DRIFT",
                "superset-sync.jobs.broken.source", "broken"));
        await().until(() -> !body("/jobs/often").path("last_run").isNull());
        service.post("/jobs/often/pause", "").expect(200);
    }

    private static RunningService service(Map<String, String> jobs) {
        var settings = new HashMap<>(Map.of(
                "superset-sync.source-folders",
                models.toString(),
                "superset-sync.sources.shop.location",
                "file:" + models.resolve("*.yaml"),
                "superset-sync.sources.broken.location",
                "file:" + models.resolve("missing.json")));
        settings.putAll(jobs);
        jobs.keySet().stream()
                .map(key -> key.split("\\.")[2])
                .forEach(job -> settings.putIfAbsent("superset-sync.jobs." + job + ".source", "shop"));
        return world.start(settings);
    }

    @BeforeEach
    void bringUpToDate() throws IOException {
        declare("One");
        service.post("/jobs/nightly/run", "").expect(200);
    }

    private static void declare(String description) throws IOException {
        Files.writeString(models.resolve("shop.yaml"), """
                name: shop
                version: 1
                defaults: {database: warehouse, schema: j}
                models:
                  - {table: orders, description: %s, columns: [{name: status, label: Status}], metrics: [{name: orders, aggregation: COUNT}]}
                """.formatted(description));
    }

    private static JsonNode body(String path) {
        return service.get(path).expect(200).body();
    }

    private static int orders() {
        return superset.people().dataset("j", "orders").orElseThrow().path("id").asInt();
    }

    @Test
    void tellsWhatIsConfiguredAndWhenItIsTime() {
        JsonNode jobs = body("/jobs");

        assertThat(jobs.path("total").asInt()).isEqualTo(5);
        JsonNode nightly = body("/jobs/nightly");
        assertThat(nightly.path("name").asString()).isEqualTo("nightly");
        assertThat(nightly.path("mode").asString()).isEqualTo("SYNC");
        assertThat(nightly.path("target").asString()).isEqualTo("main");
        assertThat(nightly.path("strategy_set").asString()).isEqualTo("production");
        assertThat(nightly.path("next_run_at").asString()).matches(".*T0[12]:00:00Z");
        assertThat(nightly.path("last_run").path("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(body("/jobs/off").path("enabled").asBoolean()).isFalse();
        assertThat(body("/jobs/off").path("next_run_at").isNull()).isTrue();
        assertThat(body("/jobs/watch").path("next_run_at").isNull()).isTrue();
    }

    @Test
    void doesAJobAsASyncWhenItIsCalled() throws IOException {
        declare("Two");

        Answer run =
                service.post("/jobs/nightly/run", "", "Idempotency-Key", "a").expect(200);

        assertThat(run.count("updated")).isOne();
        assertThat(run.body().path("job").asString()).isEqualTo("nightly");
        assertThat(run.body().path("caller").asString()).isNotEmpty();
        assertThat(service.post("/jobs/nightly/run", "", "Idempotency-Key", "a")
                        .expect(200)
                        .id())
                .isEqualTo(run.id());
        assertThat(body("/runs?job=nightly").path("items").path(0).path("id").asString())
                .isEqualTo(run.id());
        assertThat(service.post("/jobs/nightly/run", "", "Prefer", "respond-async")
                        .expect(202)
                        .location())
                .startsWith("/runs/");
    }

    @Test
    void theSameCallGetsItsRunWhereTheSourceCannotBeReadAnyMore() throws IOException {
        Answer run = service.post("/jobs/nightly/run", "", "Idempotency-Key", "read once")
                .expect(200);
        Files.delete(models.resolve("shop.yaml"));

        Answer again = service.post("/jobs/nightly/run", "", "Idempotency-Key", "read once");

        assertThat(again.expect(200).id()).isEqualTo(run.id());
        assertThat(service.post("/jobs/nightly/run", "").expect(502).problem()).isEqualTo("source-unavailable");
    }

    @Test
    void doesAJobWhenItIsItsTimeUnlessItIsPaused() throws IOException {
        declare("Three");
        assertThat(body("/jobs/often").path("paused").asBoolean()).isTrue();
        assertThat(body("/jobs/often").path("next_run_at").isNull()).isTrue();

        service.post("/jobs/often/resume", "").expect(200);

        await().until(() -> superset.people()
                .dataset("j", "orders")
                .orElseThrow()
                .path("description")
                .asString()
                .equals("Three"));
        JsonNode run = body("/runs?job=often").path("items").path(0);
        assertThat(run.path("caller").isNull()).isTrue();
        service.post("/jobs/often/pause", "").expect(200);
    }

    @Test
    void tellsWhatPeopleChangedAndNotWhatTheModelsChanged() throws IOException {
        assertThat(service.post("/jobs/watch/run", "")
                        .expect(200)
                        .body()
                        .path("has_drift")
                        .asBoolean())
                .isFalse();
        declare("Four");
        superset.people().edit(orders(), "status", column -> column.put("verbose_name", "Mine"));
        superset.people().addMetric(orders(), "own", "COUNT(*)");

        JsonNode drift = service.post("/jobs/watch/run", "").expect(200).body();

        assertThat(drift.path("job").asString()).isEqualTo("watch");
        assertThat(drift.path("has_drift").asBoolean()).isTrue();
        assertThat(drift.path("changes").size()).isOne();
        JsonNode change = drift.path("changes").path(0);
        assertThat(change.path("superset_id").asInt()).isEqualTo(orders());
        assertThat(change.path("fields").size()).isOne();
        assertThat(change.path("fields").path(0).path("path").asString()).isEqualTo("columns.status.label");
        assertThat(change.path("fields").path(0).path("before").asString()).isEqualTo("Mine");
        assertThat(change.path("changed_on").asString()).isNotEmpty();
        assertThat(body("/plans/" + drift.path("plan_id").asString())
                        .path("changes")
                        .path(0)
                        .path("fields")
                        .size())
                .isEqualTo(2);
        assertThat(body("/jobs/watch/drift")).isEqualTo(drift);
        assertThat(body("/jobs/watch/drift/history").path("items").path(0)).isEqualTo(drift);
        assertThat(body("/jobs/watch").path("last_drift").path("changes").asInt())
                .isOne();
        assertThat(service.get("/actuator/prometheus", "text/plain").expect(200).text())
                .contains("superset_sync_drift{sync_job=\"watch\"} 1.0");
        assertThat(superset.people()
                        .dataset("j", "orders")
                        .orElseThrow()
                        .path("description")
                        .asString())
                .isEqualTo("One");
    }

    @Test
    void aDatasetThatPeopleDeletedIsDrift() {
        superset.people().remove(orders());

        JsonNode drift = service.post("/jobs/watch/run", "").expect(200).body();

        assertThat(drift.path("has_drift").asBoolean()).isTrue();
        assertThat(drift.path("changes").path(0).path("action").asString()).isEqualTo("CREATE");
        assertThat(drift.path("changes").path(0).path("changed_by").isNull()).isTrue();
    }

    @Test
    void tellsWhyAJobCouldNotBegin() {
        Answer answer = service.post("/jobs/broken/run", "").expect(502);

        assertThat(answer.problem()).isEqualTo("source-unavailable");
        assertThat(body("/jobs/broken").path("problem").asString()).contains("missing.json");
    }

    @Test
    void knowsOnlyConfiguredJobs() {
        assertThat(service.get("/jobs/none").expect(404).problem()).isEqualTo("not-found");
        assertThat(service.post("/jobs/none/run", "").expect(404).problem()).isEqualTo("not-found");
        assertThat(service.post("/jobs/off/run", "").expect(404).problem()).isEqualTo("not-found");
        assertThat(service.get("/jobs/nightly/drift").expect(404).problem()).isEqualTo("not-found");
    }

    @Test
    void refusesToStartWithAJobThatCannotBe() {
        assertRefused(Map.of("superset-sync.jobs.a.source", "nowhere"), "no source 'nowhere'");
        assertRefused(Map.of("superset-sync.jobs.a.target", "nowhere"), "no target 'nowhere'");
        assertRefused(Map.of("superset-sync.jobs.a.schedule", "at three"), "cron expression with six fields");
        assertRefused(Map.of("superset-sync.jobs.a.schedule", "every now and then"), "does not say how often");
        assertRefused(
                Map.of("superset-sync.jobs.a.schedule", "0 0 3 * * *", "superset-sync.jobs.a.zone", "Moon"),
                "zone 'Moon'");
        assertRefused(Map.of("superset-sync.jobs.a.shedule", "0 0 3 * * *"), "shedule");
        assertRefused(
                Map.of("superset-sync.jobs.a.guards.rewrite-charts", "true"),
                "superset-sync.jobs.a.guards.rewrite-charts: true is not supported yet");
    }

    @Test
    void refusesToStartWithAWebhookOfAJobThatThereIsNot() {
        var settings = new HashMap<>(Map.of(
                "superset-sync.webhooks.ops.url", "https://ops.example.org",
                "superset-sync.webhooks.ops.jobs", "nightly, nowhere",
                "superset-sync.outbound.allowed-hosts", "ops.example.org"));
        assertThatThrownBy(() -> world.start(settings).close())
                .hasStackTraceContaining(
                        "superset-sync.webhooks.ops.jobs: there is no job 'nightly' in superset-sync.jobs, which has none.");

        settings.put("superset-sync.sources.shop.location", "file:" + models.resolve("*.yaml"));
        settings.put("superset-sync.source-folders", models.toString());
        settings.put("superset-sync.jobs.nightly.source", "shop");
        assertThatThrownBy(() -> world.start(settings).close())
                .hasStackTraceContaining(
                        "superset-sync.webhooks.ops.jobs: there is no job 'nowhere' in superset-sync.jobs, which has nightly.");
    }

    private static void assertRefused(Map<String, String> jobs, String why) {
        assertThatThrownBy(() -> service(jobs).close()).hasStackTraceContaining(why);
    }
}
