package dev.supersetsync.superset;

/** A call that got no answer. Never leaves this package. */
final class NoReply extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    NoReply(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** Whether Superset may have got it. */
    boolean wasSent() {
        return reason != Reason.NOT_SENT;
    }

    String why() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** Why there is no answer. */
    enum Reason {
        /** It never left. */
        NOT_SENT,
        /** The connection broke before the answer was there. */
        BROKEN,
        /** The answer took too long. */
        LATE
    }
}
