package dev.supersetsync.api;

import dev.supersetsync.source.NativeReader;
import jakarta.servlet.ServletException;
import java.io.IOException;
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
        Submission submission = body.read();
        return ValidationReport.of(() -> reader.document(submission));
    }

    @PostMapping(
            path = "/models/convert",
            consumes = {Bodies.JSON, Bodies.YAML, Bodies.X_YAML, Bodies.TEXT_YAML, Bodies.MULTIPART})
    ConversionReport convert(Body body) throws IOException, ServletException {
        return ConversionReport.of(reader.document(body.read()));
    }

    @GetMapping(
            path = "/models/schema",
            produces = {SCHEMA_JSON, Bodies.JSON})
    String schema() {
        return NativeReader.schema();
    }
}
