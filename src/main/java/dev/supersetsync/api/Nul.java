package dev.supersetsync.api;

import dev.supersetsync.model.Violation;
import dev.supersetsync.sync.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses parameters of an address with the character NUL, which PostgreSQL has in no text. It reads no body: those are for
 * {@link Members}.
 */
final class Nul implements HandlerInterceptor {

    static final String REFUSED = "must not contain the character NUL";
    private static final String ENCODED = "%00";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && query.contains(ENCODED)) {
            throw new Refusal.InvalidRequest(violations(query));
        }
        return true;
    }

    private static List<Violation> violations(String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> parameter.contains(ENCODED))
                .map(parameter -> Violation.at(parameter.split("=", 2)[0], REFUSED))
                .toList();
    }
}
