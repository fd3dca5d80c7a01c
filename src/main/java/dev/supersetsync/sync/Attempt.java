package dev.supersetsync.sync;

import dev.supersetsync.run.Reports.RunReport;

/**
 * A run that has begun to work.
 *
 * @param run the run
 * @param goesOn whether it goes on with what an earlier attempt may have written
 */
record Attempt(RunReport run, boolean goesOn) {}
