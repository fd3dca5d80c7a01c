package dev.supersetsync.source;

import dev.supersetsync.outbound.Outbound;
import dev.supersetsync.outbound.OutboundAnswer;
import dev.supersetsync.outbound.OutboundException;
import dev.supersetsync.outbound.OutboundRequest;
import dev.supersetsync.settings.Secret;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** The text at an address. It comes into a file, so that a large one takes no memory. */
    ParsedText read(Location.Address address, Secret token, Intake intake) {
        try {
            Path file = Files.createTempFile("superset-sync-source-", null);
            try {
                return read(address, answer(address, token, intake, file), intake, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new SourceUnavailable(
                    address.shown() + " cannot be read: " + e.getClass().getSimpleName() + ".", e);
        }
    }

    private static ParsedText read(Location.Address address, OutboundAnswer answer, Intake intake, Path file)
            throws IOException {
        if (answer.status() != OK) {
            throw new SourceUnavailable(address.shown() + " answered " + answer.status() + ".");
        }
        try (InputStream text = Files.newInputStream(file)) {
            return DocumentText.parse(text, notation(address, answer), address.shown(), intake);
        }
    }

    private static Notation notation(Location.Address address, OutboundAnswer answer) {
        String type = answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.contains("json") ? Notation.JSON : Notation.ofFile(address.fileName());
    }

    private OutboundAnswer answer(Location.Address address, Secret token, Intake intake, Path file) throws IOException {
        var request = OutboundRequest.get(address.uri(), headers(token), patience, intake.mostBytes());
        try (OutputStream body = new BufferedOutputStream(Files.newOutputStream(file))) {
            return outbound.send(request, body);
        } catch (OutboundException e) {
            if (e.reason() == OutboundException.Reason.TOO_LARGE) {
                throw new DocumentTooLarge(address.shown(), intake, Notation.JSON);
            }
            throw new SourceUnavailable(address.shown() + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static Map<String, String> headers(Secret token) {
        var headers = new HashMap<>(Map.of("Accept", "application/json, application/yaml, */*;q=0.5"));
        if (!token.isBlank()) {
            headers.put("Authorization", "Bearer " + token.value());
        }
        return headers;
    }
}
