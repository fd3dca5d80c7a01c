package dev.supersetsync.source;

import dev.supersetsync.settings.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads configured sources from the web, within limits of time and size. It follows no redirect: where it may go is for
 * the configuration to say.
 */
final class SourceAddresses {

    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TO_CONNECT)
            .followRedirects(Redirect.NEVER)
            .build();
    private final Duration patience;

    /**
     * A reader of addresses.
     *
     * @param patience how long the whole answer may take
     */
    SourceAddresses(Duration patience) {
        this.patience = patience;
    }

    /** The text at an address. It comes into a file, so that a large one takes no memory. */
    ParsedText read(Location.Address address, Secret token, Intake intake) {
        try {
            Path file = Files.createTempFile("superset-sync-source-", null);
            try {
                return read(address, answer(address, token, intake, file), intake);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw unread(address, e);
        }
    }

    private static ParsedText read(Location.Address address, HttpResponse<Path> answer, Intake intake)
            throws IOException {
        if (answer.statusCode() != OK) {
            throw new SourceUnavailable(address.shown() + " answered " + answer.statusCode() + ".");
        }
        try (InputStream text = Files.newInputStream(answer.body())) {
            return DocumentText.parse(text, notation(address, answer), address.shown(), intake);
        }
    }

    private static Notation notation(Location.Address address, HttpResponse<Path> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.contains("json") ? Notation.JSON : Notation.ofFile(address.fileName());
    }

    private HttpResponse<Path> answer(Location.Address address, Secret token, Intake intake, Path file) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.uri()).timeout(patience);
        request.header("Accept", "application/json, application/yaml, */*;q=0.5");
        if (!token.isBlank()) {
            request.header("Authorization", "Bearer " + token.value());
        }
        CompletableFuture<HttpResponse<Path>> answer =
                client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofFile(file), intake.mostBytes()));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailable(address.shown() + " was not waited for.", e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new SourceUnavailable(
                    address.shown() + " gave no whole answer within " + patience.toSeconds() + " s.", e);
        } catch (ExecutionException e) {
            if (isTooLong(e)) {
                throw new DocumentTooLarge(address.shown(), intake, Notation.JSON);
            }
            throw unread(address, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static boolean isTooLong(ExecutionException broken) {
        return broken.getCause() instanceof IOException failure
                && String.valueOf(failure.getMessage()).contains("capacity");
    }

    /** The messages of failures can name the whole address, so only their kind is told. */
    private static SourceUnavailable unread(Location.Address address, Throwable failure) {
        return new SourceUnavailable(
                address.shown() + " cannot be read: " + failure.getClass().getSimpleName() + ".", failure);
    }
}
