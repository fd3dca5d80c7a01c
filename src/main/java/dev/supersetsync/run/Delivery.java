package dev.supersetsync.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a webhook is told, and what came of it.
 *
 * @param webhook the name of the webhook
 * @param event what it is about, in the word that the webhook is configured with
 * @param runId the run that it tells of, null for none
 * @param attempts how often it was sent, or tried to be
 * @param answer the HTTP status that last came back, null for none
 * @param problem why the last attempt failed, null if it did not
 * @param attemptedAt when it was last sent, null for never
 */
public record Delivery(
        String id,
        String webhook,
        String event,
        @Nullable String runId,
        Status status,
        int attempts,
        @Nullable Integer answer,
        @Nullable String problem,
        Instant createdAt,
        @Nullable Instant attemptedAt) {

    /** Where it stands. */
    public enum Status {
        /** It is to be sent, for the first time or again. */
        PENDING,
        /** It was sent, and a status below 300 came back. */
        DELIVERED,
        /** It was tried as often as it may be, or in vain, and is not tried again. */
        FAILED
    }

    /** The same after another attempt. */
    public Delivery attempted(Status how, @Nullable Integer answered, @Nullable String why, Instant at) {
        return new Delivery(id, webhook, event, runId, how, attempts + 1, answered, why, createdAt, at);
    }
}
