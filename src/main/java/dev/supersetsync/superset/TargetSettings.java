package dev.supersetsync.superset;

import dev.supersetsync.settings.Secret;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How one Superset is reached: the keys below {@code superset-sync.targets.<name>}. Exactly one way to sign in is
 * configured; an empty text counts as left out.
 *
 * @param url where Superset is, a path prefix included
 * @param username the service user, with {@code password}
 * @param password the service user's password
 * @param provider where Superset looks the user up: {@code db} (default) or {@code ldap}
 * @param apiKey an API key, instead of user and password (6.1 with {@code FAB_API_KEY_ENABLED})
 * @param accessToken a token that was made elsewhere; it can't be renewed
 * @param oauth2 an issuer whose tokens Superset accepts
 * @param maxConcurrency how many calls run at a time (default 4)
 * @param maxRequestsPerSecond how many calls start in a second (default 40)
 * @param caCertificate a PEM file with certificates to trust besides those of the system
 * @param sslBundle the name of an SSL bundle of Spring Boot, instead of {@code caCertificate}: what it trusts, and its
 *     certificate if Superset wants one of its clients
 * @param connectTimeout how long connecting may take (default 5 s)
 * @param responseTimeout how long an answer may take (default 60 s)
 * @param databases databases that may be created when they are missing, by name
 */
record TargetSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") Secret password,
        @DefaultValue("db") Provider provider,
        @DefaultValue("") Secret apiKey,
        @DefaultValue("") Secret accessToken,
        @DefaultValue ClientCredentials oauth2,
        @DefaultValue("4") int maxConcurrency,
        @DefaultValue("40") int maxRequestsPerSecond,
        @DefaultValue("") String caCertificate,
        @DefaultValue("") String sslBundle,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration responseTimeout,
        @DefaultValue Map<String, DatabaseSettings> databases) {

    TargetSettings {
        url = url.strip().replaceAll("/+$", "");
        databases = Map.copyOf(databases);
    }

    /** Where Superset looks a user up. */
    enum Provider {
        /** Its own database. */
        DB,
        /** LDAP. */
        LDAP
    }

    /**
     * The client credentials grant of OAuth 2.0.
     *
     * @param tokenUri where the issuer gives tokens; empty for none of this
     * @param clientId who we are there
     * @param clientSecret our secret there
     * @param scope what to ask for, words in one text; empty for what the issuer gives anyway
     */
    record ClientCredentials(
            @DefaultValue("") String tokenUri,
            @DefaultValue("") String clientId,
            @DefaultValue("") Secret clientSecret,
            @DefaultValue("") String scope) {

        static final ClientCredentials NONE = new ClientCredentials("", "", new Secret(""), "");

        boolean isSet() {
            return !tokenUri.isBlank();
        }

        /** Whether some of it is there and some is missing. */
        boolean isHalf() {
            boolean all = isSet() && !clientId.isBlank() && !clientSecret.isBlank();
            return !all && !equals(NONE);
        }
    }

    /**
     * A database connection that may be created.
     *
     * @param sqlalchemyUri its address, as Superset wants it
     */
    record DatabaseSettings(Secret sqlalchemyUri) {}
}
