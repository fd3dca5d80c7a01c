package dev.supersetsync.superset;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came back for one call, whatever it is.
 *
 * @param status the HTTP status
 * @param location where a redirect leads, empty if it is none
 * @param cookies the cookies that were set, each as {@code name=value}
 * @param body the body
 */
record Answer(int status, String location, List<String> cookies, byte[] body) {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    boolean isSuccess() {
        return status / 100 == 2;
    }

    boolean isRedirect() {
        return status / 100 == 3;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * Whether Superset's own database may have been locked. It says the same few words whether it was or something is
     * wrong with what was sent, and has taken everything back; of a query before 6.0 it says them as an error of its own.
     * What it finds wrong itself it says by field.
     */
    boolean mayBeLocked() {
        return (status == 422 || status == 500)
                && json().filter(json -> json.path("message").isString()).isPresent();
    }

    /** The body as JSON, empty if it is none. */
    Optional<JsonNode> json() {
        try {
            JsonNode node = JSON.readTree(body);
            return node.isContainer() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
