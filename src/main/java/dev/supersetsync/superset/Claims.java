package dev.supersetsync.superset;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a signed token says of itself; nothing if it is another kind of token. Whether it is true is not looked at: that
 * is Superset's matter.
 *
 * @param json the claims
 */
record Claims(JsonNode json) {

    static Claims of(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return new Claims(Answer.JSON.createObjectNode());
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(parts[1].getBytes(StandardCharsets.US_ASCII));
            return new Claims(Answer.JSON.readTree(claims));
        } catch (IllegalArgumentException | JacksonException e) {
            return new Claims(Answer.JSON.createObjectNode());
        }
    }

    /** When the token ends; one that does not say so is renewed when Superset refuses it. */
    Instant end() {
        JsonNode end = json.path("exp");
        return end.isNumber() ? Instant.ofEpochSecond(end.asLong()) : Instant.MAX;
    }

    /** The id of the user, if the token was made by Superset, which writes it as a text. */
    Optional<Integer> user() {
        String subject = json.path("sub").asString("");
        return subject.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(subject)) : Optional.empty();
    }
}
