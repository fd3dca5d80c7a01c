package dev.supersetsync.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.supersetsync.standin.Faults.Fault;
import dev.supersetsync.standin.Metadata.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP side: takes calls, lets faults strike, and has one call after the other carried out. */
final class HttpFront implements AutoCloseable {

    private final Metadata metadata;
    private final Endpoints endpoints;
    private final Gate gate;
    private final Faults faults;
    private final Requests requests;
    private final Clock clock;
    private final String pathPrefix;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private long second;
    private int callsInSecond;

    HttpFront(
            StandInSettings settings,
            Metadata metadata,
            Endpoints endpoints,
            Gate gate,
            Faults faults,
            Requests requests) {
        this.metadata = metadata;
        this.endpoints = endpoints;
        this.gate = gate;
        this.faults = faults;
        this.requests = requests;
        this.clock = settings.clock();
        this.pathPrefix = settings.pathPrefix();
        this.server = listen();
    }

    private HttpServer listen() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.setExecutor(executor);
            http.createContext("/", this::handle);
            http.start();
            return http;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + pathPrefix;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Call call = Call.of(exchange, pathPrefix);
        requests.arrived(
                new Requests.Request(
                        call.method(),
                        call.path(),
                        Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                        new String(call.body(), StandardCharsets.UTF_8)),
                call.header("traceparent"));
        try {
            Answer answer = answer(call, faults.strike(call).orElse(null));
            if (answer != null) {
                send(exchange, answer);
            }
            if (isWrite(call) && faults.isLastWrite()) {
                server.stop(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            requests.left();
            exchange.close();
        }
    }

    private boolean isWrite(Call call) {
        return new Requests.Request(call.method(), call.path(), "", "").isWrite();
    }

    /** The answer; null where there is none. */
    private @Nullable Answer answer(Call call, @Nullable Fault fault) throws InterruptedException {
        return switch (fault) {
            case null -> carryOut(call);
            case Fault.Instead instead -> instead.answer();
            case Fault.ClosedBefore closed -> null;
            case Fault.ClosedAfter closed -> {
                carryOut(call);
                yield null;
            }
            case Fault.Hang hang -> {
                hang.arrived().countDown();
                hang.release().await();
                yield carryOut(call);
            }
            case Fault.Late late -> {
                Thread.sleep(late.delay());
                yield carryOut(call);
            }
            case Fault.Dropped dropped -> carryOutInVain(call, dropped.field());
            case Fault.Mixed mixed -> only(mixed.id(), carryOut(call));
        };
    }

    private Answer carryOut(Call call) {
        if (isOverTheLimit()) {
            return Answer.http(429, "Too Many Requests: " + faults.callsPerSecond() + " per 1 second");
        }
        synchronized (metadata) {
            return route(call);
        }
    }

    private Answer route(Call call) {
        Endpoints.Match match = endpoints.find(call).orElse(null);
        try {
            if (match == null) {
                return unknown(call);
            }
            gate.check(match.call(), match.route().access());
            return match.route().handler().answer(match.call());
        } catch (Refused refused) {
            return refused.answer();
        }
    }

    private Answer unknown(Call call) {
        if (endpoints.knows(call.path())) {
            return Answer.http(405, "Method Not Allowed: The method is not allowed for the requested URL.");
        }
        return call.wantsHtml()
                ? Answer.html(404)
                : Answer.http(404, "Not Found: The requested URL was not found on the server.");
    }

    private synchronized boolean isOverTheLimit() {
        Integer limit = faults.callsPerSecond();
        if (limit == null) {
            return false;
        }
        long now = clock.instant().getEpochSecond();
        callsInSecond = now == second ? callsInSecond + 1 : 1;
        second = now;
        return callsInSecond > limit;
    }

    private Answer carryOutInVain(Call call, @Nullable String field) {
        synchronized (metadata) {
            Map<Kind, TreeMap<Integer, ObjectNode>> before = metadata.copy();
            Answer answer = carryOut(call);
            if (field == null) {
                metadata.putBack(before);
            } else {
                metadata.all(Kind.DATASET).forEach(row -> restore(row, field, before));
            }
            return answer;
        }
    }

    private static void restore(ObjectNode row, String field, Map<Kind, TreeMap<Integer, ObjectNode>> before) {
        ObjectNode old = Objects.requireNonNull(before.get(Kind.DATASET))
                .get(row.path("id").asInt());
        if (old == null) {
            return;
        }
        int dot = field.indexOf('.');
        if (dot < 0) {
            row.set(field, old.path(field));
            return;
        }
        String list = field.substring(0, dot);
        String name = field.substring(dot + 1);
        for (JsonNode child : row.path(list)) {
            old.path(list)
                    .valueStream()
                    .filter(earlier -> earlier.path("id").equals(child.path("id")))
                    .forEach(earlier -> ((ObjectNode) child).set(name, earlier.path(name)));
        }
    }

    private static Answer only(int id, Answer answer) {
        ObjectNode body = (ObjectNode) Json.read(answer.body());
        body.put("count", 1);
        body.set("ids", Json.array().add(id));
        body.set(
                "result",
                Json.array(body.path("result")
                        .valueStream()
                        .filter(row -> row.path("id").asInt() == id)
                        .toList()));
        return Answer.ok(body);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }
}
