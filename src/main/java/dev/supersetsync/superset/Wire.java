package dev.supersetsync.superset;

import dev.supersetsync.superset.NoReply.Reason;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestBodySpec;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Sends one call and waits for its answer: the only place that blocks. It signs nothing in, repeats nothing and judges
 * no status.
 */
final class Wire {

    private final String baseUrl;
    private final WebClient client;
    private final Duration responseTimeout;

    Wire(String baseUrl, WebClient client, Duration responseTimeout) {
        this.baseUrl = baseUrl;
        this.client = client;
        this.responseTimeout = responseTimeout;
    }

    /**
     * Sends it once.
     *
     * @param headers what signs it in
     */
    Answer send(Request request, Map<String, String> headers) throws NoReply {
        Duration limit = responseTimeout.multipliedBy(request.patience());
        try {
            return answerTo(request, headers).timeout(limit).blockOptional().orElseThrow();
        } catch (RuntimeException e) {
            throw noReply(Exceptions.unwrap(e));
        }
    }

    private Mono<Answer> answerTo(Request request, Map<String, String> headers) {
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        RequestBodySpec spec = client.method(request.method())
                .uri(URI.create(baseUrl + request.path() + query))
                .headers(all -> headers.forEach(all::set));
        request.bytes().ifPresent(spec::bodyValue);
        return spec.exchangeToMono(Wire::read);
    }

    private static Mono<Answer> read(ClientResponse response) {
        int status = response.statusCode().value();
        String location =
                response.headers().header("Location").stream().findFirst().orElse("");
        List<String> cookies = response.cookies().values().stream()
                .flatMap(List::stream)
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .toList();
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> new Answer(status, location, cookies, body));
    }

    private static NoReply noReply(Throwable thrown) {
        Throwable cause = thrown instanceof WebClientRequestException failed && failed.getCause() != null
                ? failed.getCause()
                : thrown;
        return switch (cause) {
            case ConnectTimeoutException e -> new NoReply(Reason.NOT_SENT, "connecting took too long");
            case UnknownHostException e -> new NoReply(Reason.NOT_SENT, "the host name is not known");
            case ConnectException e -> new NoReply(Reason.NOT_SENT, "the connection was refused");
            case SSLHandshakeException e ->
                new NoReply(Reason.NOT_SENT, "no trusted TLS connection: " + e.getMessage());
            case TimeoutException e -> new NoReply(Reason.LATE, "no answer in time");
            default -> interruptedOrBroken(cause);
        };
    }

    private static NoReply interruptedOrBroken(Throwable cause) {
        if (Thread.currentThread().isInterrupted()) {
            return new NoReply(Reason.LATE, "waiting for the answer was interrupted");
        }
        return new NoReply(
                Reason.BROKEN, "the connection broke: " + cause.getClass().getSimpleName());
    }
}
