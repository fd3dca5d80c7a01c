package dev.supersetsync.security;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tokens that are known, each only by its hash: those that stay, and those of a file that may change. */
final class Tokens {

    private final List<KnownToken> staying;
    private final Optional<MountedTokens> mounted;

    Tokens(List<KnownToken> staying, Optional<MountedTokens> mounted) {
        this.staying = List.copyOf(staying);
        this.mounted = mounted;
    }

    /** Whose token it is. */
    Optional<Caller> callerOf(String token) {
        var hash = KnownToken.hash(token);
        var changing = mounted.map(MountedTokens::known).orElse(List.of());
        return Stream.concat(staying.stream(), changing.stream()).filter(it -> it.is(hash)).toList().stream()
                .findFirst()
                .map(KnownToken::caller);
    }
}
