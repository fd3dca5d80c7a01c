package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.supersetsync.Receiver.Message;
import dev.supersetsync.standin.SupersetStandIn;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What those are told whom the configuration names, by two services on one PostgreSQL. */
class WebhooksTests {

    private static final String SECRET = "geheim";
    private static final String PATH_WITH_SECRET = "/json/path-with-secret";
    private static final String DATASET = "/api/v1/dataset/\\d+";

    @TempDir
    private static Path models;

    @RegisterExtension
    private static final StandInWorld world = StandInWorld.plain();

    private static final SupersetStandIn superset = world.superset();
    private static EmbeddedPostgres postgres;
    private static Receiver receiver;
    private static RunningService one;
    private static RunningService two;

    private final String schema = world.schema("orders (id bigint)");

    @BeforeAll
    static void start() throws IOException {
        postgres = world.closing(EmbeddedPostgres.start());
        receiver = world.closing(new Receiver());
        superset.warehouse().execute("CREATE SCHEMA d; CREATE TABLE d.orders (id bigint)");
        Files.writeString(models.resolve("shop.yaml"), """
                name: d
                version: 1
                defaults: {database: warehouse, schema: d}
                models: [{table: orders, description: One}]
                """);
        one = replica();
        two = replica();
    }

    private static RunningService replica() {
        var settings = new HashMap<String, String>();
        settings.put("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"));
        settings.put("superset-sync.queue.polling", "100ms");
        settings.put("superset-sync.source-folders", models.toString());
        settings.put("superset-sync.sources.shop.location", "file:" + models.resolve("shop.yaml"));
        settings.put("superset-sync.sources.gone.location", "file:" + models.resolve("gone.yaml"));
        job(settings, "watch", "mode=DRIFT", "source=shop", "target=main");
        job(settings, "broken", "source=gone", "target=main", "schedule=every 1s");
        settings.put("superset-sync.public-url", "https://sync.example.org/");
        settings.put("superset-sync.outbound.allowed-hosts", "127.0.0.1,*");
        String here = "http://127.0.0.1:" + receiver.port();
        webhook(
                settings,
                "json",
                "url=" + here + PATH_WITH_SECRET,
                "secret=" + SECRET,
                "events=RUN_FINISHED,RUN_FAILED,WITHHELD,DRIFT");
        webhook(settings, "slack", "url=" + here + "/slack", "format=SLACK", "events=RUN_FAILED,DRIFT");
        webhook(settings, "spare", "url=" + here + "/spare", "events=RUN_FINISHED", "targets=spare");
        webhook(settings, "jobs", "url=" + here + "/jobs", "events=JOB_FAILED,RUN_FINISHED", "jobs=broken");
        webhook(settings, "moved", "url=" + here + "/moved", "events=JOB_FAILED", "jobs=watch");
        webhook(
                settings,
                "inside",
                "url=http://localhost:" + receiver.port() + "/inside",
                "events=JOB_FAILED",
                "jobs=watch");
        return world.start(settings, "spare");
    }

    private static void job(Map<String, String> settings, String name, String... members) {
        for (String member : members) {
            settings.put("superset-sync.jobs." + name + "." + member.split("=", 2)[0], member.split("=", 2)[1]);
        }
    }

    private static void webhook(Map<String, String> settings, String name, String... members) {
        for (String member : members) {
            settings.put("superset-sync.webhooks." + name + "." + member.split("=", 2)[0], member.split("=", 2)[1]);
        }
    }

    @Test
    void theEndOfARunIsToldOnceAndSigned() throws GeneralSecurityException {
        Answer run = one.post("/sync", document("main", "One", "")).expect(200);

        Message told = told(PATH_WITH_SECRET, run.id());

        assertThat(told.json().path("event").asString()).isEqualTo("RUN_FINISHED");
        assertThat(Instant.parse(told.json().path("at").asString())).isBeforeOrEqualTo(Instant.now());
        JsonNode head = told.json().path("run");
        assertThat(head.path("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(head.path("target").asString()).isEqualTo("main");
        assertThat(head.path("summary")).isEqualTo(run.body().path("summary"));
        assertThat(head.path("caller").asString())
                .isEqualTo(run.body().path("caller").asString());
        assertThat(head.path("withheld").asInt(-1)).isZero();
        assertThat(head.path("url").asString()).isEqualTo("https://sync.example.org/runs/" + run.id());
        assertThat(told.header("X-Superset-Sync-Event")).isEqualTo("RUN_FINISHED");
        assertThat(told.header("Content-Type")).startsWith("application/json");
        assertSigned(told);
        JsonNode delivery = delivery("json", told);
        assertThat(delivery.path("status").asString()).isEqualTo("DELIVERED");
        assertThat(delivery.path("attempts").asInt()).isOne();
        assertThat(delivery.path("run_id").asString()).isEqualTo(run.id());
        assertThat(messages(PATH_WITH_SECRET, run.id())).hasSize(1);
        assertThat(messages("/slack", run.id())).isEmpty();
        assertThat(messages("/spare", run.id())).isEmpty();
        assertThat(messages("/jobs", run.id())).isEmpty();
    }

    private static void assertSigned(Message told) throws GeneralSecurityException {
        String[] parts = told.header("X-Superset-Sync-Signature").split(",");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed = parts[0].substring("t=".length()) + "." + told.body();
        assertThat(parts[1])
                .isEqualTo("v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void whatHappenedIsToldUnderTheFirstEventThatWasAskedFor() {
        one.post("/sync", document("main", "One", "")).expect(200);
        Answer withheld = one.post("/sync", document("main", "Two", "update_strategy: [CREATE]"))
                .expect(200);
        superset.faults().on("PUT", DATASET).always().answer(400, "{\"message\": \"<no>\"}");
        Answer failed = two.post("/sync", document("main", "Two", "")).expect(502);

        assertThat(told(PATH_WITH_SECRET, withheld.id()).json().path("event").asString())
                .isEqualTo("WITHHELD");
        assertThat(told(PATH_WITH_SECRET, failed.id()).json().path("event").asString())
                .isEqualTo("RUN_FAILED");
        Message slack = told("/slack", failed.id());
        assertThat(slack.json().propertyNames()).containsExactly("text");
        assertThat(slack.json().path("text").asString())
                .startsWith("superset-sync: *FAILED* <https://sync.example.org/runs/" + failed.id() + "|run ")
                .contains("1 failed");
        assertThat(slack.header("X-Superset-Sync-Signature")).isEmpty();
        assertThat(messages(PATH_WITH_SECRET, failed.id())).hasSize(1);
    }

    @Test
    void aWebhookIsToldOfItsTargetsOnly() {
        Answer run = one.post("/sync", document("spare", "One", "")).expect(200);

        assertThat(told("/spare", run.id()).json().path("run").path("target").asString())
                .isEqualTo("spare");
    }

    @Test
    void whatIsNotTakenIsSentAgainAsTheSame() {
        receiver.answer("/spare", 500, 429);
        Answer run = one.post("/sync", document("spare", "One", "")).expect(200);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> messages("/spare", run.id()).size() == 2);
        JsonNode waiting = delivery("spare", messages("/spare", run.id()).getLast());

        assertThat(messages("/spare", run.id()))
                .extracting(message -> message.header("X-Superset-Sync-Delivery"), Message::body)
                .containsOnly(org.assertj.core.api.Assertions.tuple(
                        waiting.path("id").asString(),
                        messages("/spare", run.id()).getFirst().body()));
        await().until(() -> delivery("spare", messages("/spare", run.id()).getLast())
                        .path("attempts")
                        .asInt()
                == 2);
        JsonNode again = delivery("spare", messages("/spare", run.id()).getLast());
        assertThat(again.path("status").asString()).isEqualTo("PENDING");
        assertThat(again.path("answer").asInt()).isEqualTo(429);
        assertThat(again.path("problem").asString()).isEqualTo("it is no good");
    }

    @Test
    void whoDoesNotAnswerHoldsUpNoRun() {
        CountDownLatch gate = receiver.hang();
        try {
            Answer first = one.post("/sync", document("main", "One", "")).expect(200);
            told(PATH_WITH_SECRET, first.id());

            one.post("/sync", document("main", "Two", "")).expect(200);
        } finally {
            gate.countDown();
        }
    }

    @Test
    void whatPeopleChangedIsToldOnce() {
        one.post("/sync", "{target: main, source: shop}").expect(200);
        int orders = superset.people()
                .dataset("d", "orders")
                .orElseThrow()
                .path("id")
                .asInt();
        superset.people().edit(orders, dataset -> dataset.put("description", "Ours"));

        JsonNode drift = one.post("/jobs/watch/run", "").expect(200).body();
        two.post("/jobs/watch/run", "").expect(200);

        Predicate<Message> isDrift =
                message -> message.header("X-Superset-Sync-Event").equals("DRIFT");
        await().until(() -> receiver.at(PATH_WITH_SECRET).stream().anyMatch(isDrift)
                && receiver.at("/slack").stream().anyMatch(isDrift));
        JsonNode told = receiver.at(PATH_WITH_SECRET).stream()
                .filter(isDrift)
                .findFirst()
                .orElseThrow()
                .json()
                .path("drift");
        assertThat(told.path("job").asString()).isEqualTo("watch");
        assertThat(told.path("target").asString()).isEqualTo("main");
        assertThat(told.path("changes").asInt()).isOne();
        assertThat(told.path("plan_id").asString())
                .isEqualTo(drift.path("plan_id").asString());
        assertThat(told.path("url").asString()).isEqualTo("https://sync.example.org/jobs/watch/drift");
        assertThat(deliveries("json").valueStream())
                .filteredOn(delivery -> delivery.path("event").asString().equals("DRIFT"))
                .hasSize(1);
    }

    @Test
    void aJobThatCouldNotBeBegunIsTold() {
        await().until(() -> !receiver.at("/jobs").isEmpty());
        one.post("/jobs/broken/pause", "").expect(200);

        JsonNode told = receiver.at("/jobs").getFirst().json();

        assertThat(told.path("event").asString()).isEqualTo("JOB_FAILED");
        assertThat(told.path("job").path("name").asString()).isEqualTo("broken");
        assertThat(told.path("job").path("target").asString()).isEqualTo("main");
        assertThat(told.path("job").path("problem").asString()).contains("gone.yaml");
    }

    @Test
    void aRedirectIsNotFollowed() {
        receiver.answer("/moved", 307, 307, 307);
        Answer test = one.post("/webhooks/moved/test", "").expect(202);

        await().until(() -> delivery("moved", test.id()).path("attempts").asInt() > 0);

        JsonNode delivery = delivery("moved", test.id());
        assertThat(delivery.path("answer").asInt()).isEqualTo(307);
        assertThat(delivery.path("status").asString()).isEqualTo("PENDING");
        assertThat(receiver.at("/elsewhere")).isEmpty();
    }

    @Test
    void anAddressInsideIsNotCalled() {
        Answer test = one.post("/webhooks/inside/test", "").expect(202);

        await().until(() ->
                delivery("inside", test.id()).path("status").asString().equals("FAILED"));

        JsonNode delivery = delivery("inside", test.id());
        assertThat(delivery.path("problem").asString()).contains("superset-sync.outbound.allowed-hosts");
        assertThat(delivery.path("attempts").asInt()).isOne();
        assertThat(receiver.at("/inside")).isEmpty();
    }

    @Test
    void webhooksAreToldWithoutTheirSecrets() {
        Answer webhooks = two.get("/webhooks").expect(200);

        assertThat(webhooks.text()).doesNotContain(SECRET, PATH_WITH_SECRET);
        JsonNode json = webhooks.body()
                .path("items")
                .valueStream()
                .filter(webhook -> webhook.path("name").asString().equals("json"))
                .findFirst()
                .orElseThrow();
        assertThat(json.path("host").asString()).isEqualTo("http://127.0.0.1:" + receiver.port());
        assertThat(json.path("is_signed").asBoolean()).isTrue();
        assertThat(json.path("format").asString()).isEqualTo("JSON");
    }

    /** Waits for what is told of a run at a path. */
    private static Message told(String path, String run) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !messages(path, run).isEmpty());
        return messages(path, run).getFirst();
    }

    private static List<Message> messages(String path, String run) {
        return receiver.at(path).stream()
                .filter(message -> message.body().contains(run))
                .toList();
    }

    private static JsonNode delivery(String webhook, Message message) {
        String id = message.header("X-Superset-Sync-Delivery");
        await().until(() -> delivery(webhook, id).path("attempts").asInt() > 0);
        return delivery(webhook, id);
    }

    private static JsonNode delivery(String webhook, String id) {
        return deliveries(webhook)
                .valueStream()
                .filter(delivery -> delivery.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode deliveries(String webhook) {
        return two.get("/webhooks/" + webhook + "/deliveries")
                .expect(200)
                .body()
                .path("items");
    }

    private String document(String target, String description, String more) {
        return """
                target: %1$s
                %4$s
                models:
                  name: %2$s
                  version: 1
                  defaults: {database: warehouse, schema: %2$s}
                  models:
                    - {table: orders, description: %3$s}
                """.formatted(target, schema, description, more);
    }
}
