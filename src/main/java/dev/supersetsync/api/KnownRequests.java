package dev.supersetsync.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.function.Function;

/**
 * Requests that were understood lately. Most callers send the same models again and again, and reading them is most of
 * what a sync costs that finds nothing to do. It knows a request by all its bytes, takes few MB, and gives them back where
 * memory is short; what depends on anything but those bytes, such as what a source says now, is not for it to keep.
 */
final class KnownRequests {

    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final Cache<SentText, UnderstoodRequest> known = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((SentText text, UnderstoodRequest _) -> text.bytes().capacity())
            .softValues()
            .executor(Runnable::run)
            .build();

    /** Whether it was understood before, so that it need not be looked into. */
    boolean has(Submission submission) {
        return find(submission).isPresent();
    }

    /**
     * What a request says.
     *
     * @param reading understands it if it is not known; a request that it refuses is not kept
     */
    UnderstoodRequest get(Submission submission, Function<Submission, UnderstoodRequest> reading) {
        return find(submission).orElseGet(() -> {
            UnderstoodRequest understood = reading.apply(submission);
            submission.whole().ifPresent(text -> known.put(text, understood));
            return understood;
        });
    }

    private Optional<UnderstoodRequest> find(Submission submission) {
        return submission.whole().map(known::getIfPresent);
    }
}
