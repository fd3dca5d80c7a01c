package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

class CustomCaTests {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path directory = Path.of("");

    private final List<String> referers = new CopyOnWriteArrayList<>();
    private boolean wantsCertificate;
    private HttpsServer server = unstarted();

    @BeforeEach
    void start() throws Exception {
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=ip:127.0.0.1", "-validity", "10");
        keytool("-exportcert", "-rfc", "-file", pem().toString());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls()) {
            @Override
            public void configure(HttpsParameters parameters) {
                var tls = getSSLContext().getDefaultSSLParameters();
                tls.setNeedClientAuth(wantsCertificate);
                parameters.setSSLParameters(tls);
            }
        });
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void trustsServerOfConfiguredCertificate() {
        assertThat(target(pem().toString()).connect().version()).isEqualTo("6.1.0");
        assertThat(referers).isNotEmpty().containsOnly(url() + "/");
    }

    @Test
    void trustsWhatABundleTrustsAndShowsItsCertificate() throws Exception {
        wantsCertificate = true;
        KeyStore own = keys();
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", own.getCertificate("mykey"));
        var stores = SslStoreBundle.of(own, "changeit", trusted);
        var settings = Connections.withPassword(url(), "ana", "password");

        assertThat(Connections.target(settings, SslBundle.of(stores)).connect().version())
                .isEqualTo("6.1.0");
        assertThatThrownBy(() -> Connections.target(settings, SslBundle.of(SslStoreBundle.of(null, null, trusted)))
                        .connect())
                .isInstanceOf(SupersetException.class);
    }

    @Test
    void distrustsServerOtherwise() {
        assertThatThrownBy(() -> target("").connect()).isInstanceOfSatisfying(SupersetException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.said()).contains("no trusted TLS connection");
        });
    }

    private Target target(String caCertificate) {
        return Connections.target(Connections.withPassword(url(), "ana", "password", caCertificate));
    }

    private String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    private Path pem() {
        return directory.resolve("ca.pem");
    }

    private void answer(HttpExchange exchange) throws IOException {
        referers.add(exchange.getRequestHeaders().getFirst("Referer"));
        byte[] body = "{\"version\": \"6.1.0\", \"access_token\": \"a\"}".getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", directory.resolve("keys.p12").toString(), "-storepass", "changeit"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
    }

    private SSLContext tls() throws Exception {
        KeyStore keys = keys();
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore clients = KeyStore.getInstance("PKCS12");
        clients.load(null, null);
        clients.setCertificateEntry("client", keys.getCertificate("mykey"));
        trust.init(clients);
        context.init(factory.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore keys() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(directory.resolve("keys.p12"))) {
            keys.load(file, PASSWORD);
        }
        return keys;
    }

    private static HttpsServer unstarted() {
        try {
            return HttpsServer.create();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
