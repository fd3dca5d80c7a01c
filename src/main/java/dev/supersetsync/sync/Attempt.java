package dev.supersetsync.sync;

import dev.supersetsync.run.Reports.RunReport;
import java.util.List;

/**
 * A run that has begun to work.
 *
 * @param run the run
 * @param writtenBy the earlier attempts of it that may have written
 */
record Attempt(RunReport run, List<String> writtenBy) {

    Attempt {
        writtenBy = List.copyOf(writtenBy);
    }

    /** Whether it goes on with what an earlier attempt may have written. */
    boolean goesOn() {
        return !writtenBy.isEmpty();
    }
}
