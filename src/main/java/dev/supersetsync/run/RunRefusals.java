package dev.supersetsync.run;

import dev.supersetsync.run.Reports.RunReport;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The runs that were refused before they wrote: such a run leaves no trace but the reason, which is kept for an hour, for
 * whoever waits at another process. If somebody was told its id, it stays in the history as it ended.
 */
@Repository
public class RunRefusals {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final String ADD =
            "INSERT INTO refusal (run_id, reason, refused_at) VALUES (:run, :reason, :refused_at)";
    private static final String REASON = "SELECT reason FROM refusal WHERE run_id = :run";
    private static final String PURGE = "DELETE FROM refusal WHERE refused_at < :before";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Runs runs;
    private final RunEnds ends;
    private final Clock clock;

    public RunRefusals(JdbcClient jdbc, TransactionTemplate transaction, Runs runs, RunEnds ends, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.runs = runs;
        this.ends = ends;
        this.clock = clock;
    }

    /**
     * A run is refused.
     *
     * @param run the run as it ended, {@link RunStatus#FAILED}
     * @param reason why, for whoever waits for it
     * @return false if it was over before; then nothing is changed
     */
    public boolean refuse(RunReport run, String reason) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean isOver = ends.forget(run) || ends.end(run);
            if (isOver) {
                keep(run.id(), reason);
            }
            return isOver;
        }));
    }

    /**
     * A run that has been queued until now is refused, unless it has begun.
     *
     * @return false if it has begun; then nothing is changed
     */
    public boolean refuseQueued(RunReport run, String reason) {
        return Boolean.TRUE.equals(transaction.execute(_ -> runs.saveQueued(run) && refuse(run, reason)));
    }

    private void keep(String runId, String reason) {
        jdbc.sql(PURGE)
                .param("before", Times.parameter(clock.instant().minus(LIFE)))
                .update();
        jdbc.sql(ADD)
                .param("run", runId)
                .param("reason", LongText.of(reason))
                .param("refused_at", Times.parameter(clock.instant()))
                .update();
    }

    /** Why a run was refused, if it was within the last hour. */
    public Optional<String> reason(String runId) {
        return jdbc.sql(REASON)
                .param("run", runId)
                .query((row, number) -> LongText.read(row, "reason"))
                .optional();
    }
}
