package dev.supersetsync.run;

/** How a run stands. */
public enum RunStatus {
    /** It waits for its turn. */
    QUEUED,
    /** It is at work. */
    RUNNING,
    /** Every change of its plan was applied and verified, or there was none. */
    SUCCEEDED,
    /** Some changes were applied, some were not. */
    PARTLY_FAILED,
    /** None was applied. */
    FAILED,
    /** It was stopped by somebody. */
    CANCELLED,
    /** Its process died. */
    INTERRUPTED;

    /** Whether nothing more will happen. */
    public boolean isFinal() {
        return this != QUEUED && this != RUNNING;
    }
}
