package dev.supersetsync.sync;

import dev.supersetsync.apply.Applier;
import dev.supersetsync.apply.Outcome;
import dev.supersetsync.apply.Work;
import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.run.Reports.BackupReport;
import dev.supersetsync.run.Reports.ChangeReport;
import dev.supersetsync.run.RunStatus;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.Targets;
import dev.supersetsync.sync.BackupKeeper.Backup;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Plans and applies, step by step: connect, read, plan, back up, apply, record. */
@Component
class RunExecution {

    private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

    private final Targets targets;
    private final TargetMemory memory;
    private final BackupKeeper backups;
    private final RunNotes notes;
    private final SyncSettings settings;

    RunExecution(Targets targets, TargetMemory memory, BackupKeeper backups, RunNotes notes, SyncSettings settings) {
        this.targets = targets;
        this.memory = memory;
        this.backups = backups;
        this.notes = notes;
        this.settings = settings;
    }

    /** Only plans. */
    Plan plan(Assignment assignment) {
        TargetConnection connection = targets.connectToRead(assignment.target());
        return planning(connection, assignment, memory.recall(assignment.target()))
                .plan()
                .plan();
    }

    /** Plans, and finds in the plan what people changed. */
    <T> T drift(Assignment assignment, DriftSearch.Then<T> then) {
        TargetConnection connection = targets.connectToRead(assignment.target());
        Memory recalled = memory.recall(assignment.target());
        Plan plan = planning(connection, assignment, recalled).plan().plan();
        return then.with(plan, new DriftSearch(connection, recalled).in(plan));
    }

    private Planning planning(TargetConnection connection, Assignment assignment, Memory recalled) {
        return switch (assignment) {
            case Assignment.OfModels models ->
                Survey.of(
                        connection,
                        models,
                        targets.creatableDatabases(models.target()).keySet(),
                        recalled);
            case Assignment.OfRun run ->
                new RestoreSurvey(connection, run, backups.of(run.runId()), recalled.returning());
        };
    }

    /**
     * Plans, backs up and applies.
     *
     * @param narrowing makes of the fresh plan the one that is applied, or refuses it
     * @param stopped whether nothing new may be started
     * @param held whether nobody else can be at work on the target by now; otherwise nothing is written
     */
    Result execute(
            String runId,
            Assignment assignment,
            Function<Plan, Narrowed> narrowing,
            BooleanSupplier stopped,
            BooleanSupplier held) {
        return notes.run(runId, assignment, () -> executed(runId, assignment, narrowing, stopped, held));
    }

    private Result executed(
            String runId,
            Assignment assignment,
            Function<Plan, Narrowed> narrowing,
            BooleanSupplier stopped,
            BooleanSupplier held) {
        String target = assignment.target();
        var firstWrite = new FirstWrite(held);
        TargetConnection connection =
                notes.phase(runId, target, "connect", () -> targets.connect(target, firstWrite::mayBeSent));
        Memory recalled = memory.recall(target);
        Planning planning = notes.phase(runId, target, "read", () -> planning(connection, assignment, recalled));
        Surveyed surveyed = notes.phase(runId, target, "plan", planning::plan);
        Narrowed applies = narrowing.apply(surveyed.plan());
        Surveyed narrowed = surveyed.with(applies.plan());
        Set<String> missing = planning.missingDatabases();
        if (!missing.isEmpty() && narrowed.plan().hasChanges()) {
            createDatabases(connection, missing);
            Surveyed again = notes.phase(
                    runId,
                    target,
                    "plan",
                    () -> planning(connection, assignment, recalled).plan());
            narrowed = again.with(again.plan().within(narrowed.plan()));
        }
        narrowed = narrowed.with(memory.withIds(target, narrowed.plan()));
        Backup backup = backedUp(runId, connection, narrowed, recalled);
        firstWrite.isNotedBy(() -> notes.backedUp(runId, backup));
        BooleanSupplier stops = applies.isStopped(assignment.guards()) ? () -> true : stopped;
        var course = new Tracker.Course(runId, target, recalled, backup, stops, held);
        var tracker = new Tracker(memory, backups, notes, course);
        return applied(
                assignment,
                connection,
                new Narrowed(narrowed.plan(), applies.moved()),
                tracker,
                planning.recognition());
    }

    private Backup backedUp(String runId, TargetConnection connection, Surveyed surveyed, Memory recalled) {
        if (!surveyed.plan().hasChanges()) {
            return Backup.NONE;
        }
        return notes.phase(
                runId, connection.target(), "backup", () -> backups.keep(runId, connection, surveyed, recalled));
    }

    private Result applied(
            Assignment assignment,
            TargetConnection connection,
            Narrowed applies,
            Tracker tracker,
            Recognition recognition) {
        Plan plan = applies.plan();
        String runId = tracker.course().runId();
        Work work = notes.phase(
                runId,
                assignment.target(),
                "apply",
                () -> new Applier(
                                connection,
                                assignment.guards().onError(),
                                assignment.guards().read(),
                                tracker,
                                settings.parallelChanges())
                        .apply(plan, assignment.documentName()));
        boolean isRecorded = notes.phase(
                runId,
                assignment.target(),
                "record",
                () -> tracker.remembers(work, recognition.seen(plan, work.outcomes())));
        TargetConnection.Requests requests = connection.requests();
        BackupReport backup =
                requests.writes() == 0 ? null : tracker.course().backup().report();
        return new Result(plan, work.outcomes(), applies.moved(), isRecorded, requests, backup);
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

    /**
     * What came of a run.
     *
     * @param plan the plan that was applied
     * @param outcomes what became of its changes
     * @param moved changes of a kept plan that could not be applied any more
     * @param isRecorded whether all of that is remembered
     * @param requests what was sent
     * @param backup what is to be said of the backup, null if nothing was written
     */
    record Result(
            Plan plan,
            List<Outcome> outcomes,
            List<ChangeReport> moved,
            boolean isRecorded,
            TargetConnection.Requests requests,
            @Nullable BackupReport backup) {

        /** How the run ended. */
        RunStatus status(boolean isCancelled) {
            boolean failed =
                    !moved.isEmpty() || outcomes.stream().anyMatch(outcome -> outcome.kind() == Outcome.Kind.FAILED);
            boolean skipped = outcomes.stream().anyMatch(outcome -> outcome.kind() == Outcome.Kind.SKIPPED);
            boolean done = outcomes.stream()
                    .anyMatch(outcome -> outcome.kind() == Outcome.Kind.APPLIED
                            && outcome.change().action() != Action.UNCHANGED);
            if (failed || !isRecorded) {
                return done ? RunStatus.PARTLY_FAILED : RunStatus.FAILED;
            }
            if (skipped) {
                return isCancelled ? RunStatus.CANCELLED : RunStatus.INTERRUPTED;
            }
            return RunStatus.SUCCEEDED;
        }
    }
}
