package dev.supersetsync.standin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A bare HTTP client for the contract: it shows what a server really answers. It follows nothing, repeats nothing and
 * is no model for a client.
 */
final class SupersetClient {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String url;
    private final Map<String, String> signedIn = new LinkedHashMap<>();
    private String refreshToken = "";

    SupersetClient(String url, String username, String password) {
        this.url = url;
        Reply login = send(request("POST", "/api/v1/security/login")
                .json("{\"username\":\"%s\",\"password\":\"%s\",\"provider\":\"db\",\"refresh\":true}"
                        .formatted(username, password)));
        signedIn.put(
                "Authorization", "Bearer " + login.json().path("access_token").asString(""));
        refreshToken = login.json().path("refresh_token").asString("");
        Reply csrf = get("/api/v1/security/csrf_token/");
        signedIn.put("X-CSRFToken", csrf.json().path("result").asString(""));
        signedIn.put("Cookie", csrf.header("Set-Cookie").replaceAll(";.*", ""));
    }

    String url() {
        return url;
    }

    String header(String name) {
        return signedIn.getOrDefault(name, "");
    }

    String refreshToken() {
        return refreshToken;
    }

    Reply get(String path) {
        return call("GET", path).send();
    }

    Reply post(String path, String json) {
        return call("POST", path).json(json).send();
    }

    Reply put(String path, String json) {
        return call("PUT", path).json(json).send();
    }

    Reply delete(String path) {
        return call("DELETE", path).with("Content-Type", "application/json").send();
    }

    /** A call of somebody who has signed in and shows everything. */
    Outgoing call(String method, String path) {
        Outgoing outgoing = request(method, path);
        signedIn.forEach(outgoing::with);
        return outgoing;
    }

    /** A call of somebody unknown. */
    Outgoing request(String method, String path) {
        return new Outgoing(method, path).with("Accept", "application/json");
    }

    private Reply send(Outgoing outgoing) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url + escaped(outgoing.path)));
        outgoing.headers.forEach(builder::header);
        byte[] body = outgoing.body;
        builder.method(outgoing.method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        try {
            HttpResponse<byte[]> response = http.send(builder.build(), BodyHandlers.ofByteArray());
            return new Reply(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String escaped(String path) {
        return path.replace(" ", "%20").replace("\"", "%22");
    }

    /** A call that is being put together. */
    final class Outgoing {

        private final String method;
        private final String path;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private byte @Nullable [] body;

        private Outgoing(String method, String path) {
            this.method = method;
            this.path = path;
        }

        Outgoing with(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Outgoing without(String name) {
            headers.remove(name);
            return this;
        }

        Outgoing json(String json) {
            body = json.getBytes(StandardCharsets.UTF_8);
            return with("Content-Type", "application/json");
        }

        /** A form with a ZIP, as imports want it. */
        Outgoing zip(byte[] zip) {
            var form = new ByteArrayOutputStream();
            form.writeBytes("--part\r\nContent-Disposition: form-data; name=\"formData\"; filename=\"a.zip\"\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8));
            form.writeBytes(zip);
            form.writeBytes("\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8));
            body = form.toByteArray();
            return with("Content-Type", "multipart/form-data; boundary=part");
        }

        Reply send() {
            return SupersetClient.this.send(this);
        }
    }

    /**
     * What came back.
     *
     * @param response the response
     */
    record Reply(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        byte[] bytes() {
            return response.body();
        }

        String body() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Json.read(body());
        }

        String text(String pointer) {
            return json().at(pointer).asString("");
        }

        JsonNode at(String pointer) {
            return json().at(pointer);
        }
    }
}
