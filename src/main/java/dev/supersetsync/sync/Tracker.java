package dev.supersetsync.sync;

import dev.supersetsync.apply.Outcome;
import dev.supersetsync.apply.Progress;
import dev.supersetsync.apply.Work;
import dev.supersetsync.plan.Action;
import dev.supersetsync.plan.Applied;
import dev.supersetsync.plan.Change;
import dev.supersetsync.plan.Sighting;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.sync.BackupKeeper.Backup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Hears of every change of a run: logs it, tells the progress, and has it remembered. It writes nothing to Superset. */
final class Tracker implements Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Tracker.class);

    private final TargetMemory memory;
    private final BackupKeeper backups;
    private final RunNotes notes;
    private final Course course;
    private final List<Applied> unchanged = new ArrayList<>();

    Tracker(TargetMemory memory, BackupKeeper backups, RunNotes notes, Course course) {
        this.memory = memory;
        this.backups = backups;
        this.notes = notes;
        this.course = course;
    }

    Course course() {
        return course;
    }

    @Override
    public boolean isStopped() {
        return course.stopped().getAsBoolean();
    }

    @Override
    public void begins(Change change) {
        memory.begins(course.target(), change);
    }

    @Override
    public void ended(Outcome outcome, int done, int total) {
        try (var _ = MDC.putCloseable("run_id", course.runId());
                var _ = MDC.putCloseable("target", course.target())) {
            notes.changed(course.runId(), outcome, done, total);
            log(outcome);
            collect(outcome);
            remember(outcome);
            keepLeft(outcome);
        }
    }

    /** What is begun or not is told by whoever has the turn now. */
    private void remember(Outcome outcome) {
        if (outcome.kind() != Outcome.Kind.SKIPPED || course.held().getAsBoolean()) {
            memory.ended(course.target(), course.runId(), course.recalled(), outcome);
        }
    }

    private void keepLeft(Outcome outcome) {
        ActualDataset left = outcome.left();
        if (left != null) {
            backups.left(course.backup(), outcome.change(), left);
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

    /**
     * Remembers the datasets that needed no write, and those that are as declared; false if not all that was done is
     * remembered.
     */
    boolean remembers(Work work, List<Sighting> seen) {
        RuntimeException unrecorded = work.unrecorded();
        if (unrecorded != null) {
            LOG.error("What was done could not be recorded", unrecorded);
            return false;
        }
        try {
            memory.remember(course.target(), course.runId(), course.recalled(), unchanged, seen);
            memory.rememberIds(
                    course.target(),
                    work.outcomes().stream()
                            .map(Outcome::left)
                            .flatMap(Stream::ofNullable)
                            .toList());
            return true;
        } catch (RuntimeException e) {
            LOG.error("What needed no write could not be recorded", e);
            return false;
        }
    }

    /**
     * The run whose changes are heard of.
     *
     * @param recalled what was remembered of the target when it began
     * @param backup its backup
     * @param stopped whether nothing new may be started
     * @param held whether nobody else can be at work on the target by now
     */
    record Course(
            String runId,
            String target,
            Memory recalled,
            Backup backup,
            BooleanSupplier stopped,
            BooleanSupplier held) {}
}
