package dev.supersetsync.run;

import dev.supersetsync.run.Reports.RunReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The runs that are not over: how they come in, their order, what each has to do, and which somebody wants to stop. How
 * they leave is up to {@link RunEnds}; who works on them, and when, is decided elsewhere.
 */
@Repository
public class RunQueue {

    private static final String ADD = """
            INSERT INTO queued_run (run_id, target, place, attempt, work, is_kept, is_cancelled)
            VALUES (:run, :target, :place, :attempt, :work, :is_kept, FALSE)
            """;
    private static final String FIRST = """
            SELECT run_id, target, place, attempt FROM queued_run
            WHERE target = :target ORDER BY place, attempt LIMIT 1
            """;
    private static final String FIND = "SELECT run_id, target, place, attempt FROM queued_run WHERE run_id = :run";
    private static final String WORK = "SELECT work FROM queued_run WHERE run_id = :run";
    private static final String OTHERS = "SELECT COUNT(*) FROM queued_run WHERE target = :target AND run_id <> :run";
    private static final String TARGETS = "SELECT DISTINCT target FROM queued_run";
    private static final String KEEP = "UPDATE queued_run SET is_kept = TRUE WHERE run_id = :run";
    private static final String CANCEL = "UPDATE queued_run SET is_cancelled = TRUE WHERE run_id = :run";
    private static final String CANCELLED = "SELECT run_id FROM queued_run WHERE is_cancelled AND run_id IN (:runs)";
    private static final String TAKE_OUT = "DELETE FROM queued_run WHERE run_id = :run";
    private static final String TAKE_OUT_UNKEPT = TAKE_OUT + " AND NOT is_kept";
    private static final String TAKE_OUT_WANTED = TAKE_OUT + " AND NOT is_cancelled";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Runs runs;
    private final RunClaims claims;

    public RunQueue(JdbcClient jdbc, TransactionTemplate transaction, Runs runs, RunClaims claims) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.runs = runs;
        this.claims = claims;
    }

    /**
     * Takes a run on.
     *
     * @param work what it has to do
     * @param key the idempotency key of the call that led to it, null for none
     * @throws org.springframework.dao.DuplicateKeyException if the key led to a run meanwhile; then nothing is taken on
     */
    public RunReport add(NewRun run, Packed work, @Nullable CallKey key) {
        return transaction.execute(_ -> {
            RunReport report = runs.create(run);
            if (key != null) {
                claims.bind(key, report);
            }
            add(new QueuedRun(report.id(), report.target(), report.id(), 1), work, false);
            return report;
        });
    }

    /** A new attempt comes in; it stays in the history even if it is refused, since somebody was told of the first. */
    void addAgain(QueuedRun again, byte[] work) {
        add(again, Packed.of(work), true);
    }

    private void add(QueuedRun queued, Packed work, boolean isKept) {
        jdbc.sql(ADD)
                .param("run", queued.runId())
                .param("target", queued.target())
                .param("place", queued.place())
                .param("attempt", queued.attempt())
                .param("work", LongBytes.of(work))
                .param("is_kept", isKept)
                .update();
    }

    /** The run of a target whose turn it is. */
    public Optional<QueuedRun> first(String target) {
        return jdbc.sql(FIRST).param("target", target).query(RunQueue::queued).optional();
    }

    /** A run, if it is not over. */
    Optional<QueuedRun> find(String runId) {
        return jdbc.sql(FIND).param("run", runId).query(RunQueue::queued).optional();
    }

    /** What a run has to do, as it was put, if it is not over. */
    public Optional<byte[]> work(String runId) {
        return jdbc.sql(WORK)
                .param("run", runId)
                .query((row, number) -> LongBytes.read(row, "work"))
                .optional();
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

    /** Takes a run out; false if somebody else did: of several processes exactly one ends a run. */
    boolean takeOut(String runId) {
        return taken(TAKE_OUT, runId);
    }

    /** Takes a run out, unless somebody was told its id. */
    boolean takeOutUnkept(String runId) {
        return taken(TAKE_OUT_UNKEPT, runId);
    }

    /** Takes a run out, unless somebody wants it to stop. */
    boolean takeOutWanted(String runId) {
        return taken(TAKE_OUT_WANTED, runId);
    }

    private boolean taken(String takeOut, String runId) {
        return jdbc.sql(takeOut).param("run", runId).update() > 0;
    }

    private static QueuedRun queued(ResultSet row, int number) throws SQLException {
        return new QueuedRun(
                row.getString("run_id"), row.getString("target"), row.getString("place"), row.getInt("attempt"));
    }
}
