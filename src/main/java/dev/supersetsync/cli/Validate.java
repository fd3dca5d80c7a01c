package dev.supersetsync.cli;

import dev.supersetsync.api.ValidationReport;
import dev.supersetsync.model.Document;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says everything that is wrong with models. It asks neither a service nor Superset. */
@Command(name = "validate", description = "Says everything that is wrong with models. Needs no Superset.")
final class Validate extends Reporting {

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Option(names = "--output", paramLabel = "text|json|markdown", description = "How it is said; text if left out.")
    private Output output = Output.TEXT;

    @Override
    int answer() {
        Asked asked = models.asked(surroundings());
        var count = new AtomicInteger();
        ValidationReport report = ValidationReport.of(() -> {
            Document document = asked.document();
            count.set(document.models().size());
            return document;
        });
        Words words = Words.of(output, console(), models.fileNames());
        say(output, report, _ -> words.validation(report, count.get()));
        return report.valid() ? Exit.DONE : Exit.BAD_INPUT;
    }

    @Override
    int told(Problem problem) {
        return problem.tell(output, console(), models.fileNames());
    }
}
