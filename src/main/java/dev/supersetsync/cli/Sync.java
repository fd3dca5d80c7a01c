package dev.supersetsync.cli;

import dev.supersetsync.model.Violation;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.TemporaryStorage;
import dev.supersetsync.sync.Refusal;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plans and applies. */
@Command(
        name = "sync",
        description = "Makes Superset as the models declare, reads back that it happened, and says what was changed.")
final class Sync extends ServedReport {

    private static final String NO_UNDO =
            "superset-sync: There is no history of this sync, so it cannot be taken back, and the next one does not know"
                    + " what it declared.";

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Mixin
    private StrategyOptions strategy = new StrategyOptions();

    @Option(
            names = "--no-history",
            description = "Store nothing: no undo, no DELETE. For a pipeline that has nowhere to keep a history.")
    private boolean noHistory;

    @Override
    int answer() {
        if (noHistory && isRemote()) {
            throw new Refusal.InvalidRequest(List.of(
                    Violation.at("--no-history", "is for syncs without a server; a service keeps its history")));
        }
        Asked asked = models.asked(surroundings());
        strategy.into(asked.members());
        RunReport run = served(service -> service.sync(asked));
        if (noHistory) {
            console().err().println(NO_UNDO);
        }
        return said(run);
    }

    @Override
    Optional<TemporaryStorage> storage() {
        return noHistory ? Optional.of(TemporaryStorage.ALWAYS) : Optional.empty();
    }

    @Override
    List<String> fileNames() {
        return models.fileNames();
    }
}
