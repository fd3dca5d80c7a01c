package dev.supersetsync.cli;

import dev.supersetsync.api.ConversionReport;
import dev.supersetsync.model.Document;
import dev.supersetsync.source.NativeYaml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints models of any format in our own. What that cannot say goes to standard error. */
@Command(
        name = "convert",
        description =
                "Prints models of any format in the format native; what that cannot say is named. Needs no Superset.")
final class Convert extends Reporting {

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Option(names = "--output", paramLabel = "yaml|json", description = "How it is written; yaml if left out.")
    private Written output = Written.YAML;

    @Override
    int answer() {
        Document document = models.asked(surroundings()).document();
        ConversionReport report = ConversionReport.of(document);
        console()
                .out()
                .print(
                        switch (output) {
                            case YAML -> NativeYaml.write(document);
                            case JSON -> Json.pretty(report.document()) + "\n";
                        });
        console()
                .err()
                .print(Words.of(Output.TEXT, console(), models.fileNames()).warnings(report.warnings()));
        return Exit.DONE;
    }

    @Override
    int told(Problem problem) {
        return problem.tell(output == Written.JSON ? Output.JSON : Output.TEXT, console(), models.fileNames());
    }
}
