package dev.supersetsync.superset;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Signs calls in, and once more where Superset says that the sign-in or the CSRF token has ended: such a call did not
 * happen. Shared by all connections to a target.
 */
final class Session {

    private final Transport transport;
    private final Tokens tokens;
    private final Csrf csrf;

    Session(Transport transport, Tokens tokens) {
        this.transport = transport;
        this.tokens = tokens;
        this.csrf = new Csrf(transport);
    }

    Transport transport() {
        return transport;
    }

    /** Throws if it can't sign in. */
    void open() {
        tokens.check();
    }

    Optional<Integer> userOfToken() {
        return Claims.of(tokens.current()).user();
    }

    Answer send(Request request) throws NoReply {
        String token = tokens.current();
        Answer answer = sendWith(token, request);
        boolean refused = answer.status() == 401 || Refusals.isAboutToken(answer);
        return refused && tokens.renew(token) ? sendWith(tokens.current(), request) : answer;
    }

    private Answer sendWith(String token, Request request) throws NoReply {
        String authorization = "Bearer " + token;
        if (!request.needsCsrf()) {
            return transport.send(request, Map.of("Authorization", authorization));
        }
        Csrf.Pair pair = csrf.current(authorization);
        Answer answer = transport.send(request, headers(authorization, pair));
        if (!Csrf.refuses(answer)) {
            return answer;
        }
        csrf.forget(pair);
        return transport.send(request, headers(authorization, csrf.current(authorization)));
    }

    private static Map<String, String> headers(String authorization, Csrf.Pair pair) {
        var headers = new HashMap<>(pair.headers());
        headers.put("Authorization", authorization);
        return headers;
    }
}
