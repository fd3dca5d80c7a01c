package dev.supersetsync.cli;

import dev.supersetsync.api.RequestWords;
import dev.supersetsync.run.Reports.PlanReport;
import dev.supersetsync.run.TemporaryStorage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a sync would change, and what that breaks. It writes nothing to Superset. */
@Command(
        name = "plan",
        description = {
            "Says what a sync or restore would change, what that breaks, and what is held back. Writes nothing to Superset.",
            "It looks at the history if there is one, and makes none."
        })
final class Plan extends ServedReport {

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Mixin
    private StrategyOptions strategy = new StrategyOptions();

    @Option(names = "--restore-of", paramLabel = "RUN", description = "A run to be taken back, instead of --models.")
    private @Nullable String restoreOf;

    @Option(names = "--force", description = "With --restore-of: also take back what was changed since.")
    private boolean force;

    @Option(names = "--detailed-exitcode", description = "End with 4 if there is something to change.")
    private boolean detailedExitCode;

    @Override
    int answer() {
        Asked asked = models.asked(surroundings());
        strategy.into(asked.members());
        if (restoreOf != null) {
            asked.members().put(RequestWords.RESTORE_OF, restoreOf);
        }
        if (force) {
            asked.members().put(RequestWords.FORCE, true);
        }
        PlanReport plan = served(service -> service.plan(asked));
        say(plan, words -> words.plan(plan));
        if (!plan.refusedBy().isEmpty()) {
            return Exit.REFUSED;
        }
        return detailedExitCode && plan.hasChanges() ? Exit.CHANGES : Exit.DONE;
    }

    @Override
    Optional<TemporaryStorage> storage() {
        return Optional.of(TemporaryStorage.UNLESS_THERE);
    }

    @Override
    List<String> fileNames() {
        return models.fileNames();
    }
}
