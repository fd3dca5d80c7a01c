package dev.supersetsync.superset;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a call sends.
 *
 * @param type its media type
 * @param bytes the bytes
 */
record Content(String type, byte[] bytes) {

    static final String JSON = "application/json";

    private static final String BOUNDARY = "superset-sync-part";

    static Content json(JsonNode body) {
        return new Content(JSON, Answer.JSON.writeValueAsBytes(body));
    }

    /** A form of names and values. */
    static Content form(Map<String, String> fields) {
        String text = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return new Content("application/x-www-form-urlencoded", text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The form that Superset's imports take: a ZIP, and nothing that would let it overwrite. */
    static Content importForm(byte[] zip) {
        var form = new ByteArrayOutputStream();
        form.writeBytes(text("--%s\r\nContent-Disposition: form-data; name=\"overwrite\"\r\n\r\nfalse\r\n"));
        form.writeBytes(text("--%s\r\nContent-Disposition: form-data; name=\"formData\"; filename=\"import.zip\"\r\n"
                + "Content-Type: application/zip\r\n\r\n"));
        form.writeBytes(zip);
        form.writeBytes(text("\r\n--%s--\r\n"));
        return new Content("multipart/form-data; boundary=" + BOUNDARY, form.toByteArray());
    }

    private static byte[] text(String part) {
        return part.formatted(BOUNDARY).getBytes(StandardCharsets.US_ASCII);
    }
}
