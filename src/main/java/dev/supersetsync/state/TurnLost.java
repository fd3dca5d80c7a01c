package dev.supersetsync.state;

/**
 * A write that was not sent, since others may be at work on the target by now: this process could not say for too long
 * that it is alive. Nothing more may be written, not even to put something right.
 */
public final class TurnLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A write that was not sent. */
    public TurnLost() {
        super("Others may have taken up the run; nothing more is written.");
    }
}
