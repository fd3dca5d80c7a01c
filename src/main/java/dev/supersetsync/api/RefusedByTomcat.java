package dev.supersetsync.api;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.web.header.HeaderWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers with a problem where Tomcat refuses a request before anything of the service is called, such as one that is no
 * proper HTTP; Tomcat's own answer is a page. It also refuses addresses at which Spring would break. What the service
 * itself refuses is for {@link ErrorPage}.
 */
final class RefusedByTomcat extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedByTomcat.class);

    private static final String DETAIL = "The request is no HTTP that is accepted. Either its address has characters"
            + " that must be encoded, such as [ or %, or encoded ones that it must not have, such as %2F, %5C or %00, or"
            + " is no UTF-8; or the address or the headers are too long, or not as HTTP has them.";

    /** Tomcat decodes paths without their parameters, which come after a semicolon. Spring decodes these too. */
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?!\\p{XDigit}{2})");

    private final JsonMapper json;
    private final HeaderWriter headers;

    RefusedByTomcat(JsonMapper json, HeaderWriter headers) {
        this.json = json;
        this.headers = headers;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (canBeDecoded(request.getRequestURI())) {
            super.invoke(request, response);
        } else {
            response.sendError(HttpStatus.BAD_REQUEST.value());
            response.setSuspended(false); // which keeps others from writing to it
            report(request, response, null);
        }
    }

    private static boolean canBeDecoded(@Nullable String address) {
        return address == null || !BROKEN_ESCAPE.matcher(address).find();
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < HttpStatus.BAD_REQUEST.value()
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        ProblemDetail problem = problem(status);
        Problems.instance(request.getRequestURI()).ifPresent(problem::setInstance);
        headers.writeHeaders(request, response);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        try {
            response.getOutputStream().write(json.writeValueAsBytes(problem));
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("A refusal cannot be sent", e);
        }
    }

    /** A status that the service itself never answers with has no type: HTTP says what it means. */
    private static ProblemDetail problem(int status) {
        ProblemType type = ProblemType.ofStatus(status);
        if (type == ProblemType.UNREADABLE) {
            return Problems.of(type, DETAIL);
        }
        return type.status().value() == status
                ? Problems.of(type, type.explanation())
                : ProblemDetail.forStatus(status);
    }
}
