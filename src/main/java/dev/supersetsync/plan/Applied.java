package dev.supersetsync.plan;

import dev.supersetsync.state.Dataset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What we last applied to a dataset: the third side of the comparison of declared, applied and actual. It says what was
 * ours, so that everything else is a person's.
 *
 * @param uuid Superset's uuid of the dataset
 * @param supersetId Superset's id of the dataset
 * @param document the name of the document that was applied, null for one without a name
 * @param created whether a sync created the dataset
 * @param markedDocument the document named in the mark as we last saw it, null if there is no mark or no name in it
 * @param marked whether the dataset had a mark then
 * @param declared what was declared and really applied, nothing else
 * @param retained the names of the columns that are retained as NULL
 */
public record Applied(
        String uuid,
        int supersetId,
        @Nullable String document,
        boolean created,
        @Nullable String markedDocument,
        boolean marked,
        Dataset declared,
        Set<String> retained) {

    public Applied {
        retained = Set.copyOf(retained);
    }

    /** Where it comes from. */
    public Provenance provenance() {
        return new Provenance(document, created, markedDocument, marked);
    }
}
