package dev.supersetsync.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call, as configured.
 *
 * @param token the short way: one ADMIN token, usually from the environment variable SUPERSET_SYNC_TOKEN; empty for none
 * @param tokens any number of tokens, each with its role
 * @param tokensFile a file with more of them, which is read again when it changes; empty for none
 * @param rateLimit how many requests a caller may send
 * @param jwt an OAuth 2.0 issuer whose tokens are accepted
 */
@ConfigurationProperties("superset-sync")
record CallerSettings(
        @DefaultValue("") String token,
        @DefaultValue List<TokenSettings> tokens,
        @DefaultValue("") String tokensFile,
        @DefaultValue RateLimit rateLimit,
        @DefaultValue Issuer jwt) {

    /** How messages about tokens begin. */
    static final String TOKENS = "superset-sync.tokens";

    private static final String SHORT_WAY = "SUPERSET_SYNC_TOKEN";

    CallerSettings {
        tokens = List.copyOf(tokens);
        if (!token.isEmpty()) {
            TokenSettings.checkValue("superset-sync.token (SUPERSET_SYNC_TOKEN)", token);
        }
        checkDistinct(tokens);
    }

    /** Refuses two tokens that have a name or a secret in common. */
    static void checkDistinct(List<TokenSettings> tokens) {
        var names = new HashSet<String>();
        var hashes = new HashSet<String>();
        for (var configured : tokens) {
            var where = TOKENS + ": token '" + configured.name() + "'";
            if (!names.add(configured.name())) {
                throw new IllegalArgumentException(where + " is there twice; give each token a name of its own.");
            }
            if (!hashes.add(configured.hash())) {
                throw new IllegalArgumentException(where + " is the same as another; make each token anew.");
            }
        }
    }

    /** The configured tokens; those of the list first. */
    List<KnownToken> known() {
        var known = new ArrayList<>(tokens.stream().map(TokenSettings::known).toList());
        if (!token.isEmpty()) {
            known.add(KnownToken.of(token, new Caller(SHORT_WAY, Role.ADMIN, Limit.NONE, Limit.NONE)));
        }
        return List.copyOf(known);
    }

    /** Whether anybody at all can call. */
    boolean nameSomebody() {
        return !token.isEmpty() || !tokens.isEmpty() || !tokensFile.isEmpty() || jwt.isSet();
    }

    /** All but secrets. */
    @Override
    public String toString() {
        return "CallerSettings[token=" + (token.isEmpty() ? "none" : "hidden") + ", tokens=" + tokens
                + ", tokensFile=" + tokensFile + ", rateLimit=" + rateLimit + ", jwt=" + jwt
                + "]";
    }

    /**
     * How many requests a caller may send to one replica.
     *
     * @param requests how many at once; 0 for no limit
     * @param per the time after which all of them are free again
     */
    record RateLimit(
            @DefaultValue("0") int requests,
            @DefaultValue("1m") Duration per) {

        RateLimit {
            if (requests < 0 || per.toMillis() < 1) {
                throw new IllegalArgumentException(
                        "superset-sync.rate-limit: requests must be 0 (no limit) or more, and"
                                + " per a time such as 1m.");
            }
        }

        boolean isSet() {
            return requests > 0;
        }
    }

    /**
     * An OAuth 2.0 issuer.
     *
     * @param issuerUri its address, where its metadata are found; empty for none
     * @param audience what its tokens must name as their audience: else those for other services would be accepted here too
     * @param rolesClaim the claim that holds the scopes {@code superset-sync.read}, {@code .sync}, {@code .admin}, as a
     *     list or as words in one text
     */
    record Issuer(
            @DefaultValue("") String issuerUri,
            @DefaultValue("") String audience,
            @DefaultValue("scope") String rolesClaim) {

        Issuer {
            if (!issuerUri.isEmpty() && !issuerUri.matches("https?://[^\\s?#]+")) {
                throw new IllegalArgumentException(
                        "superset-sync.jwt.issuer-uri must be an address such as https://login.example.org/realms/data; it is '"
                                + issuerUri + "'.");
            }
            if (!issuerUri.isEmpty() && audience.isEmpty()) {
                throw new IllegalArgumentException(
                        "superset-sync.jwt.audience is missing: what do tokens for this service"
                                + " name as their audience (aud)?");
            }
        }

        boolean isSet() {
            return !issuerUri.isEmpty();
        }
    }

    /**
     * One configured token: what it is, as itself or as its hash, and what it allows.
     *
     * @param name the caller's name, in logs and for idempotency keys
     * @param role what the caller may do
     * @param sha256 the token's SHA-256 in hexadecimal digits
     * @param value the token itself, where the configuration is as secret as a token
     * @param targets the only targets that it may use; none for all
     * @param strategySets the only strategy sets that it may use; none for all
     */
    record TokenSettings(
            @DefaultValue("") String name,
            @Nullable Role role,
            @DefaultValue("") String sha256,
            @DefaultValue("") String value,
            @DefaultValue List<String> targets,
            @DefaultValue List<String> strategySets) {

        TokenSettings {
            if (!name.matches("[A-Za-z0-9._-]{1,100}") || name.equals(SHORT_WAY)) {
                throw new IllegalArgumentException(TOKENS + ": each token needs a name of letters, digits,"
                        + " '.', '_' and '-'; one is named '" + name + "'.");
            }
            var where = TOKENS + ": token '" + name + "'";
            if (role == null) {
                throw new IllegalArgumentException(where + " needs a role: READ, SYNC or ADMIN.");
            }
            if (sha256.isEmpty() == value.isEmpty()) {
                throw new IllegalArgumentException(where + " needs either sha256 or value"
                        + (sha256.isEmpty() ? "; both are empty." : ", not both."));
            }
            if (value.isEmpty()) {
                checkHash(where, sha256);
            } else {
                checkValue(where, value);
            }
            targets = List.copyOf(targets);
            strategySets = List.copyOf(strategySets);
        }

        KnownToken known() {
            var caller = new Caller(
                    name,
                    Objects.requireNonNull(role),
                    new Limit(Set.copyOf(targets)),
                    new Limit(Set.copyOf(strategySets)));
            return new KnownToken(HexFormat.of().parseHex(hash()), caller);
        }

        private String hash() {
            return value.isEmpty()
                    ? sha256.toLowerCase(Locale.ROOT)
                    : HexFormat.of().formatHex(KnownToken.hash(value));
        }

        private static void checkHash(String where, String sha256) {
            if (!sha256.matches("[0-9a-fA-F]{64}")) {
                throw new IllegalArgumentException(where + ": sha256 must be 64 hexadecimal digits, as"
                        + " 'printf %s \"$TOKEN\" | sha256sum' prints them.");
            }
        }

        /** All but the secret. */
        @Override
        public String toString() {
            return "TokenSettings[name=" + name + ", role=" + role + ", targets=" + targets + ", strategySets="
                    + strategySets + "]";
        }

        /** A token that no header can carry would lock its owner out. */
        static void checkValue(String where, String value) {
            if (!value.matches("[A-Za-z0-9._~+/-]+=*")) {
                throw new IllegalArgumentException(where + ": a token consists of letters, digits and -._~+/ (and = at"
                        + " its end); this one has another character.");
            }
        }
    }
}
