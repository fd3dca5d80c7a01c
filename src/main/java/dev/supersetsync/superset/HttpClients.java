package dev.supersetsync.superset;

import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Builds the HTTP client of a target: its pool, its time-outs and whom it trusts. Redirects are never followed, and
 * nothing is sent twice behind our back.
 */
final class HttpClients {

    /** gunicorn closes idle connections after 2 s without saying so. */
    private static final Duration IDLE = Duration.ofMillis(1500);

    private static final int LARGEST_ANSWER = 256 << 20;

    private HttpClients() {}

    static ConnectionProvider pool(String target, TargetSettings settings) {
        return ConnectionProvider.builder("superset-" + target)
                .maxConnections(settings.maxConcurrency() + 2)
                .maxIdleTime(IDLE)
                .evictInBackground(IDLE)
                .pendingAcquireMaxCount(-1)
                .build();
    }

    /**
     * The client of a target.
     *
     * @param bundle whom it trusts and who it is, instead of what the settings say of a certificate; null for none
     */
    static WebClient client(ConnectionProvider pool, TargetSettings settings, @Nullable SslBundle bundle) {
        HttpClient http = HttpClient.create(pool)
                .compress(true)
                .followRedirect(false)
                .disableRetry(true)
                .proxyWithSystemProperties()
                .resolver(DefaultAddressResolverGroup.INSTANCE)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis());
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(
                        bundle == null ? trusting(http, settings.caCertificate()) : with(bundle, http)))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
    }

    private static HttpClient with(SslBundle bundle, HttpClient http) {
        var managers = bundle.getManagers();
        SslContextBuilder context = SslContextBuilder.forClient()
                .keyManager(managers.getKeyManagerFactory())
                .trustManager(managers.getTrustManagerFactory());
        String[] protocols = bundle.getOptions().getEnabledProtocols();
        String[] ciphers = bundle.getOptions().getCiphers();
        if (protocols != null) {
            context.protocols(protocols);
        }
        if (ciphers != null) {
            context.ciphers(List.of(ciphers));
        }
        return secured(http, context, "the configured SSL bundle");
    }

    private static HttpClient trusting(HttpClient http, String caCertificate) {
        if (caCertificate.isEmpty()) {
            return http;
        }
        SslContextBuilder context = SslContextBuilder.forClient().trustManager(trustManagers(Path.of(caCertificate)));
        return secured(http, context, caCertificate);
    }

    private static HttpClient secured(HttpClient http, SslContextBuilder builder, String by) {
        try {
            var context = builder.build();
            return http.secure(ssl -> ssl.sslContext(context));
        } catch (SSLException e) {
            throw new IllegalStateException("TLS can't be set up with " + by, e);
        }
    }

    /** The certificates of the file, and those that Java trusts anyway. */
    private static TrustManagerFactory trustManagers(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var all = new ArrayList<Certificate>(
                    CertificateFactory.getInstance("X.509").generateCertificates(pem));
            all.addAll(trustedAnyway());
            for (int number = 0; number < all.size(); number++) {
                store.setCertificateEntry("ca-" + number, all.get(number));
            }
            return factoryOf(store);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificates in " + file + " can't be used", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The certificates in " + file + " can't be read", e);
        }
    }

    private static List<X509Certificate> trustedAnyway() throws GeneralSecurityException {
        return Arrays.stream(factoryOf(null).getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .toList();
    }

    /** With null: what Java trusts by itself. */
    private static TrustManagerFactory factoryOf(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
