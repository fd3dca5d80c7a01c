package dev.supersetsync.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is remembered of jobs, so that all processes know it: whether they are paused, and how they last began. */
@Repository
class JobStates {

    private static final String FIND = "SELECT is_paused, started_at, problem FROM job_state WHERE name = :name";
    private static final String INSERT = "INSERT INTO job_state (name, is_paused) VALUES (:name, FALSE)";
    private static final String PAUSE = "UPDATE job_state SET is_paused = :is_paused WHERE name = :name";
    private static final String BEGIN =
            "UPDATE job_state SET started_at = :started_at, problem = :problem WHERE name = :name";

    private final JdbcClient jdbc;

    JobStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    JobState find(String name) {
        return stored(name).orElse(JobState.NEW);
    }

    private Optional<JobState> stored(String name) {
        return jdbc.sql(FIND).param("name", name).query(JobStates::state).optional();
    }

    void pause(String name, boolean isPaused) {
        ensure(name);
        jdbc.sql(PAUSE).param("name", name).param("is_paused", isPaused).update();
    }

    /** A job began, or could not, for that reason. */
    void began(String name, Instant at, @Nullable String problem) {
        ensure(name);
        jdbc.sql(BEGIN)
                .param("name", name)
                .param("started_at", at.atOffset(ZoneOffset.UTC))
                .param("problem", problem)
                .update();
    }

    private void ensure(String name) {
        if (stored(name).isEmpty()) {
            try {
                jdbc.sql(INSERT).param("name", name).update();
            } catch (DuplicateKeyException anotherProcessDid) {
                // It is there, which is all that is wanted.
            }
        }
    }

    private static JobState state(ResultSet row, int number) throws SQLException {
        OffsetDateTime startedAt = row.getObject("started_at", OffsetDateTime.class);
        return new JobState(
                row.getBoolean("is_paused"),
                startedAt == null ? null : startedAt.toInstant(),
                row.getString("problem"));
    }

    /**
     * What is remembered of one job.
     *
     * @param startedAt when it last began, null for never
     * @param problem why it could not begin then, null if it could
     */
    record JobState(
            boolean isPaused,
            @Nullable Instant startedAt,
            @Nullable String problem) {

        static final JobState NEW = new JobState(false, null, null);
    }
}
