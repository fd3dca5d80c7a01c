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
 * @param maxConcurrency how many calls run at a time (default 4)
 * @param maxRequestsPerSecond how many calls start in a second (default 40)
 * @param caCertificate a PEM file with certificates to trust besides those of the system
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
        @DefaultValue("4") int maxConcurrency,
        @DefaultValue("40") int maxRequestsPerSecond,
        @DefaultValue("") String caCertificate,
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
     * A database connection that may be created.
     *
     * @param sqlalchemyUri its address, as Superset wants it
     */
    record DatabaseSettings(Secret sqlalchemyUri) {}
}
