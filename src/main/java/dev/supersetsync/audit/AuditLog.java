package dev.supersetsync.audit;

import dev.supersetsync.security.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Writes the audit log. It stands around the sign-in, so that it also sees who was not let in, and is told of a call when
 * its answer is complete. Reading leaves no line unless it is refused.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1)
final class AuditLog extends OncePerRequestFilter {

    static final String NAME = "audit";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** They are sent models, and keep nothing. */
    private static final Set<String> ONLY_ASKING = Set.of("/models/validate", "/models/convert");

    private final RequestAttributeSecurityContextRepository signIns = new RequestAttributeSecurityContextRepository();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        boolean isAnswered = false;
        try {
            chain.doFilter(request, response);
            isAnswered = true;
        } finally {
            int status = isAnswered ? response.getStatus() : HttpStatus.INTERNAL_SERVER_ERROR.value();
            if (isOfInterest(request, status)) {
                write(request, status, Duration.ofNanos(System.nanoTime() - start));
            }
        }
    }

    private static boolean isOfInterest(HttpServletRequest request, int status) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        boolean changes = !READING.contains(request.getMethod()) && !ONLY_ASKING.contains(path);
        return changes || isRefusal(status);
    }

    private static boolean isRefusal(int status) {
        return status == HttpStatus.UNAUTHORIZED.value()
                || status == HttpStatus.FORBIDDEN.value()
                || status == HttpStatus.TOO_MANY_REQUESTS.value();
    }

    private void write(HttpServletRequest request, int status, Duration took) {
        Authentication caller = signIns.loadDeferredContext(request).get().getAuthentication();
        String peer = peer(request);
        new AuditLine()
                .with("caller", nameOf(caller))
                .with("role", roleOf(caller))
                .with("remote", peer)
                .with("forwarded_for", request.getRemoteAddr().equals(peer) ? null : request.getRemoteAddr())
                .with("method", request.getMethod())
                .with("path", request.getRequestURI())
                .with("target", noted(request, AuditNotes.TARGET))
                .with("plan", noted(request, AuditNotes.PLAN))
                .with("run", noted(request, AuditNotes.RUN))
                .with("status", status)
                .with("outcome", outcome(status))
                .with("ms", took.toMillis())
                .write(LOG);
    }

    private static String outcome(int status) {
        if (status >= 500) {
            return "FAILED";
        }
        return status >= 400 ? "REFUSED" : "DONE";
    }

    private static @Nullable String nameOf(@Nullable Authentication caller) {
        return caller == null || caller instanceof AnonymousAuthenticationToken ? null : caller.getName();
    }

    private static @Nullable String roleOf(@Nullable Authentication caller) {
        return caller != null && caller.getPrincipal() instanceof Caller known
                ? known.role().name()
                : null;
    }

    private static @Nullable String noted(HttpServletRequest request, String what) {
        return Optional.ofNullable(request.getAttribute(what))
                .map(Object::toString)
                .orElse(null);
    }

    /** The other end of the connection. What headers say of it is in the request around, if they are believed at all. */
    private static String peer(ServletRequest request) {
        return request instanceof ServletRequestWrapper wrapper ? peer(wrapper.getRequest()) : request.getRemoteAddr();
    }
}
