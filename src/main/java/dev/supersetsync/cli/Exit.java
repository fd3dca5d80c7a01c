package dev.supersetsync.cli;

import dev.supersetsync.api.ProblemType;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.Summary;
import dev.supersetsync.run.RunStatus;
import org.jspecify.annotations.Nullable;

/** The exit codes, which scripts rely on. */
final class Exit {

    /** All that was asked for was done. */
    static final int DONE = 0;
    /** Nothing was done. */
    static final int FAILED = 1;
    /** What was asked for is wrong: an option, a file, a document, an unknown name. */
    static final int BAD_INPUT = 2;
    /** Some changes were applied, some were not. */
    static final int PARTLY_FAILED = 3;
    /** There is something to change; only of a plan that was asked to say so. */
    static final int CHANGES = 4;
    /** A guard refused it, or Superset has moved since the plan was made. */
    static final int REFUSED = 5;

    private Exit() {}

    /** How a run ended. */
    static int of(RunReport run) {
        return switch (run.status()) {
            case SUCCEEDED -> DONE;
            case PARTLY_FAILED -> PARTLY_FAILED;
            case QUEUED, RUNNING, FAILED, CANCELLED, INTERRUPTED -> wrote(run) ? PARTLY_FAILED : unwritten(run);
        };
    }

    private static boolean wrote(RunReport run) {
        Summary summary = run.summary();
        return run.status() != RunStatus.FAILED
                && summary.created() + summary.updated() + summary.replaced() + summary.deleted() > 0;
    }

    /** Who was told a run's id before it was refused finds the refusal as the run's error. */
    private static int unwritten(RunReport run) {
        return run.error() != null && run.error().call().equals("plan") ? REFUSED : FAILED;
    }

    /**
     * What a problem amounts to.
     *
     * @param run the run that the problem is about, or null
     */
    static int of(ProblemType type, @Nullable RunReport run) {
        return switch (type) {
            case UNREADABLE,
                    NOT_FOUND,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    INVALID_MODELS,
                    INVALID_REQUEST,
                    CONTRADICTORY_STRATEGY -> BAD_INPUT;
            case BREAKING_CHANGES, UI_EDITS, STALE_PLAN, PLAN_APPLIED -> REFUSED;
            case SYNC_FAILED, RUN_CANCELLED -> run == null ? FAILED : of(run);
            case UNAUTHORIZED,
                    FORBIDDEN,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    TARGET_BUSY,
                    RUN_ENDED,
                    BACKUP_EXPIRED,
                    IDEMPOTENCY_KEY_REUSED,
                    TOO_MANY_REQUESTS,
                    SUPERSET_UNAUTHORIZED,
                    SUPERSET_ERROR,
                    SUPERSET_UNAVAILABLE,
                    SOURCE_UNAVAILABLE,
                    STORAGE_UNAVAILABLE,
                    ISSUER_UNAVAILABLE,
                    INTERNAL_ERROR -> FAILED;
        };
    }
}
