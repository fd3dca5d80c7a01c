package dev.supersetsync.api;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Answers with a problem where a request failed before a controller had read it. What is no HTTP at all does not come here:
 * see {@link RefusedByTomcat}.
 */
@Hidden
@RestController
class ErrorPage implements ErrorController {

    static final String BROKEN_BODY =
            "The body is not as its headers say: it is cut off, or its chunks are no proper HTTP.";

    /** Where no controller was called, it is the firewall of Spring Security that says 400. */
    private static final String REFUSED_ADDRESS =
            "The address is not accepted: it has //, ;, .. or encoded characters that mean something in addresses.";

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        ProblemType type = ProblemType.ofStatus(status);
        ProblemDetail problem =
                Problems.of(type, type == ProblemType.UNREADABLE ? refused(request) : type.explanation());
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String address) {
            Problems.instance(address).ifPresent(problem::setInstance);
        }
        return ResponseEntity.status(type.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String refused(HttpServletRequest request) {
        if (request.getAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE) != null) {
            return BROKEN_BODY;
        }
        return request.getAttribute(RequestDispatcher.ERROR_METHOD) instanceof String method && !isKnown(method)
                ? "The method " + method + " is not known."
                : REFUSED_ADDRESS;
    }

    private static boolean isKnown(String method) {
        return Arrays.asList(HttpMethod.values()).contains(HttpMethod.valueOf(method));
    }
}
