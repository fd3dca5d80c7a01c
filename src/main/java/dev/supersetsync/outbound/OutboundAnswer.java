package dev.supersetsync.outbound;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a host answered, whatever its status; a redirect is an answer too, and is not followed.
 *
 * @param status the HTTP status
 * @param headers the headers by their names in small letters; of several with one name the first
 * @param body the body, empty if there is none
 */
public record OutboundAnswer(int status, Map<String, String> headers, byte[] body) {

    public OutboundAnswer {
        headers = Map.copyOf(headers);
    }

    /** A header, by its name in any letters. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return "answer " + status + " of " + body.length + " bytes";
    }
}
