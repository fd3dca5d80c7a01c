package dev.supersetsync.run;

import dev.supersetsync.plan.Sighting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Remembers how the datasets of a target looked when they were last found to be as declared. Without it they are read
 * again, and nothing else is lost.
 */
@Repository
public class Sightings {

    /** A join, since H2 would look at each row of the target for an {@code IN}. */
    private static final String OF_DATASETS = """
            SELECT uuid, row_hash, model_hash
            FROM unnest(:uuids) AS wanted (wanted_uuid)
            JOIN sighting ON target = :target AND uuid = wanted_uuid
            """;

    private static final String REMOVE = "DELETE FROM sighting WHERE target = :target AND uuid = :uuid";
    private static final String INSERT = """
            INSERT INTO sighting (target, uuid, row_hash, model_hash)
            VALUES (:target, :uuid, :row, :model)
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final TransactionTemplate transaction;

    public Sightings(NamedParameterJdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = jdbc;
        this.transaction = transaction;
    }

    /** What is remembered of these datasets of a target, by uuid. */
    public Map<String, Sighting> of(String target, Collection<String> uuids) {
        var found = new HashMap<String, Sighting>();
        jdbc.sql(OF_DATASETS)
                .param("target", target)
                .param("uuids", uuids.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("uuid"), sighting(row));
                });
        return found;
    }

    private static Sighting sighting(ResultSet row) throws SQLException {
        return new Sighting(row.getString("uuid"), row.getString("row_hash"), row.getString("model_hash"));
    }

    /** Remembers these in place of what was remembered of the same datasets. */
    public void save(String target, Collection<Sighting> sightings) {
        SqlParameterSource[] rows = sightings.stream()
                .map(sighting -> key(target, sighting.uuid())
                        .addValue("row", sighting.row())
                        .addValue("model", sighting.model()))
                .toArray(SqlParameterSource[]::new);
        transaction.executeWithoutResult(_ -> {
            batches.batchUpdate(REMOVE, rows);
            batches.batchUpdate(INSERT, rows);
        });
    }

    /** Forgets a dataset: it is gone. */
    public void remove(String target, String uuid) {
        jdbc.sql(REMOVE).paramSource(key(target, uuid)).update();
    }

    private static MapSqlParameterSource key(String target, String uuid) {
        return new MapSqlParameterSource("target", target).addValue("uuid", uuid);
    }
}
