package dev.supersetsync.run;

import dev.supersetsync.state.DatasetKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Remembers which datasets a sync is about to create. A dataset is not ours by looking like it: only so does the next
 * sync know a half-made one from one that a person made, when the process died in between.
 */
@Repository
public class BegunCreations {

    private static final String INSERT = """
            INSERT INTO begun_creation (target, key_hash, dataset_key, begun_at)
            VALUES (:target, :hash, :key, :begun_at)
            """;
    private static final String REMOVE = "DELETE FROM begun_creation WHERE target = :target AND key_hash = :hash";
    private static final String OF_TARGET = "SELECT dataset_key FROM begun_creation WHERE target = :target";

    private final JdbcClient jdbc;
    private final StoredJson json;
    private final Clock clock;

    public BegunCreations(JdbcClient jdbc, StoredJson json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** A creation begins. */
    public void begin(String target, DatasetKey key) {
        end(target, key);
        jdbc.sql(INSERT)
                .param("target", target)
                .param("hash", hash(key))
                .param("key", LongText.of(json.write(key)))
                .param("begun_at", Times.parameter(clock.instant()))
                .update();
    }

    /** A creation came to its end, one way or the other. */
    public void end(String target, DatasetKey key) {
        jdbc.sql(REMOVE).param("target", target).param("hash", hash(key)).update();
    }

    /** The creations that did not come to their end. */
    public Set<DatasetKey> ofTarget(String target) {
        return Set.copyOf(
                jdbc.sql(OF_TARGET).param("target", target).query(this::key).list());
    }

    private DatasetKey key(ResultSet row, int number) throws SQLException {
        return json.read(LongText.read(row, "dataset_key"), DatasetKey.class);
    }

    private static String hash(DatasetKey key) {
        try {
            String members = Arrays.asList(key.database(), key.catalog(), key.schema(), key.name())
                    .toString();
            var digest = MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
