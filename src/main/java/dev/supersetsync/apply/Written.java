package dev.supersetsync.apply;

import dev.supersetsync.plan.Change;
import dev.supersetsync.state.SupersetException;
import org.jspecify.annotations.Nullable;

/**
 * A write that was sent and is to be read back.
 *
 * @param writing what was written
 * @param unanswered why it is not known whether it happened, null if Superset accepted it
 */
record Written(Writing writing, @Nullable SupersetException unanswered) {

    /** The change that it belongs to. */
    Change change() {
        return writing.change();
    }

    /** The id of the dataset. */
    int id() {
        return writing.current().id();
    }
}
