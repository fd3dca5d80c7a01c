package dev.supersetsync.cli;

import dev.supersetsync.api.RequestWords;
import dev.supersetsync.source.Notation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The body of a call: what is asked for, in parts, the files as they are.
 *
 * @param type its media type
 * @param content its bytes
 */
record Multipart(String type, byte[] content) {

    static Multipart of(Asked asked) {
        // Nothing that is sent can contain it, since nobody knows it.
        String boundary = "superset-sync-" + UUID.randomUUID();
        var bytes = new ByteArrayOutputStream();
        asked.members().forEachEntry((name, value) -> add(bytes, boundary, name, value));
        asked.files().forEach(file -> add(bytes, boundary, file));
        bytes.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return new Multipart("multipart/form-data; boundary=" + boundary, bytes.toByteArray());
    }

    private static void add(ByteArrayOutputStream bytes, String boundary, String name, JsonNode value) {
        switch (value.getNodeType()) {
            case ARRAY -> value.forEach(each -> add(bytes, boundary, name, each));
            case OBJECT ->
                add(
                        bytes,
                        boundary,
                        quoted(name),
                        "application/json",
                        value.toString().getBytes(StandardCharsets.UTF_8));
            default ->
                add(
                        bytes,
                        boundary,
                        quoted(name),
                        "text/plain; charset=UTF-8",
                        value.asString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void add(ByteArrayOutputStream bytes, String boundary, ModelFile file) {
        String disposition = quoted(RequestWords.MODELS) + "; filename=" + quoted(file.name());
        String type = file.notation() == Notation.JSON ? "application/json" : "application/yaml";
        add(bytes, boundary, disposition, type, file.content());
    }

    private static void add(ByteArrayOutputStream bytes, String boundary, String name, String type, byte[] content) {
        String head = "--%s\r\nContent-Disposition: form-data; name=%s\r\nContent-Type: %s\r\n\r\n"
                .formatted(boundary, name, type);
        bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(content);
        bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("[\r\n]", " ") + "\"";
    }
}
