package dev.supersetsync.plan;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import org.jspecify.annotations.Nullable;

/** What a backup keeps of one change, so that it can be taken back: written down before the change is done. */
public sealed interface Kept {

    /** A dataset was not there. {@code left} is what the run read back, null if it did not come so far. */
    record Created(Dataset after, @Nullable ActualDataset left) implements Kept {}

    /**
     * A dataset was there and stays.
     *
     * @param action {@link Action#UPDATE} or {@link Action#REPLACE}
     * @param before as it was
     * @param remembered what was remembered of it, null for nothing
     * @param after what was planned
     * @param left what the run read back, null if it did not come so far
     */
    record Changed(
            Action action,
            ActualDataset before,
            @Nullable Applied remembered,
            Dataset after,
            @Nullable ActualDataset left)
            implements Kept {}

    /**
     * A dataset goes.
     *
     * @param before as it was
     * @param remembered what was remembered of it, null for nothing
     * @param attachments what hung on it
     * @param areRulesKnown whether its rules of row-level security could be read
     */
    record Deleted(ActualDataset before, @Nullable Applied remembered, Attachments attachments, boolean areRulesKnown)
            implements Kept {}
}
