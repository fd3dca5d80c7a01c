package dev.supersetsync.run;

import dev.supersetsync.state.PartIds;
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
 * Remembers the ids of the columns and metrics of datasets, so that many can be written without reading each alone. They
 * may be old: Superset refuses ids that are gone.
 */
@Repository
public class KnownIds {

    /** A join, since H2 would look at each row of the target for an {@code IN}. */
    private static final String OF_DATASETS = """
            SELECT uuid, ids
            FROM unnest(:uuids) AS wanted (wanted_uuid)
            JOIN part_ids ON target = :target AND uuid = wanted_uuid
            """;

    private static final String REMOVE = "DELETE FROM part_ids WHERE target = :target AND uuid = :uuid";
    private static final String INSERT = "INSERT INTO part_ids (target, uuid, ids) VALUES (:target, :uuid, :ids)";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final TransactionTemplate transaction;
    private final StoredJson json;

    public KnownIds(NamedParameterJdbcTemplate jdbc, TransactionTemplate transaction, StoredJson json) {
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = jdbc;
        this.transaction = transaction;
        this.json = json;
    }

    /** What is remembered of these datasets, by uuid. */
    public Map<String, PartIds> of(String target, Collection<String> uuids) {
        var found = new HashMap<String, PartIds>();
        jdbc.sql(OF_DATASETS)
                .param("target", target)
                .param("uuids", uuids.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("uuid"), json.read(LongText.read(row, "ids"), PartIds.class));
                });
        return found;
    }

    /** Remembers these in place of what was remembered of the same datasets. */
    public void save(String target, Map<String, PartIds> idsByUuid) {
        var rows = idsByUuid.entrySet().stream()
                .map(entry -> key(target, entry.getKey()).addValue("ids", LongText.of(json.write(entry.getValue()))))
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
