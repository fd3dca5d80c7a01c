package dev.supersetsync.cli;

import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunStatus;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** A command whose result is a report, which it says as it is wanted. */
abstract class ServedReport extends Serving {

    @Option(
            names = "--output",
            paramLabel = "text|json|markdown",
            description = "How the result is said; text if left out.")
    private Output output = Output.TEXT;

    /** The names of the files with the models that were read. */
    List<String> fileNames() {
        return List.of();
    }

    void say(Object json, Function<Words, String> words) {
        say(output, json, form -> words.apply(Words.of(form, console(), fileNames())));
    }

    /** Says how a run ended, in JSON as the API does. */
    int said(RunReport run) {
        say(run.status() == RunStatus.SUCCEEDED ? run : Problem.of(run).body(), words -> words.run(run));
        return Exit.of(run);
    }

    @Override
    int told(Problem problem) {
        return problem.tell(output, console(), fileNames());
    }
}
