package dev.supersetsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.supersetsync.cli.Typed.Shown;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A command whose run goes on at another replica, since the one that it was at has gone. */
class HandOverTests {

    /** Ends a connection without an answer. */
    private static final String NOTHING = "";

    private static final String SPENT = """
            {"type": "/problems/storage-unavailable", "title": "Away", "status": 503, "detail": "Away."}
            """;

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private HttpServer server;

    HandOverTests() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key != null) {
            keys.add(key);
        }
        byte[] answer = answers.removeFirst().getBytes(UTF_8);
        if (answer.length > 0) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            int status = JsonMapper.shared().readTree(answer).path("status").asInt(200);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    private static String run(String id, String status, String retryOf) {
        return """
                {"id": "%s", "status": "%s", "target": "main", "update_strategy": ["CREATE"], "guards": {}, "retry_of": %s,
                 "summary": {"created": 1, "updated": 0, "replaced": 0, "deleted": 0, "unchanged": 0, "withheld": 0, "failed": 0},
                 "changes": [], "withheld": [], "warnings": [], "requests": {"reads": 0, "writes": 0},
                 "started_at": "2026-03-01T03:00:00Z"}
                """.formatted(id, status, retryOf);
    }

    private static String page(String run) {
        return "{\"items\": [" + run + "], \"page\": 0, \"size\": 200, \"total\": 1}";
    }

    private Shown sync() {
        return Typed.here()
                .with("version: 1\nmodels: []\n")
                .command(
                        "sync",
                        "--models",
                        "-",
                        "--output",
                        "json",
                        "--server",
                        "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Test
    void theNewAttemptOfAnInterruptedRunIsFollowed() {
        answers.addAll(List.of(
                run("run-1", "INTERRUPTED", "null"),
                page(run("run-2", "INTERRUPTED", "\"run-1\"")),
                run("run-2", "INTERRUPTED", "\"run-1\""),
                page(run("run-3", "RUNNING", "\"run-2\"")),
                run("run-3", "RUNNING", "\"run-2\""),
                run("run-3", "SUCCEEDED", "\"run-2\"")));

        Shown shown = sync();

        assertThat(shown.exit()).as(shown.err()).isZero();
        assertThat(JsonMapper.shared().readTree(shown.out()).path("id").asString())
                .isEqualTo("run-3");
        assertThat(calls)
                .containsExactly(
                        "POST /sync",
                        "GET /runs",
                        "GET /runs/run-2",
                        "GET /runs",
                        "GET /runs/run-3",
                        "GET /runs/run-3");
    }

    @Test
    void anInterruptedRunWithoutANewAttemptHasEnded() {
        answers.addAll(List.of(run("run-1", "INTERRUPTED", "null"), page(run("run-9", "RUNNING", "\"run-8\""))));

        Shown shown = sync();

        assertThat(shown.exit()).isEqualTo(3);
        assertThat(shown.out()).contains("\"INTERRUPTED\"");
        assertThat(calls).containsExactly("POST /sync", "GET /runs");
    }

    @Test
    void looksThatFailAreRepeated() {
        answers.addAll(List.of(run("run-1", "RUNNING", "null"), NOTHING, SPENT, run("run-1", "SUCCEEDED", "null")));

        Shown shown = sync();

        assertThat(shown.exit()).as(shown.err()).isZero();
        assertThat(calls).containsExactly("POST /sync", "GET /runs/run-1", "GET /runs/run-1", "GET /runs/run-1");
    }

    @Test
    void aCallWhoseConnectionBreaksIsRepeatedAsTheSame() {
        answers.addAll(List.of(NOTHING, run("run-1", "SUCCEEDED", "null")));

        Shown shown = sync();

        assertThat(shown.exit()).as(shown.err()).isZero();
        assertThat(calls).containsExactly("POST /sync", "POST /sync");
        assertThat(keys).hasSize(2).containsOnly(keys.getFirst());
    }
}
