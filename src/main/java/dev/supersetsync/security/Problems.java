package dev.supersetsync.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers calls that are not let in, as problem details like every other error. A browser that opens a page is asked for
 * a sign-in, everybody else for a bearer token.
 */
final class Problems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String BEARER = "Bearer realm=\"superset-sync\"";
    private static final String BASIC = "Basic realm=\"superset-sync\", charset=\"UTF-8\"";
    private static final String RETRY_AFTER_SECONDS = "30";

    private final JsonMapper json = new JsonMapper();

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (refused instanceof Refused.IssuerUnavailable) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            write(
                    request,
                    response,
                    new Problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "issuer-unavailable",
                            "Tokens cannot be checked",
                            said(refused)));
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge(request, refused));
        write(
                request,
                response,
                new Problem(HttpStatus.UNAUTHORIZED, "unauthorized", "A valid token is needed", said(refused)));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        var detail = denied instanceof Forbidden
                ? String.valueOf(denied.getMessage())
                : "The role of the token does not allow " + request.getMethod() + " " + request.getRequestURI() + ".";
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, BEARER + ", error=\"insufficient_scope\"");
        write(
                request,
                response,
                new Problem(HttpStatus.FORBIDDEN, "forbidden", "The token does not allow this", detail));
    }

    /** Answers a caller who has sent too many requests. */
    void tooMany(HttpServletRequest request, HttpServletResponse response, String detail, Duration wait)
            throws IOException {
        response.setHeader(
                HttpHeaders.RETRY_AFTER, String.valueOf(wait.plusMillis(999).toSeconds()));
        write(
                request,
                response,
                new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", "Too many requests", detail));
    }

    private static String challenge(HttpServletRequest request, AuthenticationException refused) {
        if (opensPage(request)) {
            return BASIC;
        }
        return refused instanceof Refused.UnknownToken || refused instanceof OAuth2AuthenticationException
                ? BEARER + ", error=\"invalid_token\""
                : BEARER;
    }

    /** The page of the API's description loads the description by script, without saying that it is for people. */
    private static boolean opensPage(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return HttpMethod.GET.matches(request.getMethod())
                && (accept != null && accept.toLowerCase(Locale.ROOT).contains(MediaType.TEXT_HTML_VALUE)
                        || request.getRequestURI().startsWith(request.getContextPath() + "/v3/api-docs"));
    }

    private static String said(AuthenticationException refused) {
        if (refused instanceof Refused) {
            return String.valueOf(refused.getMessage());
        }
        return refused instanceof OAuth2AuthenticationException
                ? "The header Authorization is not as it should be: 'Authorization: Bearer <token>'."
                : "There is no token: send it as 'Authorization: Bearer <token>'.";
    }

    private void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "/problems/" + problem.slug());
        body.put("title", problem.title());
        body.put("status", problem.status().value());
        body.put("detail", problem.detail());
        body.put("instance", request.getRequestURI());
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    /** What a problem says. */
    private record Problem(HttpStatus status, String slug, String title, String detail) {}
}
