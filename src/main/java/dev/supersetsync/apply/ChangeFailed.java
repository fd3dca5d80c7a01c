package dev.supersetsync.apply;

import dev.supersetsync.apply.Outcome.Failure;
import dev.supersetsync.state.SupersetException;

/** One change cannot be done: ends the work on it, and on nothing else. */
final class ChangeFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    ChangeFailed(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    static ChangeFailed because(SupersetException cause, String addition) {
        String message = addition.isEmpty() ? cause.said() : cause.said() + " " + addition;
        return new ChangeFailed(new Failure(cause.call(), cause.status(), message));
    }

    Failure failure() {
        return failure;
    }
}
