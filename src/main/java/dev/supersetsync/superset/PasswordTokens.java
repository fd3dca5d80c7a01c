package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs in with user and password, and renews the token a minute before it ends (Superset's live 15 minutes): with the
 * refresh token, or where that is refused with the password again. One renewal serves all who wait for it.
 */
final class PasswordTokens implements Tokens {

    private static final Duration EARLY = Duration.ofSeconds(60);

    private final TargetSettings settings;
    private final Transport transport;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable String access;
    private @Nullable String refresh;
    private Instant end = Instant.EPOCH;

    PasswordTokens(TargetSettings settings, Transport transport, Clock clock) {
        this.settings = settings;
        this.transport = transport;
        this.clock = clock;
    }

    @Override
    public String current() {
        lock.lock();
        try {
            String token = access;
            boolean ends = clock.instant().plus(EARLY).isAfter(end);
            return token == null || ends ? obtain() : token;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean renew(String refused) {
        lock.lock();
        try {
            if (refused.equals(access)) {
                access = null;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void check() {
        current();
    }

    private String obtain() {
        String old = refresh;
        JsonNode granted = old == null ? signIn() : refreshOrSignIn(old);
        String token = granted.path("access_token").asString("");
        access = token;
        refresh = granted.path("refresh_token").asString(old);
        end = Claims.of(token).end();
        return token;
    }

    private JsonNode refreshOrSignIn(String token) {
        try {
            Request request = Request.signIn(HttpMethod.POST, "/api/v1/security/refresh", null);
            return granted(request, Map.of("Authorization", "Bearer " + token));
        } catch (SupersetException e) {
            if (e.status() == null) {
                throw e;
            }
            refresh = null;
            return signIn();
        }
    }

    private JsonNode signIn() {
        ObjectNode body = Answer.JSON
                .createObjectNode()
                .put("username", settings.username())
                .put("password", settings.password().value())
                .put("provider", settings.provider().name().toLowerCase(Locale.ROOT))
                .put("refresh", true);
        return granted(Request.signIn(HttpMethod.POST, "/api/v1/security/login", body), Map.of());
    }

    private JsonNode granted(Request request, Map<String, String> headers) {
        return transport
                .signIn(request, headers, json -> json.path("access_token").isString())
                .json()
                .orElseThrow();
    }
}
