package dev.supersetsync.apply;

import dev.supersetsync.apply.Outcome.Failure;
import org.jspecify.annotations.Nullable;

/** One change cannot be done: ends the work on it, and on nothing else. */
final class ChangeFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;
    private final @Nullable Integer leftBehind;

    ChangeFailed(Failure failure) {
        this(failure, null);
    }

    /**
     * A failed change.
     *
     * @param leftBehind the id of a half-made dataset that could not be taken away
     */
    ChangeFailed(Failure failure, @Nullable Integer leftBehind) {
        super(failure.message());
        this.failure = failure;
        this.leftBehind = leftBehind;
    }

    @Nullable
    Integer leftBehind() {
        return leftBehind;
    }

    Failure failure() {
        return failure;
    }
}
