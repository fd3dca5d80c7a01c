package dev.supersetsync.sync;

import java.util.function.BooleanSupplier;

/**
 * Has it noted just before the first write of a run that there is one: of a run without the note it is known that it
 * changed no dataset. Where it cannot be noted, nothing is sent, by anybody who writes for the run. Whether a write may be
 * sent at all it does not decide.
 */
final class FirstWrite {

    private final BooleanSupplier held;
    private Runnable note = () -> {};

    /**
     * The first write of one run.
     *
     * @param held whether nobody else can be at work on the target by now
     */
    FirstWrite(BooleanSupplier held) {
        this.held = held;
    }

    /** The next write is the first that changes datasets. */
    synchronized void isNotedBy(Runnable noting) {
        note = noting;
    }

    /** Whether a write may be sent; if so it is noted by now. */
    boolean mayBeSent() {
        if (!held.getAsBoolean()) {
            return false;
        }
        noted();
        return true;
    }

    private synchronized void noted() {
        try {
            note.run();
            note = () -> {};
        } catch (RuntimeException e) {
            note = () -> {
                throw e;
            };
            throw e;
        }
    }
}
