package dev.supersetsync.run;

/**
 * A run that is not over, with what it has to do.
 *
 * @param runId the run
 * @param target the target that it writes to
 * @param place where it stands among those of its target: a new attempt keeps the place of the first
 * @param attempt which attempt it is, from 1; what a process leaves in order, for others to go on, uses none up
 * @param work what is to be done, as it was put
 */
public record QueuedRun(String runId, String target, String place, int attempt, byte[] work) {

    /** A run is tried so many times, should its process die each time. */
    static final int MOST_ATTEMPTS = 3;
}
