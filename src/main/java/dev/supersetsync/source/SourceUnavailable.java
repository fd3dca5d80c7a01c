package dev.supersetsync.source;

/** A configured source could not be read, so nothing is known of its models. The message says which place and why. */
public final class SourceUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SourceUnavailable(String message) {
        super(message);
    }

    SourceUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
