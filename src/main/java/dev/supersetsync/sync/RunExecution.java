package dev.supersetsync.sync;

import dev.supersetsync.apply.Applier;
import dev.supersetsync.apply.Outcome;
import dev.supersetsync.apply.Progress;
import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Applied;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.run.Runs;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Plans and applies, step by step: connect, read, plan, apply, record. */
@Component
class RunExecution {

    private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

    private final Targets targets;
    private final TargetMemory memory;
    private final Runs runs;
    private final RunListener listener;
    private final SyncSettings settings;

    RunExecution(Targets targets, TargetMemory memory, Runs runs, RunListener listener, SyncSettings settings) {
        this.targets = targets;
        this.memory = memory;
        this.runs = runs;
        this.listener = listener;
        this.settings = settings;
    }

    /** Only plans. */
    Plan plan(Assignment assignment) {
        return survey(targets.connect(assignment.target()), assignment).plan();
    }

    private Survey survey(TargetConnection connection, Assignment assignment) {
        return new Survey(
                connection,
                assignment,
                targets.creatableDatabases(assignment.target()).keySet(),
                memory.recall(assignment.target()));
    }

    /**
     * Plans and applies.
     *
     * @param narrowing makes of the fresh plan the one that is applied, or refuses it
     * @param stopped whether nothing new may be started
     */
    Result execute(String runId, Assignment assignment, UnaryOperator<Plan> narrowing, BooleanSupplier stopped) {
        String target = assignment.target();
        TargetConnection connection = timed(runId, target, "connect", () -> targets.connect(target));
        Survey survey = timed(runId, target, "read", () -> survey(connection, assignment));
        Plan plan = timed(runId, target, "plan", () -> narrowing.apply(survey.plan()));
        Set<String> missing = survey.missingDatabases();
        if (!missing.isEmpty() && plan.hasChanges()) {
            createDatabases(connection, missing);
            Survey again = survey(connection, assignment);
            plan = timed(runId, target, "plan", again::plan).within(plan);
        }
        Plan applied = plan;
        var tracker = new Tracker(runId, target, stopped);
        List<Outcome> outcomes = timed(
                runId,
                target,
                "apply",
                () -> new Applier(connection, assignment.guards().onError(), tracker, settings.parallelChanges())
                        .apply(applied, assignment.document().name()));
        timed(runId, target, "record", tracker::flush);
        return new Result(applied, outcomes, connection.requests());
    }

    private void createDatabases(TargetConnection connection, Set<String> missing) {
        Map<String, String> uris = targets.creatableDatabases(connection.target());
        for (String database : missing) {
            String uri = uris.get(database);
            if (uri != null) {
                connection.writer().createDatabase(database, uri);
                LOG.info("Created the database {}", database);
            }
        }
    }

    private <T> T timed(String runId, String target, String phase, Supplier<T> work) {
        Instant start = Instant.now();
        try {
            return work.get();
        } finally {
            listener.phase(runId, target, phase, Duration.between(start, Instant.now()));
        }
    }

    /**
     * What came of a run.
     *
     * @param plan the plan that was applied
     * @param outcomes what became of its changes
     * @param requests what was sent
     */
    record Result(Plan plan, List<Outcome> outcomes, TargetConnection.Requests requests) {

        /** How the run ended. */
        RunStatus status(boolean interrupted) {
            boolean failed = outcomes.stream().anyMatch(outcome -> outcome.kind() == Outcome.Kind.FAILED);
            boolean skipped = outcomes.stream().anyMatch(outcome -> outcome.kind() == Outcome.Kind.SKIPPED);
            boolean done = outcomes.stream()
                    .anyMatch(outcome -> outcome.kind() == Outcome.Kind.APPLIED
                            && outcome.change().action() != Action.UNCHANGED);
            if (failed) {
                return done ? RunStatus.PARTLY_FAILED : RunStatus.FAILED;
            }
            if (skipped) {
                return interrupted ? RunStatus.INTERRUPTED : RunStatus.CANCELLED;
            }
            return RunStatus.SUCCEEDED;
        }
    }

    /** Hears of every change: logs it, tells the progress, and has it remembered. */
    private final class Tracker implements Progress {

        private final String runId;
        private final String target;
        private final BooleanSupplier stopped;
        private final List<Applied> unchanged = new ArrayList<>();

        Tracker(String runId, String target, BooleanSupplier stopped) {
            this.runId = runId;
            this.target = target;
            this.stopped = stopped;
        }

        @Override
        public boolean isStopped() {
            return stopped.getAsBoolean();
        }

        @Override
        public void begins(Change change) {
            memory.begins(target, change);
        }

        @Override
        public void ended(Outcome outcome, int done, int total) {
            try (var _ = MDC.putCloseable("run_id", runId);
                    var _ = MDC.putCloseable("target", target)) {
                runs.progress(runId, done, total);
                memory.ended(target, runId, outcome);
                collect(outcome);
                log(outcome);
            }
        }

        private void collect(Outcome outcome) {
            Applied applied = outcome.applied();
            if (applied != null && outcome.change().action() == Action.UNCHANGED) {
                synchronized (unchanged) {
                    unchanged.add(applied);
                }
            }
        }

        private void log(Outcome outcome) {
            Action action = outcome.change().action();
            Outcome.Failure failure = outcome.failure();
            if (failure != null) {
                LOG.warn(
                        "{} {} {}: {} answered {}: {}",
                        action,
                        outcome.change().dataset(),
                        outcome.kind(),
                        failure.call(),
                        failure.status(),
                        failure.message());
            } else if (action != Action.UNCHANGED) {
                LOG.info("{} {} {}", action, outcome.change().dataset(), outcome.kind());
            }
        }

        /** Remembers the datasets that needed no write, and says how many there are. */
        int flush() {
            memory.remember(target, runId, unchanged);
            return unchanged.size();
        }
    }
}
