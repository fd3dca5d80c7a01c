package dev.supersetsync.plan;

import dev.supersetsync.state.Mark;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose a dataset is: what our storage and the mark in the dataset together say. Where both speak and the mark is not
 * the one we last saw, somebody else has written it since, so it is the newer word.
 *
 * @param managed whether a sync created it or applied a model to it
 * @param document the document that did, null for one without a name
 * @param created whether a sync created it; either source is enough
 */
record Ownership(boolean managed, @Nullable String document, boolean created) {

    static Ownership of(@Nullable Mark mark, @Nullable Provenance stored) {
        boolean created = (mark != null && mark.created()) || (stored != null && stored.created());
        if (mark != null && (stored == null || isNews(mark, stored))) {
            return new Ownership(true, mark.document(), created);
        }
        return stored == null ? new Ownership(false, null, false) : new Ownership(true, stored.document(), created);
    }

    private static boolean isNews(Mark mark, Provenance stored) {
        return !stored.marked() || !Objects.equals(mark.document(), stored.markedDocument());
    }

    /** Whether another document manages it; what a document without a name applied belongs to nobody. */
    boolean isAnothers(@Nullable String ours) {
        return document != null && !document.equals(ours);
    }

    /** Whether the document of this name manages it; a document without a name owns nothing. */
    boolean isOurs(@Nullable String ours) {
        return document != null && document.equals(ours);
    }
}
