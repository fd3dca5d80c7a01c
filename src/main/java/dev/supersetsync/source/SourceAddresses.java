package dev.supersetsync.source;

import dev.supersetsync.outbound.Outbound;
import dev.supersetsync.outbound.OutboundAnswer;
import dev.supersetsync.outbound.OutboundException;
import dev.supersetsync.outbound.OutboundRequest;
import dev.supersetsync.settings.Secret;
import dev.supersetsync.source.SourceSettings.ConfiguredSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.SoftReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads configured sources from the web, within limits of time and size. Where it may go is for the configuration to
 * say: see {@link Outbound}.
 */
final class SourceAddresses {

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final Outbound outbound;
    private final Duration patience;
    private final Map<Place, Version> known = new ConcurrentHashMap<>();

    /**
     * A reader of addresses.
     *
     * @param patience how long the whole answer may take
     */
    SourceAddresses(Outbound outbound, Duration patience) {
        this.outbound = outbound;
        this.patience = patience;
    }

    /**
     * The text at an address. It comes into a file, so that a large one takes no memory. Where the answer names its
     * version, it is sent along the next time, and a text that is unchanged need not be sent again.
     */
    ParsedText read(Location.Address address, ConfiguredSource source, Intake intake) {
        try {
            Path file = Files.createTempFile("superset-sync-source-", null);
            try {
                return read(address, source, intake, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new SourceUnavailable(
                    address.shown() + " cannot be read: " + e.getClass().getSimpleName() + ".", e);
        }
    }

    private ParsedText read(Location.Address address, ConfiguredSource source, Intake intake, Path file)
            throws IOException {
        var place = new Place(address.uri(), source.kind());
        Version version = known.get(place);
        ParsedText before = version == null ? null : version.text().get();
        Map<String, String> headers = headers(source.token());
        if (version != null && before != null) {
            headers.put("If-None-Match", version.tag());
        }
        OutboundAnswer answer = answer(address, headers, intake, file);
        if (answer.status() == NOT_MODIFIED && before != null) {
            return before;
        }
        if (answer.status() != OK) {
            throw new SourceUnavailable(address.shown() + " answered " + answer.status() + ".");
        }
        try (InputStream body = Files.newInputStream(file)) {
            ParsedText text = DocumentText.parse(body, notation(address, answer), address.shown(), intake);
            answer.header("ETag").ifPresent(tag -> known.put(place, new Version(tag, new SoftReference<>(text))));
            return text;
        }
    }

    private static Notation notation(Location.Address address, OutboundAnswer answer) {
        String type = answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.contains("json") ? Notation.JSON : Notation.ofFile(address.fileName());
    }

    private OutboundAnswer answer(Location.Address address, Map<String, String> headers, Intake intake, Path file)
            throws IOException {
        var request = OutboundRequest.get(address.uri(), headers, patience, intake.mostBytes());
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

    /** Where a text is, and what it is read as, by which it depends what of it is kept. */
    private record Place(URI address, Format format) {}

    /**
     * A text as it was.
     *
     * @param tag what the answer called it, its {@code ETag}
     * @param text what it said, as long as there is memory for it
     */
    private record Version(String tag, SoftReference<ParsedText> text) {}
}
