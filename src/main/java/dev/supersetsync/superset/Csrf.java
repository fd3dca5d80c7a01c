package dev.supersetsync.superset;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * The CSRF token and the session cookie that belong to it. Superset wants both on every write beside the token of the
 * sign-in, whichever that is; they stay good when that is renewed.
 */
final class Csrf {

    private static final Request FETCH = Request.signIn(HttpMethod.GET, "/api/v1/security/csrf_token/", null);

    private final Transport transport;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Pair pair;

    Csrf(Transport transport) {
        this.transport = transport;
    }

    /** The pair, fetched where there is none. */
    Pair current(String authorization) {
        lock.lock();
        try {
            Pair known = pair;
            if (known == null) {
                known = fetch(authorization);
                pair = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** Superset refused this pair. */
    void forget(Pair refused) {
        lock.lock();
        try {
            if (refused.equals(pair)) {
                pair = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private Pair fetch(String authorization) {
        Answer answer = transport.signIn(
                FETCH,
                Map.of("Authorization", authorization),
                json -> json.path("result").isString());
        String token = answer.json().orElseThrow().path("result").asString();
        return new Pair(token, answer.cookies());
    }

    /** Whether a write was refused for want of the pair, which is before anything else happened. */
    static boolean refuses(Answer answer) {
        boolean toSignIn = answer.isRedirect() && answer.location().contains("/login");
        boolean badPair = answer.status() == 400
                && (answer.text().contains("CSRF") || answer.text().contains("referrer"));
        return toSignIn || badPair;
    }

    /**
     * Token and cookie.
     *
     * @param token the value of {@code X-CSRFToken}
     * @param cookies the cookies that came with it
     */
    record Pair(String token, List<String> cookies) {

        Map<String, String> headers() {
            return cookies.isEmpty()
                    ? Map.of("X-CSRFToken", token)
                    : Map.of("X-CSRFToken", token, "Cookie", String.join("; ", cookies));
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
