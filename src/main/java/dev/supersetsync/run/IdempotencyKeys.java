package dev.supersetsync.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Remembers for a day which run a call with an idempotency key led to, so that the same call leads to the same run,
 * whichever process it comes to.
 */
@Repository
public class IdempotencyKeys {

    private static final Duration LIFE = Duration.ofHours(24);
    private static final String BIND = """
            INSERT INTO idempotency_key (caller, operation, key_hash, request_hash, run_id, claimed_at)
            VALUES (:caller, :operation, :hash, :request_hash, :run, :claimed_at)
            """;
    private static final String FIND = """
            SELECT request_hash, run_id FROM idempotency_key
            WHERE caller = :caller AND operation = :operation AND key_hash = :hash
            """;
    private static final String FREE = "DELETE FROM idempotency_key WHERE run_id = :run";
    private static final String REBIND = "UPDATE idempotency_key SET run_id = :to WHERE run_id = :from";
    private static final String PURGE = "DELETE FROM idempotency_key WHERE claimed_at <= :before";

    private final JdbcClient jdbc;
    private final Clock clock;

    public IdempotencyKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is known of a call. */
    public Claim find(CallKey key) {
        purge();
        return jdbc.sql(FIND)
                .paramSource(key)
                .query(IdempotencyKeys::known)
                .optional()
                .map(known -> known.claim(key))
                .orElseGet(Claim.New::new);
    }

    /**
     * Binds a key to the run that its call led to.
     *
     * @throws org.springframework.dao.DuplicateKeyException if it is bound: of several calls at once exactly one binds it
     */
    void bind(CallKey key, String runId) {
        jdbc.sql(BIND)
                .param("caller", key.caller())
                .param("operation", key.operation())
                .param("hash", key.hash())
                .param("request_hash", key.requestHash())
                .param("run", runId)
                .param("claimed_at", Times.parameter(clock.instant()))
                .update();
    }

    /** Frees the key of a run that wrote nothing, if it has one: the same call may lead to another. */
    void free(String runId) {
        jdbc.sql(FREE).param("run", runId).update();
    }

    /** Gives the key of a run, if it has one, to its new attempt. */
    void rebind(String from, String to) {
        jdbc.sql(REBIND).param("from", from).param("to", to).update();
    }

    private void purge() {
        var before = Times.parameter(clock.instant().minus(LIFE));
        jdbc.sql(PURGE).param("before", before).update();
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        return new Known(row.getString("request_hash"), row.getString("run_id"));
    }

    /** What is stored of a key. */
    private record Known(String requestHash, String runId) {

        Claim claim(CallKey key) {
            return requestHash.equals(key.requestHash()) ? new Claim.Existing(runId) : new Claim.Conflict();
        }
    }
}
