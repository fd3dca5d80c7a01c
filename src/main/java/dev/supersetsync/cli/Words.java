package dev.supersetsync.cli;

import dev.supersetsync.api.ValidationReport;
import dev.supersetsync.run.Page;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Reports.WarningReport;
import dev.supersetsync.run.RunHead;
import java.util.List;

/** Says results to people. Every method gives whole lines, or nothing where there is nothing to say. */
interface Words {

    /**
     * The words of a form; who reads JSON and is told something beside it gets plain text.
     *
     * @param files the names of the files with the models, none where there are none
     */
    static Words of(Output output, Console console, List<String> files) {
        return switch (output) {
            case TEXT, JSON -> new TextWords(new Paint(console.coloured()), new Place(files));
            case MARKDOWN -> new MarkdownWords(new Place(files));
        };
    }

    /**
     * Whether models are valid.
     *
     * @param models how many there are, if they are
     */
    String validation(ValidationReport report, int models);

    String warnings(List<WarningReport> warnings);

    String plan(PlanReport plan);

    String run(RunReport run);

    String runs(Page<RunHead> runs);

    String problem(Problem problem);
}
