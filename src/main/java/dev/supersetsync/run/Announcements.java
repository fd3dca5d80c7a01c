package dev.supersetsync.run;

import dev.supersetsync.run.Reports.DriftReport;
import dev.supersetsync.run.Reports.RunReport;

/**
 * Is told what happened, to pass it on to those outside who want to know. It is called in the transaction that records
 * what happened, and only writes down what is to be told: so nothing is told of what was not recorded, and no crash loses
 * what was; but for jobs that could not be begun, which are told just after. It throws only where the storage fails.
 */
public interface Announcements {

    /** A run is over, and nobody takes it up again. A run that was refused and left no trace is none. */
    void runEnded(RunReport run);

    /** People changed something in Superset. */
    void driftFound(DriftReport drift, String target);

    /** It was a job's time, and it could not be begun. */
    void jobFailed(String job, String target, String problem);
}
