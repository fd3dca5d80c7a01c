package dev.supersetsync.standin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as the handlers see it: read completely, path prefix taken off. It checks nothing by itself.
 *
 * @param method the method
 * @param path the path, decoded
 * @param query the parameters of the query
 * @param headers the header fields, names in lower case
 * @param body the body
 * @param variables what stands at the variable places of the path
 */
record Call(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        List<String> variables) {

    static Call of(HttpExchange exchange, String pathPrefix) throws IOException {
        Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT),
                        entry -> String.join("; ", entry.getValue())));
        String path = exchange.getRequestURI().getPath();
        return new Call(
                exchange.getRequestMethod(),
                path.startsWith(pathPrefix) ? path.substring(pathPrefix.length()) : "",
                parameters(exchange.getRequestURI().getRawQuery()),
                headers,
                exchange.getRequestBody().readAllBytes(),
                List.of());
    }

    private static Map<String, String> parameters(@org.jspecify.annotations.Nullable String query) {
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> decode(pair[0]),
                        pair -> pair.length > 1 ? decode(pair[1]) : "",
                        (first, last) -> first));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Call with(List<String> pathVariables) {
        return new Call(method, path, query, headers, body, pathVariables);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    Optional<String> cookie(String name) {
        return header("Cookie")
                .flatMap(cookies -> Arrays.stream(cookies.split(";"))
                        .map(String::strip)
                        .filter(cookie -> cookie.startsWith(name + "="))
                        .map(cookie -> cookie.substring(name.length() + 1))
                        .findFirst());
    }

    boolean isWrite() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    boolean isJson() {
        return header("Content-Type").orElse("").startsWith("application/json");
    }

    /** Superset takes the default of most clients, any type, for a browser. */
    boolean wantsHtml() {
        String accept = header("Accept").orElse("*/*");
        return accept.contains("text/html") || accept.contains("*/*");
    }

    int id() {
        return Integer.parseInt(variables.getFirst());
    }

    /** The rison of the parameter {@code q}; empty if there is none. */
    JsonNode rison() {
        String text = query.getOrDefault("q", "");
        if (text.isEmpty()) {
            return Json.object();
        }
        try {
            return Rison.read(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(Answer.message(400, "Not a valid rison/json argument"));
        }
    }

    /** The body as an object; whoever sends something else is refused as the API does it. */
    ObjectNode object() {
        if (!isJson()) {
            throw new Refused(Answer.errors(400, "INVALID_PAYLOAD_FORMAT_ERROR", "Request is not JSON", Json.object()));
        }
        if (Json.isReadable(body) && Json.read(body) instanceof ObjectNode node) {
            return node;
        }
        throw new Refused(Answer.http(
                400, "Bad Request: The browser (or proxy) sent a request that this server could not understand."));
    }
}
