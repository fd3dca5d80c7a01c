package dev.supersetsync.testenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the options promise to tests that start a Superset of their own: one server has them all. */
class SupersetOptionsIT {

    @SuppressWarnings("NullAway.Init")
    private static SupersetServer server;

    @BeforeAll
    static void start() {
        server = SupersetServer.start(SupersetOptions.defaults()
                .below("/analytics")
                .withRateLimit()
                .withAccessTokenLife(Duration.ofSeconds(5))
                .withoutSecurityApi());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void livesBelowItsPath() {
        assertThat(server.baseUrl()).endsWith("/analytics");
        assertThat(SupersetApi.of(server).list("/dataset/", "(page_size:1)")).isEmpty();
    }

    @Test
    void limitsTheRequestsOfEachSecond() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.baseUrl() + "/api/v1/me/"))
                .build();

        try (var client = HttpClient.newHttpClient()) {
            var answers = IntStream.range(0, 200)
                    .mapToObj(number -> client.sendAsync(request, BodyHandlers.discarding()))
                    .toList();
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get();

            assertThat(answers).extracting(answer -> answer.join().statusCode()).contains(401, 429);
            await().untilAsserted(() -> assertThat(
                            client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(401));
        }
    }

    @Test
    void letsASignInEndAfterItsTime() {
        var credentials = """
                {"username": "admin", "password": "admin", "provider": "db"}""";
        var api = SupersetApi.of(server);

        var token = api.post("/security/login", JsonMapper.shared().readTree(credentials))
                .path("access_token")
                .asString();

        var claims = claims(token);
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(5);
    }

    @Test
    void hidesRolesWithoutTheSecurityApi() {
        assertThat(SupersetApi.of(server).send("GET", "/security/roles/", null).status())
                .isEqualTo(404);
    }

    private static JsonNode claims(String token) {
        var payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return JsonMapper.shared().readTree(new String(payload, StandardCharsets.UTF_8));
    }
}
