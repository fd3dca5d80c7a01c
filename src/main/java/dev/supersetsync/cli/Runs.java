package dev.supersetsync.cli;

import dev.supersetsync.run.Page;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunFilter;
import dev.supersetsync.run.RunHead;
import dev.supersetsync.run.RunStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at the history. */
@Command(name = "runs", description = "Lists the newest runs, or says what one of them did.")
final class Runs extends ServedReport {

    private static final int MOST = 200;

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "The id of the run that is meant.")
    private @Nullable String run;

    @Option(names = "--target", paramLabel = "NAME", description = "Only runs at this target.")
    private @Nullable String target;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only runs that stand so: ${COMPLETION-CANDIDATES}.")
    private @Nullable RunStatus status;

    @Option(names = "--limit", paramLabel = "NUMBER", description = "How many, 1 to 200; ${DEFAULT-VALUE} if left out.")
    private int limit = 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    int answer() {
        if (limit < 1 || limit > MOST) {
            throw new ParameterException(spec.commandLine(), "--limit must be from 1 to " + MOST + ".");
        }
        String id = run;
        if (id == null) {
            Page<RunHead> page = served(service -> service.runs(new RunFilter(target, status, null, null), limit));
            say(page, words -> words.runs(page));
        } else {
            RunReport found = served(service -> service.run(id));
            say(found, words -> words.run(found));
        }
        return Exit.DONE;
    }
}
