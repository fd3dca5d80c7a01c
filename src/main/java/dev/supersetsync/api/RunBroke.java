package dev.supersetsync.api;

/** A run ended with an error that is nobody's but ours: carries the run's id to the log and to the answer. */
final class RunBroke extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String runId;

    RunBroke(String runId, Throwable cause) {
        super("Run " + runId + " broke.", cause);
        this.runId = runId;
    }

    String runId() {
        return runId;
    }
}
