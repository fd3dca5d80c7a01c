package dev.supersetsync.api;

import dev.supersetsync.model.Violation;
import dev.supersetsync.run.Reports.WarningReport;
import java.util.List;

/**
 * What is wrong with a document.
 *
 * @param valid whether a sync would take it
 * @param violations everything that is wrong with it
 * @param warnings what should be known and stops nothing
 */
record ValidationReport(boolean valid, List<Violation> violations, List<WarningReport> warnings) {}
