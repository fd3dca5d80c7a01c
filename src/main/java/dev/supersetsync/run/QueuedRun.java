package dev.supersetsync.run;

/**
 * A run that is not over. What it has to do is read by itself, {@link RunQueue#work}, since it can be long.
 *
 * @param runId the run
 * @param target the target that it writes to
 * @param place where it stands among those of its target: a new attempt keeps the place of the first
 * @param attempt which attempt it is, from 1; what a process leaves in order, for others to go on, uses none up
 */
public record QueuedRun(String runId, String target, String place, int attempt) {

    /** A run is tried so many times, should its process die each time. */
    static final int MOST_ATTEMPTS = 3;
}
