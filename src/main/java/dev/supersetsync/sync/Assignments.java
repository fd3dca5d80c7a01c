package dev.supersetsync.sync;

import dev.supersetsync.model.Violation;
import dev.supersetsync.plan.GuardOverrides;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.Operation;
import dev.supersetsync.plan.StrategySet;
import dev.supersetsync.plan.UpdateStrategy;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.Runs;
import dev.supersetsync.run.StrategySets;
import dev.supersetsync.state.Targets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Resolves what a request names and leaves out, and refuses what contradicts itself. Asks Superset nothing. */
@Component
class Assignments {

    private final Targets targets;
    private final StrategySets strategySets;
    private final Runs runs;
    private final SyncSettings settings;
    private final CallTrace trace;

    Assignments(Targets targets, StrategySets strategySets, Runs runs, SyncSettings settings, CallTrace trace) {
        this.targets = targets;
        this.strategySets = strategySets;
        this.runs = runs;
        this.settings = settings;
        this.trace = trace;
    }

    /** The assignment that a request amounts to. */
    Assignment.OfModels of(SyncRequest request) {
        String target = target(request.target());
        StrategySet set = strategySet(request.strategySet());
        UpdateStrategy strategy = request.updateStrategy();
        if (strategy == null) {
            strategy = set.updateStrategy();
        }
        Guards guards = request.guards().over(set.guards().over(Guards.DEFAULT));
        var assignment = new Assignment.OfModels(target, strategy, guards, request.document(), request.adopts());
        List<Violation> violations = violations(assignment);
        if (!violations.isEmpty()) {
            throw new Refusal.InvalidRequest(violations);
        }
        return assignment.in(trace.headers());
    }

    /**
     * The assignment to take a run back.
     *
     * @param runId the run
     * @param target the target that the request names, null for none
     * @param guards those that the request states
     * @param force whether what was changed since is taken back too, whatever that breaks unless a guard says otherwise
     */
    Assignment ofRestore(String runId, @Nullable String target, GuardOverrides guards, boolean force) {
        RunReport run = runs.find(runId).orElseThrow(() -> new Refusal.UnknownName("run", runId));
        target(run.target());
        if (target != null && !target(target).equals(run.target())) {
            throw invalid("target", "The run was at the target '" + run.target() + "'.");
        }
        if (!run.status().isFinal()) {
            throw invalid("restore_of", "The run has not ended: it is " + run.status() + ".");
        }
        if (run.backup() == null) {
            throw invalid("restore_of", "The run wrote nothing, so there is nothing to take back.");
        }
        var forced =
                new GuardOverrides(Guards.BreakingChanges.ALLOW, null, null, null, null, null, null, null, null, null);
        Guards base = force ? forced.over(Guards.DEFAULT) : Guards.DEFAULT;
        return new Assignment.OfRun(run.target(), guards.over(base), runId, force, trace.headers());
    }

    private static Refusal.InvalidRequest invalid(String path, String message) {
        return new Refusal.InvalidRequest(List.of(Violation.at(path, message)));
    }

    /** An assignment that was resolved before, if its target is still configured. */
    Assignment again(Assignment resolved) {
        target(resolved.target());
        return resolved.in(trace.headers());
    }

    /**
     * The target that a request means.
     *
     * @throws Refusal.UnknownName if none has this name
     * @throws Refusal.InvalidRequest if it names none and not exactly one is configured
     */
    String target(@Nullable String named) {
        List<String> names = targets.names();
        if (named != null) {
            if (!names.contains(named)) {
                throw new Refusal.UnknownName("target", named);
            }
            return named;
        }
        if (names.size() != 1) {
            throw new Refusal.InvalidRequest(List.of(Violation.at(
                    "target",
                    names.isEmpty()
                            ? "No target is configured: set SUPERSET_URL or superset-sync.targets."
                            : "Name one of the configured targets: " + String.join(", ", names) + ".")));
        }
        return names.getFirst();
    }

    private StrategySet strategySet(@Nullable String named) {
        if (named == null) {
            return new StrategySet("default", UpdateStrategy.parse(settings.updateStrategy()), GuardOverrides.NONE);
        }
        return strategySets.find(named).orElseThrow(() -> new Refusal.UnknownName("strategy set", named));
    }

    private static List<Violation> violations(Assignment.OfModels assignment) {
        var violations = new ArrayList<Violation>();
        if (!assignment.strategy().allows(Operation.DELETE)) {
            return violations;
        }
        boolean nameless = assignment.document().name() == null;
        Guards guards = assignment.guards();
        if (assignment.document().models().isEmpty() && !guards.allowEmpty()) {
            violations.add(Violation.at(
                    "models.models", "No models at all, together with DELETE: only with the guard allow_empty."));
        }
        if (nameless && guards.allowEmpty()) {
            violations.add(Violation.at(
                    "guards.allow_empty", "With DELETE it needs a document with a name, whose datasets are meant."));
        }
        if (nameless && guards.deleteScope() == Guards.DeleteScope.MANAGED) {
            violations.add(Violation.at(
                    "guards.delete_scope", "MANAGED needs a document with a name, whose datasets are meant."));
        }
        return violations;
    }
}
