package dev.supersetsync.plan;

import dev.supersetsync.impact.Impact;
import dev.supersetsync.state.DatasetKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person should know and that holds nothing back.
 *
 * @param code what it is, for programs
 * @param message what it is, for people
 * @param dataset the dataset, null if it is about the whole plan
 * @param path the part, null if it is about the whole dataset
 * @param impact who is touched
 */
public record Warning(
        Code code,
        String message,
        @Nullable DatasetKey dataset,
        @Nullable String path,
        List<Impact> impact) {

    public Warning {
        impact = List.copyOf(impact);
    }

    /** What a warning is about; where it says the same as a {@link Withheld.Reason}, it has its word. */
    public enum Code {
        /** The warehouse no longer has something that is declared. */
        MISSING_IN_WAREHOUSE,
        /** An unchanged expression does not run. */
        DOES_NOT_RUN,
        /** The warehouse gave no answer, so something was left alone. */
        WAREHOUSE_UNKNOWN,
        /** Something was applied without having been tried. */
        NOT_CHECKED,
        /** A type cannot be cast, so text is used. */
        TYPE_UNKNOWN,
        /** It names a column that the dataset does not get, since the model does not declare it. */
        NOT_DECLARED,
        /** The format of the models says something that a document cannot. */
        NOT_CONVERTED,
        /** The database will be created. */
        DATABASE_MISSING,
        /** What a deletion takes along cannot all be read, and so not be brought back. */
        BACKUP_INCOMPLETE,
        /** Somebody changed something since, so it was left as it is. */
        CHANGED_SINCE,
        /** The server is newer than the newest that is known. */
        VERSION_UNKNOWN
    }
}
