package dev.supersetsync.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests of the bare client: bearer token, session cookie and CSRF token, fetched once. An answer other than a success
 * ends the comparison; nothing is repeated. Paths are those below {@code /api/v1}.
 */
final class BareHttp {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String JSON_TYPE = "application/json";
    private static final String BOUNDARY = "bare-client-boundary";
    private static final int AT_A_TIME = 4;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final List<String> headers;

    private BareHttp(String url, List<String> headers) {
        this.url = url;
        this.headers = headers;
    }

    static BareHttp signIn(String url, String username, String password) {
        var nobody = new BareHttp(url, List.of());
        var credentials = Map.of("username", username, "password", password, "provider", "db");
        String bearer = "Bearer "
                + json(nobody.send("POST", "/security/login", JSON_TYPE, body(credentials)))
                        .path("access_token")
                        .asString();
        var signedIn = new BareHttp(url, List.of("Authorization", bearer));
        HttpResponse<byte[]> csrf = signedIn.send("GET", "/security/csrf_token/", JSON_TYPE, BodyPublishers.noBody());
        String cookie = csrf.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        return new BareHttp(
                url,
                List.of(
                        "Authorization",
                        bearer,
                        "X-CSRFToken",
                        json(csrf).path("result").asString(),
                        "Cookie",
                        cookie));
    }

    JsonNode get(String path, String rison) {
        return json(send("GET", path + query(rison), JSON_TYPE, BodyPublishers.noBody()));
    }

    byte[] download(String path, String rison) {
        return send("GET", path + query(rison), JSON_TYPE, BodyPublishers.noBody())
                .body();
    }

    void put(String path, Map<String, ?> content) {
        send("PUT", path, JSON_TYPE, body(content));
    }

    void delete(String path, String rison) {
        send("DELETE", path + query(rison), JSON_TYPE, BodyPublishers.noBody());
    }

    /** Sends a ZIP to be imported where nothing is yet. */
    void upload(String path, byte[] zip) {
        var form = new ByteArrayOutputStream();
        form.writeBytes("""
                --%s\r
                Content-Disposition: form-data; name="formData"; filename="import.zip"\r
                Content-Type: application/zip\r
                \r
                """.formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
        form.writeBytes(zip);
        form.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
        send("POST", path, "multipart/form-data; boundary=" + BOUNDARY, BodyPublishers.ofByteArray(form.toByteArray()));
    }

    /** Does the same for all, four at a time. */
    <T> void sideBySide(Collection<T> all, Consumer<T> work) {
        List<Callable<Void>> tasks = new ArrayList<>();
        all.forEach(one -> tasks.add(() -> {
            work.accept(one);
            return null;
        }));
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<byte[]> send(String method, String path, String type, BodyPublisher content) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .timeout(Duration.ofMinutes(5))
                .header("Accept", JSON_TYPE)
                .header("Accept-Encoding", "gzip")
                .method(method, content)
                .header("Content-Type", type);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("%s %s: %d %s"
                        .formatted(
                                method,
                                path,
                                response.statusCode(),
                                new String(response.body(), StandardCharsets.UTF_8)));
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        boolean zipped =
                response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        try (var body = new ByteArrayInputStream(response.body())) {
            return JSON.readTree(zipped ? new GZIPInputStream(body) : body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BodyPublisher body(Map<String, ?> content) {
        return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(content));
    }

    private static String query(String rison) {
        return "?q=" + URLEncoder.encode(rison, StandardCharsets.UTF_8);
    }
}
