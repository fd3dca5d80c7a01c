package dev.supersetsync.apply;

import dev.supersetsync.plan.Change;

/**
 * Is told how applying a plan goes on. Must not block for long. Where it throws, what is at work is finished and told as
 * it is, and nothing new is started: what cannot be remembered shall not be written.
 */
public interface Progress {

    /** The work on a change begins. */
    void begins(Change change);

    /**
     * A change came to its end.
     *
     * @param outcome what became of it
     * @param done how many came to their end so far
     * @param total how many there are
     */
    void ended(Outcome outcome, int done, int total);

    /** Whether nothing new may be started any more; what is at work is finished. */
    boolean isStopped();
}
