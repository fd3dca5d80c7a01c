package dev.supersetsync.security;

import java.util.List;
import java.util.Optional;

/** The tokens that are known, each only by its hash. */
final class Tokens {

    private final List<KnownToken> known;

    Tokens(List<KnownToken> known) {
        this.known = List.copyOf(known);
    }

    /** Whose token it is. */
    Optional<Caller> callerOf(String token) {
        var hash = KnownToken.hash(token);
        return known.stream().filter(it -> it.is(hash)).toList().stream()
                .findFirst()
                .map(KnownToken::caller);
    }
}
