package dev.supersetsync.state;

import org.jspecify.annotations.Nullable;

/**
 * What a managed dataset itself remembers of us, in Superset's {@code extra}: it survives the loss of our storage.
 *
 * @param document the name of the document that applied it, null for a document without a name
 * @param created whether a sync created the dataset
 * @param hash the hash of what was written last
 */
public record Mark(@Nullable String document, boolean created, String hash) {}
