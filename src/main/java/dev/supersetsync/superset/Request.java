package dev.supersetsync.superset;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/**
 * One call to Superset, without anything that signs it in.
 *
 * @param method the HTTP method
 * @param path the path below the target's address
 * @param query the query, encoded, empty if there is none
 * @param content what to send, null for nothing
 * @param effect what it does
 * @param patience how many times the usual time an answer may take
 * @param mayBeSent asked just before it is sent
 */
record Request(
        HttpMethod method,
        String path,
        String query,
        @Nullable Content content,
        Effect effect,
        int patience,
        BooleanSupplier mayBeSent) {

    static final String CHART_DATA = "/api/v1/chart/data";

    private static final BooleanSupplier ALWAYS = () -> true;

    /** A read. */
    static Request get(String path) {
        return new Request(HttpMethod.GET, path, "", null, Effect.READ, 1, ALWAYS);
    }

    /** A read with a parameter {@code q} in Rison. */
    static Request get(String path, String rison) {
        return get(path).withQuery("q", rison);
    }

    /** A question that is a POST. */
    static Request ask(String path, JsonNode body) {
        return new Request(HttpMethod.POST, path, "", Content.json(body), Effect.ASK, 1, ALWAYS);
    }

    /** A write. */
    static Request write(HttpMethod method, String path, @Nullable JsonNode body) {
        return new Request(method, path, "", json(body), Effect.WRITE, 1, ALWAYS);
    }

    /** A write that brings a file. */
    static Request upload(String path, Content form) {
        return new Request(HttpMethod.POST, path, "", form, Effect.WRITE, 1, ALWAYS);
    }

    /** A part of the sign-in. */
    static Request signIn(HttpMethod method, String path, @Nullable JsonNode body) {
        return new Request(method, path, "", json(body), Effect.SIGN_IN, 1, ALWAYS);
    }

    /** A request for a token of an issuer. */
    static Request grant(String path, Content form) {
        return new Request(HttpMethod.POST, path, "", form, Effect.SIGN_IN, 1, ALWAYS);
    }

    private static @Nullable Content json(@Nullable JsonNode body) {
        return body == null ? null : Content.json(body);
    }

    Request withQuery(String name, String value) {
        String separator = query.isEmpty() ? "" : "&";
        String added = query + separator + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return new Request(method, path, added, content, effect, patience, mayBeSent);
    }

    /** The same call for something that takes longer than others. */
    Request patient(int times) {
        return new Request(method, path, query, content, effect, times, mayBeSent);
    }

    /** The same call, which is sent only while this is true. */
    Request onlyWhile(BooleanSupplier mayBeSentNow) {
        return new Request(method, path, query, content, effect, patience, mayBeSentNow);
    }

    Optional<byte[]> bytes() {
        return Optional.ofNullable(content).map(Content::bytes);
    }

    /** The type of what is sent; without it, Superset would answer a missing CSRF token with a redirect. */
    String contentType() {
        return content == null ? Content.JSON : content.type();
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
