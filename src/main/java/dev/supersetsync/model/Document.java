package dev.supersetsync.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of models that belong together, valid and with all defaults applied: what a sync is made from.
 *
 * @param name whose models these are, or null for a document that owns nothing
 * @param models at most one for a dataset, in the order of their declaration
 */
public record Document(@Nullable String name, List<Model> models) {

    /** The version of the format that this service reads and writes. */
    public static final int VERSION = 1;

    public Document {
        models = List.copyOf(models);
    }
}
