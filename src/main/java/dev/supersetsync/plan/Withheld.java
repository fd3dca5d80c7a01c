package dev.supersetsync.plan;

import dev.supersetsync.impact.Impact;
import dev.supersetsync.state.DatasetKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change, or a part of one, that was seen and not allowed.
 *
 * @param action what would have been done to the dataset
 * @param dataset the dataset
 * @param path the part, null if it is the whole change
 * @param reason why, for programs
 * @param message why, for people
 * @param impact what it would have broken
 */
public record Withheld(
        Action action, DatasetKey dataset, @Nullable String path, Reason reason, String message, List<Impact> impact) {

    public Withheld {
        impact = List.copyOf(impact);
    }

    /** Why something is withheld. */
    public enum Reason {
        /** The update strategy does not allow the operation. */
        STRATEGY,
        /** A chart, dashboard or native filter uses it. */
        USED,
        /** The warehouse does not have it. */
        MISSING_IN_WAREHOUSE,
        /** More would be deleted than the guard allows. */
        TOO_MANY_DELETIONS,
        /** A person changed it in Superset, and the guard keeps that. */
        UI_EDIT,
        /** Another document manages the dataset. */
        OTHER_DOCUMENT,
        /** One is a table and the other a query. */
        KIND_DIFFERS,
        /** The warehouse refuses the SQL. */
        DOES_NOT_RUN,
        /** Somebody changed it since. */
        CHANGED_SINCE
    }
}
