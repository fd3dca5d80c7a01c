package dev.supersetsync.plan;

import org.jspecify.annotations.Nullable;

/**
 * Where a dataset comes from, as our storage says: the part of what was last applied that tells whose it is. It does not
 * say what was applied.
 *
 * @param document the document that was applied, null for one without a name
 * @param created whether a sync created the dataset
 * @param markedDocument the document named in the mark as we last saw it, null if there is no mark or no name in it
 * @param marked whether the dataset had a mark then
 */
public record Provenance(
        @Nullable String document,
        boolean created,
        @Nullable String markedDocument,
        boolean marked) {}
