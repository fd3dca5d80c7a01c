package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What the server refuses before a controller has read it, sent as no client would send it. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:refused;DB_CLOSE_DELAY=-1",
            "superset-sync.token=" + ApiFakes.ADMIN,
        })
@Import(ApiFakes.class)
@ExtendWith(OutputCaptureExtension.class)
class RefusedRequestTests {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/runs/a%2Fb",
                "/runs/%00",
                "/runs/%ff",
                "/runs/%zz",
                "/runs?x=[",
                "/../x", // Tomcat refuses these
                "/x;%zz",
                "/runs;%",
                "/runs;x=%zz/y",
                "/actuator/health;%zz", // Spring would break at these
            })
    void anAddressThatIsNoneIsAProblem(String address, CapturedOutput log) throws IOException {
        String answer = answerTo("GET " + address + " HTTP/1.1\nHost: localhost\n");

        assertProblem(answer, 400, "/problems/unreadable");
        assertThat(answer).contains("no HTTP that is accepted. Either its address");
        assertThat(log).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/runs?status=%ff", "/runs?x=%zz"})
    void parametersThatCannotBeReadAreAProblem(String address, CapturedOutput log) throws IOException {
        String answer = answerTo("""
                GET %s HTTP/1.1
                Host: localhost
                Authorization: %s
                """.formatted(address, ApiFakes.bearer(ApiFakes.ADMIN)));

        assertProblem(answer, 400, "/problems/unreadable");
        assertThat(answer).contains("The parameters of the address cannot be read");
        assertThat(log).doesNotContain("Exception");
    }

    @Test
    void aRefusedAddressIsNamedIfItIsAUri() throws IOException {
        assertThat(answerTo("GET /runs/a%2Fb HTTP/1.1\nHost: localhost\n")).contains("\"instance\":\"/runs/a%2Fb\"");
        assertThat(answerTo("GET /x;%zz HTTP/1.1\nHost: localhost\n")).doesNotContain("instance");
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoProperHttpIsAProblem(String head, CapturedOutput log) throws IOException {
        assertProblem(answerTo(head), 400, "/problems/unreadable");
        assertThat(log).doesNotContain("Exception");
    }

    static Stream<Named<String>> whatIsNoProperHttpIsAProblem() {
        String tooLong = "x".repeat(9000);
        return Stream.of(
                Named.of("long address", "GET /" + tooLong + " HTTP/1.1\nHost: localhost\n"),
                Named.of("long header", "GET /runs HTTP/1.1\nHost: localhost\nX: " + tooLong + "\n"),
                Named.of("header without a colon", "GET /runs HTTP/1.1\nHost: localhost\nX\n"),
                Named.of("no host", "GET /runs HTTP/1.1\n"),
                Named.of("two lengths", "POST /sync HTTP/1.1\nHost: x\nContent-Length: 1\nContent-Length: 2\n"));
    }

    @ParameterizedTest
    @CsvSource({"HTTP/7.0, X: x, 505", "HTTP/1.1, Transfer-Encoding: none, 501", "HTTP/1.1, Expect: nothing, 417"})
    void whatTheServerDoesNotDoIsAProblemOfNoType(String version, String header, int status) throws IOException {
        String answer = answerTo("GET /runs " + version + "\nHost: localhost\n" + header + "\n");

        assertProblem(answer, status);
        assertThat(answer).doesNotContain("\"type\"");
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE, 405, /problems/method-not-allowed, The header Allow lists",
        "FOO, 400, /problems/unreadable, The method FOO is not known.",
    })
    void anUnknownMethodIsAProblem(String method, int status, String type, String detail) throws IOException {
        String answer = answerTo(method + " /runs HTTP/1.1\nHost: localhost\n");

        assertProblem(answer, status, type);
        assertThat(answer).contains(detail);
    }

    @Test
    void aCallerOfAnOlderHttpNeedsNoHost() throws IOException {
        assertThat(answerTo("GET /actuator/health/liveness HTTP/1.0\n")).startsWith("HTTP/1.1 200");
        assertProblem(answerTo("GET /runs HTTP/1.0\n"), 401, "/problems/unauthorized");
        assertProblem(answerTo("GET /runs/%00 HTTP/1.0\n"), 400, "/problems/unreadable");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /sync, application/json",
        "POST, /plans, application/yaml",
        "POST, /models/validate, multipart/form-data; boundary=x",
        "PUT, /strategy-sets/x, application/json",
        "POST, /runs/x/restore, application/json",
    })
    void aBodyInBrokenChunksIsAProblem(String method, String path, String type, CapturedOutput log) throws IOException {
        String head = """
                %s %s HTTP/1.1
                Host: localhost
                Authorization: %s
                Content-Type: %s
                Transfer-Encoding: chunked
                """.formatted(method, path, ApiFakes.bearer(ApiFakes.ADMIN), type);

        String answer = answerTo(head, "no length\nx\n0\n\n");

        assertProblem(answer, 400, "/problems/unreadable");
        assertThat(answer).contains("The body is not as its headers say");
        assertThat(log).doesNotContain("Exception");
    }

    private static void assertProblem(String answer, int status, String type) {
        assertProblem(answer, status);
        assertThat(answer).contains("\"type\":\"" + type + "\"");
    }

    private static void assertProblem(String answer, int status) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("Content-Type: application/problem+json", "\"status\":" + status)
                .contains("X-Content-Type-Options: nosniff", "Cache-Control: no-cache, no-store")
                .doesNotContain("<html", "Tomcat", "Server:");
    }

    private String answerTo(String head) throws IOException {
        return answerTo(head, "");
    }

    private String answerTo(String head, String body) throws IOException {
        String request = (head + "Connection: close\n\n" + body).replace("\n", "\r\n");
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
