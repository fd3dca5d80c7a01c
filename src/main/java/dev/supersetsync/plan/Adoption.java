package dev.supersetsync.plan;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes datasets that already are as declared into the care of a document, in Superset too: they get the mark that else
 * only comes with the next write. Whether they may be taken over is decided before.
 *
 * @param document the name of the document, null if it has none
 */
public record Adoption(@Nullable String document) {

    /** The part of a dataset that it changes. */
    public static final String PATH = "managed";

    /** Whether a dataset says already that the document manages it. */
    boolean isDone(ActualDataset actual) {
        Mark mark = actual.mark();
        return mark != null && Objects.equals(mark.document(), document);
    }

    /** The writing of the mark, and nothing else. */
    Change mark(ActualDataset actual, Applied applied) {
        var managed = new FieldChange(PATH, Value.flag(false), Value.flag(true), false);
        var imprint = new Imprint.OfModel(applied.declared(), applied.retained(), applied.created());
        return new Change.Update(actual, actual.dataset(), List.of(managed), List.of(), imprint);
    }
}
