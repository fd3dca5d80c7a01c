package dev.supersetsync.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that the server knows, who may call it, and what happens then.
 *
 * @param method the method
 * @param path the pattern of the path, with a group for each variable
 * @param access what a caller has to show
 * @param handler what answers
 */
record Route(String method, Pattern path, Access access, Handler handler) {

    static Route get(String path, Handler handler) {
        return new Route("GET", Pattern.compile(path), Access.TOKEN, handler);
    }

    static Route write(String method, String path, Handler handler) {
        return new Route(method, Pattern.compile(path), Access.TOKEN_AND_CSRF, handler);
    }

    Route with(Access other) {
        return new Route(method, path, other, handler);
    }

    Optional<List<String>> match(String actual) {
        Matcher matcher = path.matcher(actual);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> variables = new ArrayList<>();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            variables.add(matcher.group(group));
        }
        return Optional.of(variables);
    }

    /** What a caller has to show. */
    enum Access {
        /** Nothing. */
        OPEN,
        /** An access token or an API key. */
        TOKEN,
        /** That, and a CSRF token with its session cookie. */
        TOKEN_AND_CSRF,
        /** A refresh token. */
        REFRESH_TOKEN
    }

    /** What answers a call. */
    @FunctionalInterface
    interface Handler {
        Answer answer(Call call);
    }
}
