package dev.supersetsync.sync;

/**
 * Has the runs of targets worked on: of all processes one at a time works on a target, by {@link TargetWorker#work}. It
 * decides when and where, and nothing of the runs themselves.
 */
public interface TargetTurns {

    /** A target has a run that is not over. It returns at once; if it fails, somebody looks after the run a little later. */
    void wake(String target);
}
