package dev.supersetsync.superset;

import dev.supersetsync.settings.Secret;
import java.util.Map;
import org.springframework.http.HttpMethod;

/**
 * An API key, or a token that was made elsewhere: it is what it is. Superset has no call to sign in with one, so it is
 * tried on something cheap.
 */
final class FixedToken implements Tokens {

    private static final Request CHEAP =
            Request.signIn(HttpMethod.GET, "/api/v1/dataset/_info", null).withQuery("q", "(keys:!(permissions))");

    private final Secret token;
    private final Transport transport;

    FixedToken(Secret token, Transport transport) {
        this.token = token;
        this.transport = transport;
    }

    @Override
    public String current() {
        return token.value();
    }

    @Override
    public boolean renew(String refused) {
        return false;
    }

    @Override
    public void check() {
        tryOn(transport, token.value());
    }

    /** Throws if Superset does not accept a token. */
    static void tryOn(Transport transport, String token) {
        transport.signIn(CHEAP, Map.of("Authorization", "Bearer " + token), json -> true);
    }
}
