package dev.supersetsync.state;

import java.util.Collection;

/** Reads who uses datasets. May throw {@link SupersetException}. */
public interface UsageReader {

    /** Everything that uses these datasets, in one sweep for all of them. */
    Usages usagesOf(Collection<Integer> datasetIds);
}
