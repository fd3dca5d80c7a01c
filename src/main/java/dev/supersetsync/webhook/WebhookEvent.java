package dev.supersetsync.webhook;

/** What a webhook can be told of. */
public enum WebhookEvent {
    /** A run ended as PARTLY_FAILED or FAILED, or was INTERRUPTED and is not taken up again. */
    RUN_FAILED,
    /** A run ended, and held something back. */
    WITHHELD,
    /** A run ended, however. */
    RUN_FINISHED,
    /** People changed something in Superset since it was applied. */
    DRIFT,
    /** It was a job's time, and it could not be begun. */
    JOB_FAILED,
    /** Somebody tries the webhook; it goes to every one that is tried. */
    TEST
}
