package dev.supersetsync.run;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Remembers which deleted datasets a run is about to bring back. Only so does a repeated restore know one that still lacks
 * something that hung on it from one that somebody else brought back.
 */
@Repository
public class BegunReturns {

    private static final String INSERT = "INSERT INTO begun_return (target, uuid) VALUES (:target, :uuid)";
    private static final String REMOVE = "DELETE FROM begun_return WHERE target = :target AND uuid = :uuid";
    private static final String OF_TARGET = "SELECT uuid FROM begun_return WHERE target = :target";

    private final JdbcClient jdbc;

    public BegunReturns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A dataset is about to be brought back. */
    public void begin(String target, String uuid) {
        end(target, uuid);
        jdbc.sql(INSERT).param("target", target).param("uuid", uuid).update();
    }

    /** It is back with all that hung on it, or gone again. */
    public void end(String target, String uuid) {
        jdbc.sql(REMOVE).param("target", target).param("uuid", uuid).update();
    }

    /** The uuids of the datasets that are not back with all that hung on them. */
    public Set<String> ofTarget(String target) {
        return Set.copyOf(
                jdbc.sql(OF_TARGET).param("target", target).query(String.class).list());
    }
}
