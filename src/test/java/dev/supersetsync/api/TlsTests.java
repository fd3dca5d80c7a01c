package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service with a certificate of its own, as docs/security.md says how. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:tls;DB_CLOSE_DELAY=-1",
            "superset-sync.token=" + ApiFakes.ADMIN,
            "server.ssl.bundle=web",
            "spring.ssl.bundle.jks.web.keystore.password=changeit",
        })
@Import(ApiFakes.class)
class TlsTests {

    @TempDir
    private static Path folder;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void certificate(DynamicPropertyRegistry settings) throws IOException, InterruptedException {
        Path keys = folder.resolve("keys.p12");
        var keytool = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit");
        assertThat(new ProcessBuilder(keytool).inheritIO().start().waitFor()).isZero();
        settings.add("spring.ssl.bundle.jks.web.keystore.location", () -> "file:" + keys);
    }

    @Test
    void answersOverTlsAndTellsBrowsersToStayThere() throws Exception {
        HttpResponse<String> answer = get("https");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
    }

    @Test
    void doesNotAnswerWithoutTls() throws Exception {
        assertThat(get("http").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> get(String scheme) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(scheme + "://localhost:" + port + "/actuator/health/liveness"))
                .build();
        try (var client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private static SSLContext trusting() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(folder.resolve("keys.p12"))) {
            keys.load(file, "changeit".toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("mykey"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
