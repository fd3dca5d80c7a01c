package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs in with user and password, and renews the token a minute before it ends (Superset's live 15 minutes): with the
 * refresh token, or where that is refused with the password again.
 */
final class PasswordTokens implements Tokens {

    private static final Duration EARLY = Duration.ofSeconds(60);

    private final TargetSettings settings;
    private final Transport transport;
    private final RenewedToken token;
    private @Nullable String refresh;

    PasswordTokens(TargetSettings settings, Transport transport, Clock clock) {
        this.settings = settings;
        this.transport = transport;
        this.token = new RenewedToken(this::obtain, clock);
    }

    @Override
    public String current() {
        return token.current();
    }

    @Override
    public boolean renew(String refused) {
        token.refused(refused);
        return true;
    }

    @Override
    public void check() {
        current();
    }

    /** Only one at a time. */
    private RenewedToken.Granted obtain() {
        String old = refresh;
        JsonNode granted = old == null ? signIn() : refreshOrSignIn(old);
        String access = granted.path("access_token").asString("");
        refresh = granted.path("refresh_token").asString(old);
        return new RenewedToken.Granted(access, renewal(Claims.of(access).end()));
    }

    private static Instant renewal(Instant end) {
        return end.equals(Instant.MAX) ? end : end.minus(EARLY);
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
