package dev.supersetsync.sync;

import dev.supersetsync.run.Reports.RunReport;
import java.time.Duration;

/** Hears of runs while they happen, to measure them. It decides nothing, and must neither block nor throw. */
public interface RunListener {

    /** A run has left the queue and begins to work. */
    void runStarted(String runId, String target);

    /** A phase of a run is over, well or not; the name is one of a few, such as {@code read}, {@code plan}, {@code apply}. */
    void phase(String runId, String target, String phase, Duration took);

    /** A run has ended, however it ended, and is recorded. Comes once for every {@link #runStarted}. */
    void runFinished(RunReport run);
}
