package dev.supersetsync.run;

import dev.supersetsync.run.RunEvent.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The events of runs, from which any process can tell how a run comes on. The one process that works on a run writes
 * them. They are gone an hour after its end; what the run came to stays in its report.
 */
@Repository
public class RunEvents {

    private static final Duration LIVE = Duration.ofHours(1);
    private static final String INSERT = """
            INSERT INTO run_event (run_id, number, type, data, written_at)
            VALUES (:run, :number, :type, :data, :written_at)
            """;
    private static final String AFTER = """
            SELECT number, type, data FROM run_event
            WHERE run_id = :run AND number > :number ORDER BY number LIMIT :most
            """;
    private static final String LAST =
            "SELECT run_id, MAX(number) AS last FROM run_event WHERE run_id IN (:runs) GROUP BY run_id";
    private static final String COUNT = "SELECT COUNT(*) FROM run_event WHERE run_id = :run AND type = :type";
    private static final String OF_TYPE =
            "SELECT number, type, data FROM run_event WHERE run_id = :run AND type = :type ORDER BY number";
    private static final String PRUNE = """
            DELETE FROM run_event
            WHERE written_at < :before AND NOT EXISTS (
                SELECT 1 FROM run
                WHERE run.id = run_event.run_id AND (run.finished_at IS NULL OR run.finished_at >= :before))
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public RunEvents(NamedParameterJdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Adds events of a run, all of them or, where that fails, none. */
    public void add(String runId, List<RunEvent> events) {
        SqlParameterSource[] rows =
                events.stream().map(event -> row(runId, event)).toArray(SqlParameterSource[]::new);
        transaction.executeWithoutResult(_ -> batches.batchUpdate(INSERT, rows));
    }

    private MapSqlParameterSource row(String runId, RunEvent event) {
        return new MapSqlParameterSource("run", runId)
                .addValue("number", event.number())
                .addValue("type", event.type().name())
                .addValue("data", LongText.of(event.data()))
                .addValue("written_at", Times.parameter(clock.instant()));
    }

    /**
     * The events of a run with higher numbers, in their order.
     *
     * @param most how many at most
     */
    public List<RunEvent> after(String runId, int number, int most) {
        return jdbc.sql(AFTER)
                .param("run", runId)
                .param("number", number)
                .param("most", most)
                .query(RunEvents::event)
                .list();
    }

    /** The highest number of each of these runs that has events. */
    public Map<String, Integer> last(Set<String> runIds) {
        if (runIds.isEmpty()) {
            return Map.of();
        }
        var last = new HashMap<String, Integer>();
        jdbc.sql(LAST)
                .param("runs", runIds)
                .query((row, _) -> last.put(row.getString("run_id"), row.getInt("last")))
                .list();
        return last;
    }

    /** How many events of a type a run has. */
    public long count(String runId, Type type) {
        return jdbc.sql(COUNT)
                .param("run", runId)
                .param("type", type.name())
                .query(Long.class)
                .single();
    }

    /** All events of a type that a run has. */
    public List<RunEvent> all(String runId, Type type) {
        return jdbc.sql(OF_TYPE)
                .param("run", runId)
                .param("type", type.name())
                .query(RunEvents::event)
                .list();
    }

    /** Takes out what is no longer kept. */
    public void prune() {
        jdbc.sql(PRUNE)
                .param("before", Times.parameter(clock.instant().minus(LIVE)))
                .update();
    }

    private static RunEvent event(ResultSet row, int number) throws SQLException {
        return new RunEvent(row.getInt("number"), Type.valueOf(row.getString("type")), LongText.read(row, "data"));
    }
}
