package dev.supersetsync.source;

/** A metric of another format that is no aggregate over the rows of one dataset; its message says why, from "it" on. */
final class NotExpressible extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotExpressible(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
