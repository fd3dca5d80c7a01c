package dev.supersetsync.security;

import dev.supersetsync.security.CallerSettings.TokenSettings;
import dev.supersetsync.security.TokensFile.Unusable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of a mounted file, such as a Secret of Kubernetes: looked at again whenever somebody calls, and at most
 * every few seconds, so that a token is replaced without a restart. A file that cannot be used leaves the tokens as they
 * were, which is told in the log once and in health and metrics until it can; only at start it is refused.
 */
final class MountedTokens {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(MountedTokens.class);

    private final TokensFile file;
    private final List<TokenSettings> configured;
    private final Clock clock;
    private volatile State state;

    /**
     * Reads the file for the first time.
     *
     * @param configured the tokens that stand elsewhere, of which the file may repeat none
     * @throws IllegalArgumentException if it cannot be used
     */
    MountedTokens(TokensFile file, List<TokenSettings> configured, Clock clock) {
        this.file = file;
        this.configured = List.copyOf(configured);
        this.clock = clock;
        try {
            byte[] content = file.read();
            this.state = new State(content, known(content), null, next());
        } catch (Unusable e) {
            throw new IllegalArgumentException(said(e), e);
        }
    }

    /** The tokens as they stand in the file now, or as they last could be used. */
    List<KnownToken> known() {
        return current().known();
    }

    /** Why the tokens are not those that stand in the file, if so. */
    Optional<String> problem() {
        return Optional.ofNullable(current().problem());
    }

    private State current() {
        return clock.instant().isBefore(state.nextLook()) ? state : look();
    }

    private synchronized State look() {
        State before = state;
        if (!clock.instant().isBefore(before.nextLook())) {
            state = look(before);
        }
        return state;
    }

    private State look(State before) {
        try {
            byte[] content = file.read();
            if (Arrays.equals(content, before.content()) && before.problem() == null) {
                return new State(content, before.known(), null, next());
            }
            List<KnownToken> known = known(content);
            LOG.info("{} was read again: {} tokens", file.path(), known.size());
            return new State(content, known, null, next());
        } catch (Unusable e) {
            String problem = said(e);
            if (!problem.equals(before.problem())) {
                LOG.warn("{} The tokens stay as they were.", problem);
            }
            return new State(before.content(), before.known(), problem, next());
        }
    }

    private List<KnownToken> known(byte[] content) throws Unusable {
        List<TokenSettings> mounted = TokensFile.understand(content);
        var all = new ArrayList<>(configured);
        all.addAll(mounted);
        try {
            CallerSettings.checkDistinct(all);
        } catch (IllegalArgumentException e) {
            throw new Unusable(String.valueOf(e.getMessage()));
        }
        return mounted.stream().map(TokenSettings::known).toList();
    }

    private String said(Unusable unusable) {
        return "superset-sync.tokens-file " + file.path() + ": " + unusable.getMessage() + ".";
    }

    private Instant next() {
        return clock.instant().plus(BETWEEN_LOOKS);
    }

    /**
     * What is known of the file.
     *
     * @param content what stood in it when it last could be used
     * @param known its tokens
     * @param problem why it cannot be used now, null if it can
     * @param nextLook when it is looked at again
     */
    private record State(
            byte[] content,
            List<KnownToken> known,
            @Nullable String problem,
            Instant nextLook) {}
}
