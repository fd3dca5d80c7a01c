package dev.supersetsync.testenv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * Requests to a Superset as one of its users: bearer token, session cookie and CSRF token, and a new sign-in when the
 * token has ended. It knows paths and bytes, and nothing of what they mean.
 */
final class SupersetHttp {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    static {
        // Superset closes an idle connection after two seconds: this client must do so before.
        System.setProperty("jdk.httpclient.keepalive.timeout", "1");
    }

    private final String baseUrl;
    private final String username;
    private final String password;
    private final HttpClient http = client();
    private String token = "";
    private String csrf = "";

    SupersetHttp(String baseUrl, String username, String password) {
        this.baseUrl = baseUrl;
        this.username = username;
        this.password = password;
    }

    static boolean isHealthy(String baseUrl) {
        try (var client = client()) {
            return exchange(client, get(baseUrl + "/health")).status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    static String version(String baseUrl) {
        try (var client = client()) {
            return exchange(client, get(baseUrl + "/static/version_info.json"))
                    .json()
                    .path("version")
                    .asString();
        }
    }

    synchronized SupersetApi.Answer send(String method, String path, String contentType, BodyPublisher content) {
        var answer = exchange(method, path, contentType, content);
        if (answer.status() == 401) {
            signIn();
            answer = exchange(method, path, contentType, content);
        }
        return answer;
    }

    void signIn() {
        token = "";
        csrf = "";
        var credentials = Map.of("username", username, "password", password, "provider", "db", "refresh", true);
        var content = BodyPublishers.ofByteArray(SupersetApi.JSON.writeValueAsBytes(credentials));
        var answer = exchange("POST", "/security/login", "application/json", content);
        if (answer.status() != 200) {
            throw new IllegalStateException(
                    "%s cannot sign in to %s: %d %s".formatted(username, baseUrl, answer.status(), answer.text()));
        }
        token = answer.json().path("access_token").asString();
        csrf = exchange("GET", "/security/csrf_token/", "application/json", BodyPublishers.noBody())
                .json()
                .path("result")
                .asString();
    }

    private SupersetApi.Answer exchange(String method, String path, String contentType, BodyPublisher content) {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + "/api/v1" + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .header("Referer", baseUrl)
                .method(method, content);
        if (content.contentLength() > 0) {
            request.header("Content-Type", contentType);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token).header("X-CSRFToken", csrf);
        }
        return exchange(http, request.build());
    }

    private static SupersetApi.Answer exchange(HttpClient client, HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofByteArray());
            return new SupersetApi.Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build();
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .cookieHandler(new CookieManager())
                .build();
    }
}
