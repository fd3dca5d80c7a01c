package dev.supersetsync.api;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.Loss;
import dev.supersetsync.model.ModelKey;
import dev.supersetsync.plan.Warning;
import dev.supersetsync.run.Reports.DatasetReport;
import dev.supersetsync.run.Reports.WarningReport;
import dev.supersetsync.source.NativeWriter;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What models become that are written in any format.
 *
 * @param document a document in our own format
 * @param warnings what it cannot say
 */
public record ConversionReport(ObjectNode document, List<WarningReport> warnings) {

    /** What is told of a document. */
    public static ConversionReport of(Document document) {
        return new ConversionReport(NativeWriter.write(document), warnings(document));
    }

    static List<WarningReport> warnings(Document document) {
        return document.losses().stream().map(ConversionReport::warning).toList();
    }

    private static WarningReport warning(Loss loss) {
        ModelKey model = loss.model();
        DatasetReport dataset = model == null
                ? null
                : new DatasetReport(model.database(), model.catalog(), model.schema(), model.table());
        return new WarningReport(Warning.Code.NOT_CONVERTED.name(), loss.message(), dataset, loss.path(), List.of());
    }
}
