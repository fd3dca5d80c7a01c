package dev.supersetsync.cli;

import dev.supersetsync.api.RequestWords;
import dev.supersetsync.source.Notation;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The body of a call: what is asked for, in parts, the files as they are. Files are read while they are sent.
 *
 * @param type its media type
 * @param content its bytes, whose number is known
 */
record Multipart(String type, BodyPublisher content) {

    static Multipart of(Asked asked) {
        // Nothing that is sent can contain it, since nobody knows it.
        var parts = new Parts("superset-sync-" + UUID.randomUUID());
        asked.members().forEachEntry(parts::add);
        asked.files().forEach(parts::add);
        return parts.closed();
    }

    /** Parts, one after the other. */
    private static final class Parts {

        private final String boundary;
        private final List<BodyPublisher> content = new ArrayList<>();
        private long size;

        Parts(String boundary) {
            this.boundary = boundary;
        }

        void add(String name, JsonNode value) {
            switch (value.getNodeType()) {
                case ARRAY -> value.forEach(each -> add(name, each));
                case OBJECT -> add(name, "application/json", value.toString());
                default -> add(name, "text/plain; charset=UTF-8", value.asString());
            }
        }

        private void add(String name, String type, String text) {
            addText(head(quoted(name), type) + text + "\r\n");
        }

        void add(ModelFile file) {
            String disposition = quoted(RequestWords.MODELS) + "; filename=" + quoted(file.name());
            addText(head(disposition, file.notation() == Notation.JSON ? "application/json" : "application/yaml"));
            content.add(BodyPublishers.ofInputStream(file.content()));
            size += file.size();
            addText("\r\n");
        }

        private void addText(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            content.add(BodyPublishers.ofByteArray(bytes));
            size += bytes.length;
        }

        private String head(String disposition, String type) {
            return "--%s\r\nContent-Disposition: form-data; name=%s\r\nContent-Type: %s\r\n\r\n"
                    .formatted(boundary, disposition, type);
        }

        Multipart closed() {
            addText("--" + boundary + "--\r\n");
            BodyPublisher all = BodyPublishers.concat(content.toArray(BodyPublisher[]::new));
            return new Multipart("multipart/form-data; boundary=" + boundary, BodyPublishers.fromPublisher(all, size));
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("[\r\n]", " ") + "\"";
    }
}
