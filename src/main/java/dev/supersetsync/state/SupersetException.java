package dev.supersetsync.state;

import org.jspecify.annotations.Nullable;

/**
 * A call to Superset that did not do what was asked: which call, which status, and what Superset itself said, scrubbed
 * of secrets. It is data for a report, not a place for decisions beyond {@link Kind}.
 */
public final class SupersetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String call;
    private final @Nullable Integer status;

    /**
     * A failed call.
     *
     * @param kind what it means for the sync
     * @param call method and path, such as {@code PUT /api/v1/dataset/12}
     * @param status the HTTP status, null if there was no answer
     * @param message Superset's own message, or ours if it said nothing
     */
    public SupersetException(Kind kind, String call, @Nullable Integer status, String message) {
        super(message);
        this.kind = kind;
        this.call = call;
        this.status = status;
    }

    public Kind kind() {
        return kind;
    }

    public String call() {
        return call;
    }

    public @Nullable Integer status() {
        return status;
    }

    /** The message, which is never null here. */
    public String said() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** What a failed call means for the sync. */
    public enum Kind {
        /** Superset answered that it will not: a matter of this one call. */
        REFUSED,
        /** What was asked for is not there (404). */
        NOT_FOUND,
        /** Superset could not be reached, or not in time, or is overloaded; nothing was changed by this call. */
        UNAVAILABLE,
        /** A write was sent and there was no answer: it may or may not have happened. */
        NO_ANSWER,
        /** The credentials are refused, or have ended and cannot be renewed. */
        UNAUTHORIZED,
        /** The server is too old, or its answer is not one of Superset's. */
        UNSUPPORTED
    }
}
