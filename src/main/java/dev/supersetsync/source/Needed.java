package dev.supersetsync.source;

import org.jspecify.annotations.Nullable;

/**
 * What of a text a reader needs, so that the rest of a large one takes no memory: that is passed over, and only checked to
 * be JSON. The items of a list are needed as the list is.
 */
@FunctionalInterface
public interface Needed {

    /** All there is. */
    Needed ALL = _ -> Needed.ALL;

    /** What is needed of a member; null for nothing, not even that it is there. */
    @Nullable
    Needed of(String member);
}
