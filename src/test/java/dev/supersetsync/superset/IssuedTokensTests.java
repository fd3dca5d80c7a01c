package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.supersetsync.settings.Secret;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.superset.TargetSettings.ClientCredentials;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One server is the issuer and a Superset that accepts its tokens. */
class IssuedTokensTests {

    private static final Request READ = Request.get("/api/v1/dataset/");

    private final SteppingClock clock = new SteppingClock();
    private final AtomicInteger issued = new AtomicInteger();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server = unstarted();
    private String expiresIn = "3600";

    private static HttpServer unstarted() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/realms/data/token", this::issue);
        server.createContext("/", this::answerAsSuperset);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksTheIssuerAndShowsTheTokenToSuperset() {
        calls("s3:cr+t").json(READ);

        assertThat(asked)
                .containsExactly("Basic superset-sync:s3%3Acr%2Bt grant_type=client_credentials&scope=superset");
    }

    @Test
    void renewsTheTokenBeforeItEnds() {
        Calls calls = calls("secret");
        calls.json(READ);

        clock.sleep(Duration.ofSeconds(3539));
        calls.json(READ);
        assertThat(issued).hasValue(1);

        clock.sleep(Duration.ofSeconds(1));
        calls.json(READ);
        assertThat(issued).hasValue(2);
    }

    @Test
    void usesAShortTokenForMostOfItsLife() {
        expiresIn = "40";
        Calls calls = calls("secret");
        calls.json(READ);

        clock.sleep(Duration.ofSeconds(29));
        calls.json(READ);
        assertThat(issued).hasValue(1);

        clock.sleep(Duration.ofSeconds(1));
        calls.json(READ);
        assertThat(issued).hasValue(2);
    }

    @Test
    void renewsATokenThatSupersetRefusesInMidRun() {
        Calls calls = calls("secret");
        calls.json(READ);
        accepted.clear();

        calls.json(READ);

        assertThat(issued).hasValue(2);
    }

    @Test
    void keepsATokenThatDoesNotSayWhenItEnds() {
        expiresIn = "null";
        Calls calls = calls("secret");
        calls.json(READ);
        clock.sleep(Duration.ofDays(3));
        calls.json(READ);

        assertThat(issued).hasValue(1);
    }

    @Test
    void saysThatTheIssuerRefusesWithoutTheSecret() {
        assertThatThrownBy(() -> target("wrong").connect()).isInstanceOfSatisfying(SupersetException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(e.call()).isEqualTo("POST /realms/data/token");
            assertThat(e.said()).isEqualTo("invalid_client; Bad secret ***");
        });
    }

    @Test
    void saysThatSupersetDoesNotAcceptTheTokens() {
        server.removeContext("/");
        server.createContext("/", exchange -> {
            boolean isOpen = exchange.getRequestURI().getPath().startsWith("/static");
            answer(exchange, isOpen ? 200 : 401, isOpen ? "{\"version\": \"6.1.0\"}" : "{\"msg\": \"Bad token\"}");
        });

        assertThatThrownBy(() -> target("secret").connect()).isInstanceOfSatisfying(SupersetException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(e.said()).isEqualTo("Bad token");
        });
        assertThat(issued).hasValue(2);
    }

    @Test
    void saysThatTheIssuerDoesNotAnswer() {
        var settings = Connections.withClientCredentials(
                url(), new ClientCredentials("http://127.0.0.1:1/token", "superset-sync", new Secret("secret"), ""));

        assertThatThrownBy(() -> Connections.target(settings).connect())
                .isInstanceOfSatisfying(SupersetException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
                    assertThat(e.call()).isEqualTo("POST /token");
                });
    }

    private Calls calls(String secret) {
        return target(secret).calls();
    }

    private Target target(String secret) {
        var settings = Connections.withClientCredentials(
                url(),
                new ClientCredentials(url() + "/realms/data/token", "superset-sync", new Secret(secret), "superset"));
        return Connections.target(settings, new SimpleMeterRegistry(), clock, clock);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void issue(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String client = new String(
                Base64.getDecoder().decode(authorization.substring("Basic ".length())), StandardCharsets.US_ASCII);
        asked.add(
                "Basic " + client + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (client.endsWith(":wrong")) {
            answer(exchange, 400, "{\"error\": \"invalid_client\", \"error_description\": \"Bad secret wrong\"}");
            return;
        }
        String token = "token-" + issued.incrementAndGet();
        accepted.add("Bearer " + token);
        answer(exchange, 200, "{\"access_token\": \"" + token + "\", \"expires_in\": " + expiresIn + "}");
    }

    private void answerAsSuperset(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().startsWith("/static")) {
            answer(exchange, 200, "{\"version\": \"6.1.0\"}");
            return;
        }
        boolean isKnown = accepted.contains(exchange.getRequestHeaders()
                .getOrDefault("Authorization", List.of(""))
                .getFirst());
        answer(exchange, isKnown ? 200 : 401, isKnown ? "{\"result\": []}" : "{\"msg\": \"Token has expired\"}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
