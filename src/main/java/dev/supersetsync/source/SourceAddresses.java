package dev.supersetsync.source;

import dev.supersetsync.settings.Secret;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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

    /** The text at an address. */
    ParsedText read(Location.Address address, Secret token) {
        HttpResponse<byte[]> answer = answer(address, token);
        if (answer.statusCode() != OK) {
            throw new SourceUnavailable(address.shown() + " answered " + answer.statusCode() + ".");
        }
        return DocumentText.parse(answer.body(), notation(address, answer), address.shown());
    }

    private static Notation notation(Location.Address address, HttpResponse<byte[]> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.contains("json") ? Notation.JSON : Notation.ofFile(address.fileName());
    }

    private HttpResponse<byte[]> answer(Location.Address address, Secret token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.uri()).timeout(patience);
        request.header("Accept", "application/json, application/yaml, */*;q=0.5");
        if (!token.isBlank()) {
            request.header("Authorization", "Bearer " + token.value());
        }
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), DocumentText.MOST_BYTES));
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
            throw new SourceUnavailable(address.shown() + " cannot be read: " + why(e) + ".", e);
        }
    }

    /** The messages of failures can name the whole address, so only their kind is told. */
    private static String why(ExecutionException broken) {
        Throwable failure = Objects.requireNonNullElse(broken.getCause(), broken);
        boolean isTooLong = failure instanceof IOException
                && String.valueOf(failure.getMessage()).contains("capacity");
        return isTooLong
                ? "it has more than " + DocumentText.MOST_BYTES / 1024 / 1024 + " MB"
                : failure.getClass().getSimpleName();
    }
}
