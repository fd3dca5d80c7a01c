package dev.supersetsync.run;

import dev.supersetsync.run.Reports.RunReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The runs that are not over, with what they have to do: how they come into the history and how they leave it. Each step
 * is one transaction, so that a process that dies leaves nothing half. Who works on them, and when, is decided elsewhere.
 */
@Repository
public class RunQueue {

    private static final Duration REFUSALS_LIVE = Duration.ofHours(1);
    private static final String ADD = """
            INSERT INTO queued_run (run_id, target, place, attempt, work, is_kept, is_cancelled)
            VALUES (:run, :target, :place, :attempt, :work, :is_kept, FALSE)
            """;
    private static final String FIRST = """
            SELECT run_id, target, place, attempt, work FROM queued_run
            WHERE target = :target ORDER BY place, attempt LIMIT 1
            """;
    private static final String FIND =
            "SELECT run_id, target, place, attempt, work FROM queued_run WHERE run_id = :run";
    private static final String OTHERS = "SELECT COUNT(*) FROM queued_run WHERE target = :target AND run_id <> :run";
    private static final String TARGETS = "SELECT DISTINCT target FROM queued_run";
    private static final String KEEP = "UPDATE queued_run SET is_kept = TRUE WHERE run_id = :run";
    private static final String CANCEL = "UPDATE queued_run SET is_cancelled = TRUE WHERE run_id = :run";
    private static final String CANCELLED = "SELECT run_id FROM queued_run WHERE is_cancelled AND run_id IN (:runs)";
    private static final String TAKE_OUT = "DELETE FROM queued_run WHERE run_id = :run";
    private static final String TAKE_OUT_UNKEPT = TAKE_OUT + " AND NOT is_kept";
    private static final String TAKE_OUT_WANTED = TAKE_OUT + " AND NOT is_cancelled";
    private static final String REFUSE =
            "INSERT INTO refusal (run_id, reason, refused_at) VALUES (:run, :reason, :refused_at)";
    private static final String REASON = "SELECT reason FROM refusal WHERE run_id = :run";
    private static final String PURGE_REFUSALS = "DELETE FROM refusal WHERE refused_at < :before";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Runs runs;
    private final Plans plans;
    private final IdempotencyKeys keys;
    private final Announcements announcements;
    private final Clock clock;

    public RunQueue(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Runs runs,
            Plans plans,
            IdempotencyKeys keys,
            Announcements announcements,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.runs = runs;
        this.plans = plans;
        this.keys = keys;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * Takes a run on.
     *
     * @param work what it has to do
     * @param key the idempotency key of the call that led to it, null for none
     * @throws org.springframework.dao.DuplicateKeyException if the key led to a run meanwhile; then nothing is taken on
     */
    public RunReport add(NewRun run, byte[] work, @Nullable CallKey key) {
        return transaction.execute(_ -> {
            RunReport report = runs.create(run);
            if (key != null) {
                keys.bind(key, report.id());
            }
            add(new QueuedRun(report.id(), report.target(), report.id(), 1, work), false);
            return report;
        });
    }

    private void add(QueuedRun queued, boolean isKept) {
        jdbc.sql(ADD)
                .param("run", queued.runId())
                .param("target", queued.target())
                .param("place", queued.place())
                .param("attempt", queued.attempt())
                .param("work", LongBytes.of(queued.work()))
                .param("is_kept", isKept)
                .update();
    }

    /** The run of a target whose turn it is. */
    public Optional<QueuedRun> first(String target) {
        return jdbc.sql(FIRST).param("target", target).query(RunQueue::queued).optional();
    }

    /** Whether a target has other runs that are not over. */
    public boolean hasOthers(RunReport run) {
        return jdbc.sql(OTHERS)
                        .param("target", run.target())
                        .param("run", run.id())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The targets that have runs which are not over. */
    public Set<String> targets() {
        return Set.copyOf(jdbc.sql(TARGETS).query(String.class).list());
    }

    /** A run stays in the history even if it is refused: somebody was told its id. */
    public void keep(String runId) {
        jdbc.sql(KEEP).param("run", runId).update();
    }

    /**
     * Somebody wants a run to stop. Where a new attempt took its place meanwhile, that is to stop: a run leaves the queue
     * together with its new attempt coming into it, so one of them is there, or all is over.
     *
     * @return the attempt that is to stop
     */
    public String cancel(String runId) {
        if (jdbc.sql(CANCEL).param("run", runId).update() > 0) {
            return runId;
        }
        return runs.retryOf(runId).map(again -> cancel(again.id())).orElse(runId);
    }

    /** Those of some runs that somebody wants to stop. */
    public Set<String> cancelled(Set<String> runIds) {
        return runIds.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql(CANCELLED)
                        .param("runs", runIds)
                        .query(String.class)
                        .list());
    }

    /**
     * A run is over. The key of one that wrote nothing is free again, and so is the plan of one that never came to write.
     *
     * @return false if it was over before, as when another process took it up meanwhile; then nothing is changed
     */
    public boolean end(RunReport run) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean ends = takeOut(run.id());
            if (ends) {
                if (run.wroteNothing()) {
                    keys.free(run.id());
                }
                giveBackPlan(run);
                runs.save(run);
                announcements.runEnded(run);
            }
            return ends;
        }));
    }

    /** A run that has been queued until now is over, unless it has begun; says whether it is. */
    public boolean endQueued(RunReport run) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean isOver = runs.saveQueued(run);
            if (isOver) {
                keys.free(run.id());
                takeOut(run.id());
                announcements.runEnded(run);
            }
            return isOver;
        }));
    }

    /**
     * A run is over before its end, and nobody takes it up again.
     *
     * @return false if it came to its end meanwhile; then nothing is changed
     */
    boolean leave(RunReport interrupted) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean isOver = runs.saveUnfinished(interrupted);
            if (isOver) {
                keys.free(interrupted.id());
                giveBackPlan(interrupted);
                takeOut(interrupted.id());
                announcements.runEnded(interrupted);
            }
            return isOver;
        }));
    }

    /**
     * A run is over before its end, since its process died or could not go on; a new attempt takes its place, unless there
     * were too many or somebody wanted the run to stop. Whoever comes with its key gets the new one. If it was over
     * before, nothing is changed.
     *
     * @return the new attempt, whoever made it
     */
    public Optional<RunReport> retry(RunReport interrupted) {
        return again(interrupted, 1);
    }

    /** As {@link #retry}, for a run that its process leaves in order for others to go on: that uses no attempt up. */
    public Optional<RunReport> handOver(RunReport interrupted) {
        return again(interrupted, 0);
    }

    private Optional<RunReport> again(RunReport interrupted, int attempts) {
        return transaction.execute(_ -> {
            String runId = interrupted.id();
            Optional<QueuedRun> old = find(runId);
            boolean isWanted = jdbc.sql(TAKE_OUT_WANTED).param("run", runId).update() > 0;
            if (!isWanted && !takeOut(runId)) {
                return runs.retryOf(runId);
            }
            runs.save(interrupted);
            giveBackPlan(interrupted);
            Optional<RunReport> again = old.filter(_ -> isWanted)
                    .filter(it -> it.attempt() + attempts <= QueuedRun.MOST_ATTEMPTS)
                    .map(it -> again(interrupted, it, attempts));
            again.ifPresentOrElse(it -> keys.rebind(runId, it.id()), () -> {
                keys.free(runId);
                announcements.runEnded(interrupted);
            });
            return again;
        });
    }

    private RunReport again(RunReport interrupted, QueuedRun old, int attempts) {
        RunReport again = runs.create(NewRun.again(interrupted));
        add(new QueuedRun(again.id(), old.target(), old.place(), old.attempt() + attempts, old.work()), true);
        return again;
    }

    /** A run without a backup never came to write, so that its plan can be applied by another. */
    private void giveBackPlan(RunReport run) {
        String planId = run.planId();
        if (planId != null && run.backup() == null && run.status() != RunStatus.SUCCEEDED) {
            plans.release(planId, run.id());
        }
    }

    /**
     * A run was refused before it wrote: it leaves no trace but the reason, which is kept for an hour. If somebody was
     * told its id, it stays in the history as it ended.
     *
     * @param run the run as it ended
     * @param reason why, for whoever waits for it
     * @return false if it was over before; then nothing is changed
     */
    public boolean refuse(RunReport run, String reason) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean isUnkept = jdbc.sql(TAKE_OUT_UNKEPT).param("run", run.id()).update() > 0;
            boolean ends = isUnkept || takeOut(run.id());
            if (ends) {
                keys.free(run.id());
                giveBackPlan(run);
                keepReason(run.id(), reason);
            }
            if (isUnkept) {
                runs.forget(run.id());
            } else if (ends) {
                runs.save(run);
                announcements.runEnded(run);
            }
            return ends;
        }));
    }

    private void keepReason(String runId, String reason) {
        jdbc.sql(PURGE_REFUSALS)
                .param("before", Times.parameter(clock.instant().minus(REFUSALS_LIVE)))
                .update();
        jdbc.sql(REFUSE)
                .param("run", runId)
                .param("reason", LongText.of(reason))
                .param("refused_at", Times.parameter(clock.instant()))
                .update();
    }

    /** Why a run was refused, if it was within the last hour. */
    public Optional<String> refusal(String runId) {
        return jdbc.sql(REASON)
                .param("run", runId)
                .query((row, number) -> LongText.read(row, "reason"))
                .optional();
    }

    /**
     * A run that has been queued until now is refused, unless it has begun.
     *
     * @return false if it has begun; then nothing is changed
     */
    public boolean refuseQueued(RunReport run, String reason) {
        return Boolean.TRUE.equals(transaction.execute(_ -> runs.saveQueued(run) && refuse(run, reason)));
    }

    /** What a run has to do, if it is not over. */
    Optional<QueuedRun> find(String runId) {
        return jdbc.sql(FIND).param("run", runId).query(RunQueue::queued).optional();
    }

    /** False if somebody else did: of several processes exactly one ends a run. */
    private boolean takeOut(String runId) {
        return jdbc.sql(TAKE_OUT).param("run", runId).update() > 0;
    }

    private static QueuedRun queued(ResultSet row, int number) throws SQLException {
        return new QueuedRun(
                row.getString("run_id"),
                row.getString("target"),
                row.getString("place"),
                row.getInt("attempt"),
                LongBytes.read(row, "work"));
    }
}
