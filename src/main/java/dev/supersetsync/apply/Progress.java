package dev.supersetsync.apply;

/** Is told how applying a plan goes on. Must not block for long. */
public interface Progress {

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
