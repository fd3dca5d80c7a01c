package dev.supersetsync.api;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Loss;
import dev.supersetsync.model.ModelKey;
import dev.supersetsync.plan.Warning;
import dev.supersetsync.run.Reports.DatasetReport;
import dev.supersetsync.run.Reports.WarningReport;
import dev.supersetsync.source.NativeReader;
import dev.supersetsync.source.NativeWriter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Documents for themselves, without a Superset: whether they are valid, and what they may look like. */
@RestController
class ModelController {

    private static final String SCHEMA_JSON = "application/schema+json";

    private final RequestReader reader;

    ModelController(RequestReader reader) {
        this.reader = reader;
    }

    @PostMapping(
            path = "/models/validate",
            consumes = {Bodies.JSON, Bodies.YAML, Bodies.X_YAML, Bodies.TEXT_YAML, Bodies.MULTIPART})
    ValidationReport validate(Body body) throws IOException, ServletException {
        try {
            Document document = reader.document(body.read());
            return new ValidationReport(true, List.of(), warnings(document));
        } catch (InvalidModels invalid) {
            return new ValidationReport(false, invalid.violations(), List.of());
        }
    }

    @PostMapping(
            path = "/models/convert",
            consumes = {Bodies.JSON, Bodies.YAML, Bodies.X_YAML, Bodies.TEXT_YAML, Bodies.MULTIPART})
    ConversionReport convert(Body body) throws IOException, ServletException {
        Document document = reader.document(body.read());
        return new ConversionReport(NativeWriter.write(document), warnings(document));
    }

    private static List<WarningReport> warnings(Document document) {
        return document.losses().stream().map(ModelController::warning).toList();
    }

    private static WarningReport warning(Loss loss) {
        ModelKey model = loss.model();
        DatasetReport dataset = model == null
                ? null
                : new DatasetReport(model.database(), model.catalog(), model.schema(), model.table());
        return new WarningReport(Warning.Code.NOT_CONVERTED.name(), loss.message(), dataset, loss.path(), List.of());
    }

    @GetMapping(
            path = "/models/schema",
            produces = {SCHEMA_JSON, Bodies.JSON})
    String schema() {
        return NativeReader.schema();
    }
}
