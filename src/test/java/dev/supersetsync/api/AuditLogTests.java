package dev.supersetsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.supersetsync.run.RunStatus;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What the audit log says of calls. */
@ApiTest
class AuditLogTests {

    private static final String MODELS = "{\"models\": {\"version\": 1, \"models\": []}, \"target\": \"spare\"}";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeSyncs syncs;

    private final Logger log = (Logger) LoggerFactory.getLogger("audit");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        syncs.reset();
        lines.start();
        log.setLevel(Level.INFO); // whatever a test before left
        log.addAppender(lines);
    }

    @AfterEach
    void leave() {
        log.detachAppender(lines);
    }

    @Test
    void aSyncIsOneLineWithCallerRunAndOutcome() {
        call(HttpMethod.POST, "/sync", ApiFakes.LIMITED, MODELS);

        assertThat(only().getFormattedMessage())
                .startsWith("caller=limited role=SYNC remote=127.0.0.1 method=POST path=/sync target=main run=run-1"
                        + " status=200 outcome=DONE ms=")
                .doesNotContain(ApiFakes.LIMITED, "models");
        assertThat(pairs()).containsEntry("caller", "limited").containsEntry("status", 200);
    }

    @Test
    void aSyncThatFailsSaysSo() {
        syncs.ends(Some.run("run-7", RunStatus.PARTLY_FAILED, 1, null));

        call(HttpMethod.POST, "/sync", ApiFakes.ADMIN, MODELS);

        assertThat(pairs())
                .containsEntry("status", 502)
                .containsEntry("outcome", "FAILED")
                .containsEntry("run", "run-7");
    }

    @Test
    void aPlanIsToldWithItsId() {
        call(HttpMethod.POST, "/plans", ApiFakes.READER, MODELS);

        assertThat(pairs()).containsEntry("plan", "plan-1").containsEntry("outcome", "DONE");
    }

    @Test
    void whoIsRefusedIsToldAlsoIfItOnlyReads() {
        call(HttpMethod.GET, "/runs", "a-token-of-nobody", "");
        call(HttpMethod.POST, "/sync", ApiFakes.READER, MODELS);

        assertThat(lines.list).hasSize(2);
        assertThat(pairs(lines.list.getFirst()))
                .containsEntry("status", 401)
                .containsEntry("outcome", "REFUSED")
                .doesNotContainKeys("caller", "role");
        assertThat(pairs(lines.list.getLast()))
                .containsEntry("status", 403)
                .containsEntry("caller", "reader")
                .containsEntry("role", "READ");
        assertThat(lines.list.getFirst().getFormattedMessage()).doesNotContain("a-token-of-nobody");
    }

    @Test
    void readingAndValidatingLeaveNoLine() {
        call(HttpMethod.GET, "/runs", ApiFakes.READER, "");
        call(HttpMethod.POST, "/models/validate", ApiFakes.READER, MODELS);

        assertThat(lines.list).isEmpty();
    }

    /** Whoever comes past the proxy can send such a header too: the connection is what is sure. */
    @Test
    void theAddressIsThatOfTheConnectionAndWhatAHeaderSaysIsBesideIt() {
        assertThat(mvc.delete()
                        .uri("/strategy-sets/careful")
                        .header(HttpHeaders.AUTHORIZATION, ApiFakes.bearer(ApiFakes.ADMIN))
                        .header("X-Forwarded-For", "203.0.113.9")
                        .exchange())
                .hasStatus(404);

        assertThat(pairs())
                .containsEntry("remote", "127.0.0.1")
                .containsEntry("forwarded_for", "203.0.113.9")
                .containsEntry("path", "/strategy-sets/careful");
    }

    private MvcTestResult call(HttpMethod method, String path, String token, String body) {
        return mvc.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, ApiFakes.bearer(token))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private ILoggingEvent only() {
        assertThat(lines.list).hasSize(1);
        return lines.list.getFirst();
    }

    private Map<String, Object> pairs() {
        return pairs(only());
    }

    private static Map<String, Object> pairs(ILoggingEvent event) {
        var pairs = new TreeMap<String, Object>();
        event.getKeyValuePairs().forEach(pair -> pairs.put(pair.key, pair.value));
        return pairs;
    }
}
