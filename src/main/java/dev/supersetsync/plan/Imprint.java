package dev.supersetsync.plan;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Mark;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a change leaves behind beyond the dataset itself: the mark in it, and what our storage remembers of it. */
public sealed interface Imprint {

    /**
     * The mark that the dataset gets; null for none.
     *
     * @param document the name of the document that is applied, null if it has none
     * @param after what is written
     */
    @Nullable
    Mark mark(@Nullable String document, Dataset after);

    /**
     * What is to be remembered as applied; null for nothing.
     *
     * @param document the name of the document that is applied, null if it has none
     * @param there the dataset as it is now
     */
    @Nullable
    Applied applied(@Nullable String document, ActualDataset there);

    /**
     * A model was applied.
     *
     * @param declared what was declared and is really there
     * @param retained the names of the columns that are retained as NULL
     * @param created whether a sync created the dataset
     */
    record OfModel(Dataset declared, Set<String> retained, boolean created) implements Imprint {
        public OfModel {
            retained = Set.copyOf(retained);
        }

        @Override
        public Mark mark(@Nullable String document, Dataset after) {
            return new Mark(document, created, Fingerprint.of(after));
        }

        @Override
        public Applied applied(@Nullable String document, ActualDataset there) {
            Mark mark = there.mark();
            return new Applied(
                    there.uuid(),
                    there.id(),
                    document,
                    created,
                    mark == null ? null : mark.document(),
                    mark != null,
                    declared,
                    retained);
        }
    }

    /**
     * A dataset is again as it was.
     *
     * @param mark the mark that it had
     * @param remembered what was remembered of it
     */
    record AsBefore(@Nullable Mark mark, @Nullable Applied remembered) implements Imprint {

        @Override
        public @Nullable Mark mark(@Nullable String document, Dataset after) {
            return mark;
        }

        @Override
        public @Nullable Applied applied(@Nullable String document, ActualDataset there) {
            Applied was = remembered;
            return was == null
                    ? null
                    : new Applied(
                            there.uuid(),
                            there.id(),
                            was.document(),
                            was.created(),
                            was.markedDocument(),
                            was.marked(),
                            was.declared(),
                            was.retained());
        }
    }
}
