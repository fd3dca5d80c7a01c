package dev.supersetsync.run;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How the last runs of a target ended, whichever process did them. Runs that have not ended do not count. */
@Repository
public class LastRuns {

    private static final String ENDED = """
            SELECT status FROM run
            WHERE target = :target AND status NOT IN ('QUEUED', 'RUNNING')
            ORDER BY id DESC LIMIT 1
            """;
    private static final String SUCCEEDED = """
            SELECT finished_at FROM run
            WHERE target = :target AND status = 'SUCCEEDED'
            ORDER BY id DESC LIMIT 1
            """;

    private final JdbcClient jdbc;

    public LastRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How the newest run that has ended did so; empty if there was none. */
    public Optional<RunStatus> ended(String target) {
        return jdbc.sql(ENDED)
                .param("target", target)
                .query(String.class)
                .optional()
                .map(RunStatus::valueOf);
    }

    /** When the newest run that succeeded ended; empty if there was none. */
    public Optional<Instant> succeeded(String target) {
        return jdbc.sql(SUCCEEDED)
                .param("target", target)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }
}
