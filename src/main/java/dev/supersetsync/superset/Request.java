package dev.supersetsync.superset;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/**
 * One call to Superset, without anything that signs it in.
 *
 * @param method the HTTP method
 * @param path the path below the target's address
 * @param query the query, encoded, empty if there is none
 * @param body the JSON to send, null for none
 * @param effect what it does
 * @param patience how many times the usual time an answer may take
 */
record Request(
        HttpMethod method,
        String path,
        String query,
        @Nullable JsonNode body,
        Effect effect,
        int patience) {

    static final String CHART_DATA = "/api/v1/chart/data";

    /** A read. */
    static Request get(String path) {
        return new Request(HttpMethod.GET, path, "", null, Effect.READ, 1);
    }

    /** A read with a parameter {@code q} in Rison. */
    static Request get(String path, String rison) {
        return get(path).withQuery("q", rison);
    }

    /** A question that is a POST. */
    static Request ask(String path, JsonNode body) {
        return new Request(HttpMethod.POST, path, "", body, Effect.ASK, 1);
    }

    /** A write. */
    static Request write(HttpMethod method, String path, @Nullable JsonNode body) {
        return new Request(method, path, "", body, Effect.WRITE, 1);
    }

    /** A part of the sign-in. */
    static Request signIn(HttpMethod method, String path, @Nullable JsonNode body) {
        return new Request(method, path, "", body, Effect.SIGN_IN, 1);
    }

    Request withQuery(String name, String value) {
        String separator = query.isEmpty() ? "" : "&";
        String added = query + separator + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return new Request(method, path, added, body, effect, patience);
    }

    /** The same call for something that takes longer than others. */
    Request patient(int times) {
        return new Request(method, path, query, body, effect, times);
    }

    Optional<JsonNode> json() {
        return Optional.ofNullable(body);
    }

    /** Whether Superset asks for the CSRF token and the session cookie: of all but reads and the data of charts. */
    boolean needsCsrf() {
        return effect == Effect.WRITE || effect == Effect.ASK && !path.equals(CHART_DATA);
    }

    /** Method and path, as people and errors name it. */
    String call() {
        return method + " " + path;
    }

    /** Method and path without what differs from call to call, for metrics. */
    String endpoint() {
        return method + " " + path.replaceAll("/\\d+(?=/|$)", "/{id}");
    }
}
