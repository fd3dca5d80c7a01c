package dev.supersetsync.outbound;

/**
 * There is no answer, or none that may be used. The message says why in a part of a sentence, and names at most the
 * host: the rest of an address can be a secret.
 */
public final class OutboundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why there is none. */
    private final Reason reason;

    OutboundException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    OutboundException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why there is no answer. */
    public Reason reason() {
        return reason;
    }

    /** The kinds of failures. */
    public enum Reason {
        /** The configuration does not let us call this host or address: trying again is in vain. */
        NOT_ALLOWED,
        /** The answer is larger than it may be. */
        TOO_LARGE,
        /** There was no whole answer in time. */
        LATE,
        /** The host is not known, refuses, is not trusted, or the connection broke. */
        BROKEN
    }
}
