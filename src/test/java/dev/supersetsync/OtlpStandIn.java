package dev.supersetsync;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A collector of traces: takes what is exported with OTLP over HTTP, and reads of it what tests look at. It knows the
 * wire format of protocol buffers and the numbers of the few fields that it needs.
 */
final class OtlpStandIn implements AutoCloseable {

    /**
     * One span.
     *
     * @param trace its trace's id, in hexadecimal digits
     * @param id its own
     * @param parent its parent's, empty for none
     * @param attributes those that are texts
     */
    record Span(String trace, String id, String parent, String name, Map<String, String> attributes) {}

    private final HttpServer server;
    private final List<byte[]> exports = new CopyOnWriteArrayList<>();

    private OtlpStandIn(HttpServer server) {
        this.server = server;
    }

    static OtlpStandIn start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var standIn = new OtlpStandIn(server);
            server.createContext("/v1/traces", standIn::take);
            server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        exports.add(exchange.getRequestBody().readAllBytes());
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** Where traces are sent to. */
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** All that was exported, as text: what is a text in it is readable. */
    String text() {
        return exports.stream()
                .map(export -> new String(export, StandardCharsets.UTF_8))
                .reduce("", String::concat);
    }

    /** All spans: of ExportTraceServiceRequest the resource_spans, of these the scope_spans, of these the spans. */
    List<Span> spans() {
        return exports.stream()
                .flatMap(export -> fields(export).of(1).stream())
                .flatMap(resource -> fields(resource).of(2).stream())
                .flatMap(scope -> fields(scope).of(2).stream())
                .map(OtlpStandIn::span)
                .toList();
    }

    private static Span span(byte[] bytes) {
        Fields span = fields(bytes);
        var attributes = new LinkedHashMap<String, String>();
        span.of(9).forEach(attribute -> {
            Fields pair = fields(attribute);
            attributes.put(text(pair.first(1)), text(fields(pair.first(2)).first(1)));
        });
        return new Span(hex(span.first(1)), hex(span.first(2)), hex(span.first(4)), text(span.first(5)), attributes);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The fields of a message that have a length, by number. */
    private record Fields(Map<Integer, List<byte[]>> all) {

        List<byte[]> of(int number) {
            return all.getOrDefault(number, List.of());
        }

        byte[] first(int number) {
            return Optional.of(of(number))
                    .filter(some -> !some.isEmpty())
                    .map(List::getFirst)
                    .orElse(new byte[0]);
        }
    }

    private static Fields fields(byte[] message) {
        var all = new LinkedHashMap<Integer, List<byte[]>>();
        var buffer = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            long tag = varint(buffer);
            switch ((int) (tag & 7)) {
                case 0 -> varint(buffer);
                case 1 -> buffer.getLong();
                case 2 -> {
                    var bytes = new byte[(int) varint(buffer)];
                    buffer.get(bytes);
                    all.computeIfAbsent((int) (tag >>> 3), _ -> new ArrayList<>())
                            .add(bytes);
                }
                case 5 -> buffer.getInt();
                default -> throw new IllegalArgumentException("No wire type of protocol buffers: " + (tag & 7));
            }
        }
        return new Fields(all);
    }

    private static long varint(ByteBuffer buffer) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = buffer.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
