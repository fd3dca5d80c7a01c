package dev.supersetsync.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of models that belong together, valid and with all defaults applied: what a sync is made from.
 *
 * @param name whose models these are, or null for a document that owns nothing
 * @param models at most one for a dataset, in the order of their declaration
 * @param losses what the format said that it was written in, and this cannot
 */
public record Document(@Nullable String name, List<Model> models, List<Loss> losses) {

    /** The version of the format that this service reads and writes. */
    public static final int VERSION = 1;

    public Document {
        models = List.copyOf(models);
        losses = List.copyOf(losses);
    }

    /** A document that says all that was meant. */
    public Document(@Nullable String name, List<Model> models) {
        this(name, models, List.of());
    }

    /** The same models, which say less than was meant. */
    public Document with(List<Loss> lost) {
        return new Document(name, models, lost);
    }
}
