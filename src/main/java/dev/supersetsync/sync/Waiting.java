package dev.supersetsync.sync;

import java.time.Duration;

/** Those who wait in this process for the end of a run. */
public interface Waiting {

    /** Whoever still waits after that time is told how the run stands: this process cannot wait any longer. */
    void endWithin(Duration time);
}
