package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import dev.supersetsync.superset.TargetSettings.ClientCredentials;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Gets tokens from an issuer with the client credentials grant of OAuth 2.0 (RFC 6749, 4.4), for a Superset, or a proxy
 * before it, that accepts them. A token is renewed before it ends, a minute or a quarter of its life, and when Superset
 * refuses it; there are no refresh tokens in this grant.
 */
final class IssuedTokens implements Tokens {

    private static final Duration EARLY = Duration.ofSeconds(60);

    private final Request grant;
    private final String authorization;
    private final Transport issuer;
    private final Transport superset;
    private final Clock clock;
    private final RenewedToken token;

    private IssuedTokens(Request grant, String authorization, Transport issuer, Transport superset, Clock clock) {
        this.grant = grant;
        this.authorization = authorization;
        this.issuer = issuer;
        this.superset = superset;
        this.clock = clock;
        this.token = new RenewedToken(this::obtain, clock);
    }

    /**
     * Tokens of the configured issuer.
     *
     * @param transports gives the way to a host, named by scheme and authority
     */
    static IssuedTokens of(
            ClientCredentials settings, Function<String, Transport> transports, Transport superset, Clock clock) {
        URI address = URI.create(settings.tokenUri());
        return new IssuedTokens(
                Request.grant(address.getRawPath(), form(settings)),
                authorization(settings),
                transports.apply(address.getScheme() + "://" + address.getRawAuthority()),
                superset,
                clock);
    }

    private static Content form(ClientCredentials settings) {
        var fields = new LinkedHashMap<>(Map.of("grant_type", "client_credentials"));
        if (!settings.scope().isBlank()) {
            fields.put("scope", settings.scope());
        }
        return Content.form(fields);
    }

    /** Both parts are encoded before they are put together: RFC 6749, 2.3.1. */
    private static String authorization(ClientCredentials settings) {
        String pair = encoded(settings.clientId()) + ":"
                + encoded(settings.clientSecret().value());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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

    /** That the issuer gives a token does not say that Superset accepts it. */
    @Override
    public void check() {
        String first = current();
        try {
            FixedToken.tryOn(superset, first);
        } catch (SupersetException e) {
            if (e.kind() != Kind.UNAUTHORIZED) {
                throw e;
            }
            renew(first);
            FixedToken.tryOn(superset, current());
        }
    }

    private RenewedToken.Granted obtain() {
        JsonNode granted = granted();
        String access = granted.path("access_token").asString("");
        return new RenewedToken.Granted(access, renewal(granted, access));
    }

    private Instant renewal(JsonNode granted, String access) {
        Instant now = clock.instant();
        JsonNode seconds = granted.path("expires_in");
        Instant end = seconds.isNumber()
                ? now.plusSeconds(seconds.asLong())
                : Claims.of(access).end();
        if (end.equals(Instant.MAX)) {
            return end;
        }
        Duration quarter = Duration.between(now, end).dividedBy(4);
        return end.minus(quarter.compareTo(EARLY) < 0 ? quarter : EARLY);
    }

    private JsonNode granted() {
        try {
            return issuer.signIn(
                            grant,
                            Map.of("Authorization", authorization),
                            json -> json.path("access_token").isString())
                    .json()
                    .orElseThrow();
        } catch (SupersetException e) {
            // The issuer refuses a client with 401 or 400, and a scope with 400.
            boolean isRefused = e.kind() == Kind.REFUSED;
            throw isRefused ? new SupersetException(Kind.UNAUTHORIZED, e.call(), e.status(), e.said()) : e;
        }
    }
}
