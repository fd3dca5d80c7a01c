package dev.supersetsync.superset;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that says what a test tells it to, for answers that the stand-in has no reason to give. It signs everyone in
 * and knows nothing else.
 */
final class CannedServer implements AutoCloseable {

    private static final Canned NOT_FOUND =
            new Canned(404, "{\"message\": \"Not found\"}".getBytes(StandardCharsets.UTF_8));

    private final HttpServer server;
    private final Map<String, Canned> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    CannedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
        answer("GET /static/version_info.json", 200, "{\"version\": \"6.1.0\"}");
        answer("POST /api/v1/security/login", 200, "{\"access_token\": \"a.b.c\", \"refresh_token\": \"r\"}");
        answer("GET /api/v1/security/csrf_token/", 200, "{\"result\": \"csrf\"}");
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The calls that came, each as method and path. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** From now on, this call gets this answer. */
    CannedServer answer(String call, int status, String body) {
        return answer(call, status, body.getBytes(StandardCharsets.UTF_8));
    }

    CannedServer answer(String call, int status, byte[] body) {
        answers.put(call, new Canned(status, body));
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        calls.add(call);
        exchange.getRequestBody().readAllBytes();
        Canned canned = answers.getOrDefault(call, NOT_FOUND);
        byte[] body = canned.body();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Set-Cookie", "session=s; Path=/");
        if (canned.status() == 302) {
            exchange.getResponseHeaders().add("Location", new String(body, StandardCharsets.UTF_8));
        }
        exchange.sendResponseHeaders(canned.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Canned(int status, byte[] body) {}
}
