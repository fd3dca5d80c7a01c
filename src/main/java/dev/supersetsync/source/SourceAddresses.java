package dev.supersetsync.source;

import dev.supersetsync.outbound.Outbound;
import dev.supersetsync.outbound.OutboundAnswer;
import dev.supersetsync.outbound.OutboundException;
import dev.supersetsync.outbound.OutboundRequest;
import dev.supersetsync.settings.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads configured sources from the web, within limits of time and size. Where it may go is for the configuration to
 * say: see {@link Outbound}.
 */
final class SourceAddresses {

    private static final int OK = 200;

    private final Outbound outbound;
    private final Duration patience;

    /**
     * A reader of addresses.
     *
     * @param patience how long the whole answer may take
     */
    SourceAddresses(Outbound outbound, Duration patience) {
        this.outbound = outbound;
        this.patience = patience;
    }

    /** The text at an address. */
    ParsedText read(Location.Address address, Secret token) {
        OutboundAnswer answer = answer(address, token);
        if (answer.status() != OK) {
            throw new SourceUnavailable(address.shown() + " answered " + answer.status() + ".");
        }
        return DocumentText.parse(answer.body(), notation(address, answer), address.shown());
    }

    private static Notation notation(Location.Address address, OutboundAnswer answer) {
        String type = answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.contains("json") ? Notation.JSON : Notation.ofFile(address.fileName());
    }

    private OutboundAnswer answer(Location.Address address, Secret token) {
        var request = OutboundRequest.get(address.uri(), headers(token), patience, DocumentText.MOST_BYTES);
        try {
            return outbound.send(request);
        } catch (OutboundException e) {
            throw new SourceUnavailable(address.shown() + " cannot be read: " + why(e) + ".", e);
        }
    }

    private static Map<String, String> headers(Secret token) {
        var headers = new HashMap<>(Map.of("Accept", "application/json, application/yaml, */*;q=0.5"));
        if (!token.isBlank()) {
            headers.put("Authorization", "Bearer " + token.value());
        }
        return headers;
    }

    private static String why(OutboundException failure) {
        return switch (failure.reason()) {
            case TOO_LARGE -> "it has more than " + DocumentText.MOST_BYTES / 1024 / 1024 + " MB";
            case NOT_ALLOWED, LATE, BROKEN -> String.valueOf(failure.getMessage());
        };
    }
}
