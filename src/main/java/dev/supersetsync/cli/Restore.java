package dev.supersetsync.cli;

import dev.supersetsync.run.Reports.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a run back. */
@Command(name = "restore", description = "Takes a run back, and leaves what people did since.")
final class Restore extends ServedReport {

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    private String run = "";

    @Option(names = "--force", description = "Also take back what was changed since.")
    private boolean force;

    @Override
    int answer() {
        RunReport restored = served(service -> service.restore(run, force));
        return said(restored);
    }
}
