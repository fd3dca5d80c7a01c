package dev.supersetsync.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * The token of a service that nobody configured callers for: made at each start and printed once when it is ready, so
 * that the service can be tried at once and is open to nobody else. It goes to the console, not through the log.
 */
final class FirstToken implements ApplicationListener<ApplicationReadyEvent> {

    private static final int BYTES = 24;

    private final Optional<String> token;

    FirstToken(CallerSettings settings) {
        this.token = settings.nameSomebody() ? Optional.empty() : Optional.of(made());
    }

    /** The token, if one was needed. */
    Optional<KnownToken> known() {
        return token.map(it -> KnownToken.of(it, new Caller("generated", Role.ADMIN, Limit.NONE, Limit.NONE)));
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        token.ifPresent(it -> System.out.printf("""

                No callers are configured, so this start has an ADMIN token of its own:

                    %s

                Send it as 'Authorization: Bearer <token>'. For a token that stays, set SUPERSET_SYNC_TOKEN.

                """, it));
    }

    private static String made() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
