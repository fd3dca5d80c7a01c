package dev.supersetsync.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A call that one thread takes and another one answers. */
class LateAnswerTests {

    private final Logger log = (Logger) LoggerFactory.getLogger(AuditLog.NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void leave() {
        log.detachAppender(lines);
    }

    @Test
    void isToldOnceWhenItIsAnswered() throws Exception {
        var audit = new AuditLog();
        var request = new MockHttpServletRequest("POST", "/sync");
        var response = new MockHttpServletResponse();
        request.setAsyncSupported(true);

        audit.doFilter(request, response, (taken, later) -> taken.startAsync());
        assertThat(lines.list).isEmpty();

        request.setDispatcherType(DispatcherType.ASYNC);
        request.setAsyncStarted(false);
        audit.doFilter(request, response, (taken, answered) -> response.setStatus(502));

        assertThat(lines.list).hasSize(1);
        assertThat(lines.list.getFirst().getFormattedMessage())
                .contains("path=/sync status=502 outcome=FAILED ms=")
                .doesNotContain("caller");
    }
}
