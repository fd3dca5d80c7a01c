package dev.supersetsync.standin;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the server answers, in each of the shapes in which Superset words its answers and errors.
 *
 * @param status the status code
 * @param headers header fields, content type included
 * @param body the body
 */
record Answer(int status, Map<String, String> headers, byte[] body) {

    private static final String JSON = "application/json; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";

    static Answer ok(JsonNode body) {
        return json(200, body);
    }

    static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of("Content-Type", JSON), bytes(body.toString()));
    }

    /** The shape of Flask-AppBuilder and of most refusals. */
    static Answer message(int status, String message) {
        return json(status, Json.object("message", message));
    }

    /** The same with messages by field. */
    static Answer message(int status, String field, String message) {
        return json(status, Json.object("message", Json.object(field, Json.texts(message))));
    }

    /** The shape of the token library. */
    static Answer msg(int status, String message) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/json"),
                bytes(Json.object("msg", message).toString()));
    }

    /** The shape of exceptions that nobody foresaw. */
    static Answer error(int status, String message) {
        return json(status, Json.object("error", message));
    }

    /** The shape of Superset's own error list. */
    static Answer errors(int status, String type, String message, ObjectNode extra) {
        ObjectNode error =
                Json.object().put("message", message).put("error_type", type).put("level", "error");
        error.set("extra", extra);
        return json(status, Json.object("errors", Json.array().add(error)));
    }

    /** The shape of a plain HTTP error, such as 404 for an unknown address. */
    static Answer http(int status, String message) {
        return errors(status, "GENERIC_BACKEND_ERROR", status + " " + message, Json.object());
    }

    /** The shape of what nobody foresaw and Superset still words itself. */
    static Answer unexpected(String message) {
        return errors(500, "GENERIC_BACKEND_ERROR", message, Json.object());
    }

    static Answer zip(byte[] content) {
        return new Answer(200, Map.of("Content-Type", "application/zip"), content);
    }

    static Answer notFound() {
        return message(404, "Not found");
    }

    static Answer html(int status) {
        return new Answer(
                status, Map.of("Content-Type", HTML), bytes("<!doctype html><html lang=\"en\"><body>" + status));
    }

    static Answer redirect(String location) {
        return new Answer(
                302,
                Map.of("Content-Type", HTML, "Location", location),
                bytes("<!doctype html><html lang=en><title>Redirecting...</title>"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
