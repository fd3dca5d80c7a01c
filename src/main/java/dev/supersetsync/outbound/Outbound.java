package dev.supersetsync.outbound;

import dev.supersetsync.outbound.CheckedNames.NotAllowed;
import dev.supersetsync.outbound.OutboundException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Calls hosts that are no Superset, and only those that {@code superset-sync.outbound.allowed-hosts} allows: no internal
 * address unless its host is named there, and never a link-local one. Each connection goes to an address that was checked
 * for it. It follows no redirect, takes no proxy, keeps no cookie and no connection, repeats nothing, and gives up after
 * the time and the size that a request states. What calls out of this service, calls through here.
 */
@Component
public class Outbound {

    private static final int MOST_CALLS = 50;
    private static final int MOST_CALLS_TO_A_HOST = 20;
    private static final Http1Config NO_ENDLESS_HEADERS = Http1Config.custom()
            .setMaxHeaderCount(200)
            .setMaxLineLength(16 * 1024)
            .build();

    private final AllowedHosts allowed;
    private final SingletonSupplier<CloseableHttpClient> client;

    @Autowired
    Outbound(OutboundSettings settings) {
        this(settings, SystemDefaultDnsResolver.INSTANCE);
    }

    Outbound(OutboundSettings settings, DnsResolver names) {
        this.allowed = settings.allowedHosts();
        this.client = SingletonSupplier.of(() -> client(new CheckedNames(allowed, names)));
    }

    /** One without Spring, with the same limits. */
    public static Outbound allowing(String... hosts) {
        return new Outbound(new OutboundSettings(new OutboundSettings.Limits(List.of(hosts))));
    }

    /**
     * What is wrong with an address before anybody looks it up, or nothing: for checks at start. Whether it can be called
     * is only known when it is.
     *
     * @return a sentence's second part, such as "needs http or https"
     */
    public Optional<String> complaint(URI address) {
        if (!"http".equalsIgnoreCase(address.getScheme()) && !"https".equalsIgnoreCase(address.getScheme())) {
            return Optional.of("needs http or https");
        }
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            return Optional.of("needs a host, and neither user nor password");
        }
        return allowed.allow(address.getHost(), port(address))
                ? Optional.empty()
                : Optional.of("has a host that is not in " + AllowedHosts.KEY);
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @throws OutboundException if there is none, or it may not be asked for
     */
    public OutboundAnswer send(OutboundRequest request) {
        complaint(request.address()).ifPresent(wrong -> {
            throw new OutboundException(Reason.NOT_ALLOWED, "the address " + wrong);
        });
        HttpUriRequestBase call = call(request);
        var exchange = new FutureTask<>(() ->
                client.obtain().execute(call, response -> answer(response, call, request.mostBytes())));
        Thread.ofVirtual().name("outbound").start(exchange);
        try {
            return exchange.get(request.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw new OutboundException(Reason.LATE, "the wait for the answer was interrupted", e);
        } catch (TimeoutException e) {
            call.cancel();
            throw new OutboundException(Reason.LATE, "there was no whole answer within " + seconds(request) + " s", e);
        } catch (ExecutionException e) {
            throw broken(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static String seconds(OutboundRequest request) {
        return String.valueOf(request.patience().toMillis() / 1000.0).replaceFirst("\\.0$", "");
    }

    private static HttpUriRequestBase call(OutboundRequest request) {
        var call = new HttpUriRequestBase(request.method(), request.address());
        request.headers().forEach(call::setHeader);
        byte[] body = request.body();
        if (body.length > 0) {
            call.setEntity(new ByteArrayEntity(body, null));
        }
        call.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(request.patience()))
                .setResponseTimeout(Timeout.of(request.patience()))
                .setRedirectsEnabled(false)
                .build());
        return call;
    }

    private static OutboundAnswer answer(ClassicHttpResponse response, HttpUriRequestBase call, int mostBytes)
            throws IOException {
        Map<String, String> headers = Arrays.stream(response.getHeaders())
                .collect(Collectors.toMap(
                        header -> header.getName().toLowerCase(Locale.ROOT),
                        Header::getValue,
                        (first, second) -> first));
        byte[] body = response.getEntity() == null
                ? new byte[0]
                : body(response.getEntity().getContent(), call, mostBytes);
        return new OutboundAnswer(response.getCode(), headers, body);
    }

    private static byte[] body(@Nullable InputStream content, HttpUriRequestBase call, int mostBytes)
            throws IOException {
        byte[] bytes = content == null ? new byte[0] : content.readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
            call.cancel(); // else the client would read what is left
            throw new TooLarge();
        }
        return bytes;
    }

    private static OutboundException broken(Throwable cause) {
        return switch (cause) {
            case NotAllowed refused ->
                new OutboundException(Reason.NOT_ALLOWED, String.valueOf(refused.getMessage()), refused);
            case TooLarge large -> new OutboundException(Reason.TOO_LARGE, "the answer is too large", large);
            case UnknownHostException unknown ->
                new OutboundException(Reason.BROKEN, "the host name is not known", unknown);
            default ->
                new OutboundException(
                        Reason.BROKEN, "the call failed: " + cause.getClass().getSimpleName(), cause);
        };
    }

    private static CloseableHttpClient client(CheckedNames names) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(NO_ENDLESS_HEADERS)
                        .build())
                .setMaxConnTotal(MOST_CALLS)
                .setMaxConnPerRoute(MOST_CALLS_TO_A_HOST)
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("superset-sync")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .build();
    }

    /** An answer has more bytes than it may have. */
    private static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
