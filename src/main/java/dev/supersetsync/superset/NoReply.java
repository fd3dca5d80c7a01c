package dev.supersetsync.superset;

/** A call that got no answer: it was never sent, or its answer did not come. Never leaves this package. */
final class NoReply extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean sent;

    NoReply(boolean sent, String message) {
        super(message);
        this.sent = sent;
    }

    /** Whether Superset may have got it. */
    boolean wasSent() {
        return sent;
    }

    String why() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
