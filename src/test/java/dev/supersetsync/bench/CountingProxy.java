package dev.supersetsync.bench;

import io.netty.buffer.ByteBuf;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * A proxy in front of Superset that counts what passes and can make the way longer. Requests and answers are handed on
 * as they are and side by side; making a connection takes no longer, so that a client which keeps its connections and
 * one which does not are as far away.
 */
public final class CountingProxy implements AutoCloseable {

    /** Superset closes an idle connection after two seconds. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final TrafficCount count = new TrafficCount();
    private final String origin;
    private final String prefix;
    private final Duration delay;
    private final ConnectionProvider connections = ConnectionProvider.builder("counting-proxy")
            .maxConnections(100)
            .maxIdleTime(IDLE)
            .build();
    private final HttpClient client = HttpClient.create(connections).disableRetry(true);
    private final DisposableServer server;

    private CountingProxy(URI superset, Duration delay) {
        this.origin = superset.getScheme() + "://" + superset.getRawAuthority();
        this.prefix = superset.getRawPath();
        this.delay = delay;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::handOn)
                .bindNow();
    }

    /**
     * Starts one.
     *
     * @param supersetUrl where Superset is, a path prefix included
     * @param delay how much longer the way is, each way
     */
    public static CountingProxy before(String supersetUrl, Duration delay) {
        return new CountingProxy(URI.create(supersetUrl), delay);
    }

    /** Where Superset is for who is to be counted. */
    public String url() {
        return "http://127.0.0.1:" + server.port() + prefix;
    }

    /** What passed since the start, or since it was asked for last. */
    public Traffic take() {
        return count.take();
    }

    private Publisher<Void> handOn(HttpServerRequest request, HttpServerResponse response) {
        Runnable ended = count.begins(request.method().name(), request.fullPath());
        Flux<Void> answered = client.headers(headers -> headers.set(request.requestHeaders()))
                .request(request.method())
                .uri(origin + request.uri())
                .send(counted(request.receive()))
                .response((answer, body) -> handBack(answer, endsFirst(counted(body), ended), response));
        return onTheWay().thenMany(answered).doFinally(signal -> ended.run());
    }

    /**
     * The request has ended before its client can know, who does by the last part: else the next one would seem to be
     * beside it. So each part is handed on when the next one is there, and the last one when there is none.
     */
    private static Flux<ByteBuf> endsFirst(Flux<ByteBuf> body, Runnable ended) {
        Mono<Optional<ByteBuf>> end = Mono.fromSupplier(() -> {
            ended.run();
            return Optional.empty();
        });
        return body.map(Optional::of)
                .concatWith(end)
                .buffer(2, 1)
                .concatMapIterable(parts -> parts.getFirst().stream().toList());
    }

    private Publisher<Void> handBack(HttpClientResponse answer, Flux<ByteBuf> body, HttpServerResponse response) {
        response.status(answer.status()).headers(answer.responseHeaders());
        return onTheWay().then(Mono.defer(() -> response.send(body).then()));
    }

    private Mono<Void> onTheWay() {
        return delay.isZero() ? Mono.empty() : Mono.delay(delay).then();
    }

    private Flux<ByteBuf> counted(ByteBufFlux body) {
        return body.retain().doOnNext(part -> count.passes(part.readableBytes()));
    }

    @Override
    public void close() {
        server.disposeNow();
        connections.dispose();
    }
}
