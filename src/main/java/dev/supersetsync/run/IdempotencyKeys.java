package dev.supersetsync.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Remembers for a day which run a call with an idempotency key led to, so that the same call leads to the same run.
 * Calls that come while the first one is being taken on wait for it; that part is in memory.
 */
@Repository
public class IdempotencyKeys {

    private static final Duration LIFE = Duration.ofHours(24);
    private static final String INSERT = """
            INSERT INTO idempotency_key (caller, operation, key_hash, request_hash, claimed_at)
            VALUES (:caller, :operation, :hash, :request_hash, :claimed_at)
            """;
    private static final String FIND = """
            SELECT request_hash, run_id FROM idempotency_key
            WHERE caller = :caller AND operation = :operation AND key_hash = :hash
            """;
    private static final String BIND = """
            UPDATE idempotency_key SET run_id = :run
            WHERE caller = :caller AND operation = :operation AND key_hash = :hash
            """;
    private static final String FREE = """
            DELETE FROM idempotency_key WHERE caller = :caller AND operation = :operation AND key_hash = :hash
            """;
    private static final String FREE_RUNS = "DELETE FROM idempotency_key WHERE run_id IN (:runs)";
    private static final String FREE_UNBOUND = "DELETE FROM idempotency_key WHERE run_id IS NULL";
    private static final String PURGE = "DELETE FROM idempotency_key WHERE claimed_at <= :before";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<Claim.Key, CompletableFuture<Void>> beingTakenOn = new ConcurrentHashMap<>();

    public IdempotencyKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Claims a key for a call; of several calls at once exactly one gets it, the others its run. */
    public Claim claim(String key, String caller, String operation, String requestHash) {
        var owned = new Claim.Key(caller, operation, hash(key));
        var mine = new CompletableFuture<Void>();
        var others = beingTakenOn.putIfAbsent(owned, mine);
        while (others != null) {
            others.join();
            others = beingTakenOn.putIfAbsent(owned, mine);
        }
        return claimAlone(owned, requestHash);
    }

    /** Binds a claimed key to the run that its call led to. */
    public void bind(Claim.Key key, String runId) {
        try {
            jdbc.sql(BIND)
                    .params(Map.of(
                            "caller", key.caller(), "operation", key.operation(), "hash", key.hash(), "run", runId))
                    .update();
        } finally {
            takenOn(key);
        }
    }

    /** Frees a key: the call was answered without anything written. */
    public void free(Claim.Key key) {
        try {
            jdbc.sql(FREE).paramSource(key).update();
        } finally {
            takenOn(key);
        }
    }

    /** Frees the keys of runs whose process died, and those that it had not bound: the same call may start anew. */
    void freeInterrupted(Collection<String> runIds) {
        jdbc.sql(FREE_UNBOUND).update();
        if (!runIds.isEmpty()) {
            jdbc.sql(FREE_RUNS).param("runs", runIds).update();
        }
    }

    private Claim claimAlone(Claim.Key key, String requestHash) {
        var goesOn = false;
        try {
            var claim = claimed(key, requestHash);
            goesOn = claim instanceof Claim.New;
            return claim;
        } finally {
            if (!goesOn) {
                takenOn(key);
            }
        }
    }

    private Claim claimed(Claim.Key key, String requestHash) {
        purge();
        try {
            insert(key, requestHash);
            return new Claim.New(key);
        } catch (DuplicateKeyException e) {
            return jdbc.sql(FIND)
                    .paramSource(key)
                    .query(IdempotencyKeys::known)
                    .single()
                    .claim(key, requestHash);
        }
    }

    private void insert(Claim.Key key, String requestHash) {
        jdbc.sql(INSERT)
                .param("caller", key.caller())
                .param("operation", key.operation())
                .param("hash", key.hash())
                .param("request_hash", requestHash)
                .param("claimed_at", Times.parameter(clock.instant()))
                .update();
    }

    private void purge() {
        var before = Times.parameter(clock.instant().minus(LIFE));
        jdbc.sql(PURGE).param("before", before).update();
    }

    private void takenOn(Claim.Key key) {
        var waiting = beingTakenOn.remove(key);
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        return new Known(row.getString("request_hash"), row.getString("run_id"));
    }

    private static String hash(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** What is stored of a key. */
    private record Known(String requestHash, @Nullable String runId) {

        Claim claim(Claim.Key key, String ofRequest) {
            if (!requestHash.equals(ofRequest)) {
                return new Claim.Conflict();
            }
            return runId == null ? new Claim.New(key) : new Claim.Existing(runId);
        }
    }
}
