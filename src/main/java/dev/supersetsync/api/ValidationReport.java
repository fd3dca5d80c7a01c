package dev.supersetsync.api;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Violation;
import dev.supersetsync.run.Reports.WarningReport;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is wrong with a document.
 *
 * @param valid whether a sync would take it
 * @param violations everything that is wrong with it
 * @param warnings what should be known and stops nothing
 */
public record ValidationReport(boolean valid, List<Violation> violations, List<WarningReport> warnings) {

    /** What is told of a document that may throw {@link InvalidModels} when it is read. */
    public static ValidationReport of(Supplier<Document> reading) {
        try {
            return new ValidationReport(true, List.of(), ConversionReport.warnings(reading.get()));
        } catch (InvalidModels invalid) {
            return new ValidationReport(false, invalid.violations(), List.of());
        }
    }
}
