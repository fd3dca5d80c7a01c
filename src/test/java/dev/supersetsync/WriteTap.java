package dev.supersetsync;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * Stands between one process and Superset, and has a {@link WireLog} keep which writes of datasets passed, from when to
 * when. A write is over when Superset is done with it, whether or not who sent it is still there. It changes nothing of
 * what passes; where Superset does not answer, it closes the connection.
 */
final class WriteTap implements AutoCloseable {

    static {
        // Superset closes an idle connection after two seconds; an answer shall not wait for acknowledgements.
        System.setProperty("jdk.httpclient.keepalive.timeout", "1");
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection", "content-length", "date", "expect", "host", "keep-alive", "transfer-encoding", "upgrade");

    private final String process;
    private final String superset;
    private final WireLog log;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;

    /**
     * Starts one.
     *
     * @param process the name of who is behind it
     * @param superset where Superset is
     */
    WriteTap(String process, String superset, WireLog log) {
        this.process = process;
        this.superset = superset;
        this.log = log;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handOn);
        server.start();
    }

    /** Where Superset is for that process, as one target of several. */
    String url(String target) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + target;
    }

    private void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] parts = exchange.getRequestURI().toString().split("/", 3);
            handOn(exchange, parts[1], "/" + parts[2]);
        }
    }

    private void handOn(HttpExchange exchange, String target, String path) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(superset + path))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        copy(exchange.getRequestHeaders(), request::header);
        HttpResponse<byte[]> answer;
        // It is over before its sender can know, so that what the sender does next is later.
        try (var _ = log.passes(process, target, exchange.getRequestMethod(), path)) {
            answer = http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        handBack(answer, exchange);
    }

    private static void handBack(HttpResponse<byte[]> answer, HttpExchange exchange) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (isOfTheMessage(name)) {
                exchange.getResponseHeaders().put(name, List.copyOf(values));
            }
        });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void copy(Headers headers, Header header) {
        headers.forEach((name, values) -> {
            if (isOfTheMessage(name)) {
                values.forEach(value -> header.add(name, value));
            }
        });
    }

    private static boolean isOfTheMessage(String name) {
        return !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }

    private interface Header {
        void add(String name, String value);
    }
}
