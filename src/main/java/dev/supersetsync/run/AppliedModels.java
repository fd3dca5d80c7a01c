package dev.supersetsync.run;

import dev.supersetsync.plan.Applied;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Remembers what was last applied to each dataset of a target. It is memory, not truth: without it the next sync does
 * less, never more.
 */
@Repository
public class AppliedModels {

    private static final int BATCH = 500;
    private static final String OF_TARGET = """
            SELECT uuid, superset_id, document, created, marked, marked_document, declared, retained
            FROM applied_model
            WHERE target = :target
            """;
    private static final String INSERT = """
            INSERT INTO applied_model
                (target, uuid, superset_id, document, created, marked, marked_document, declared, retained, run_id, applied_at)
            VALUES
                (:target, :uuid, :superset_id, :document, :created, :marked, :marked_document, :declared, :retained, :run_id,
                 :applied_at)
            """;
    private static final String REMOVE = "DELETE FROM applied_model WHERE target = :target AND uuid = :uuid";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final TransactionTemplate transaction;
    private final StoredJson json;
    private final DatasetJson datasets;
    private final Clock clock;

    public AppliedModels(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transaction,
            StoredJson json,
            DatasetJson datasets,
            Clock clock) {
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.datasets = datasets;
        this.clock = clock;
    }

    /** What was last applied at a target, by the uuid of the dataset. */
    public Map<String, Applied> ofTarget(String target) {
        return ofTarget(target, _ -> true);
    }

    /** The same of those datasets alone whose uuid is wanted: what was declared of many takes its time to read. */
    public Map<String, Applied> ofTarget(String target, Predicate<String> wanted) {
        var all = new HashMap<String, Applied>();
        transaction.executeWithoutResult(_ -> jdbc.sql(OF_TARGET)
                .param("target", target)
                .withFetchSize(BATCH)
                .query(row -> {
                    String uuid = row.getString("uuid");
                    if (wanted.test(uuid)) {
                        all.put(uuid, applied(row));
                    }
                }));
        return all;
    }

    /** Remembers what a run applied, in place of what was remembered of the same datasets. */
    public void save(String target, String runId, Collection<Applied> applied) {
        var all = List.copyOf(applied);
        transaction.executeWithoutResult(_ -> {
            for (var from = 0; from < all.size(); from += BATCH) {
                saveBatch(target, runId, all.subList(from, Math.min(from + BATCH, all.size())));
            }
        });
    }

    /** Forgets a dataset: it was deleted. */
    public void remove(String target, String uuid) {
        jdbc.sql(REMOVE).paramSource(key(target, uuid)).update();
    }

    private void saveBatch(String target, String runId, List<Applied> batch) {
        var at = Times.parameter(clock.instant());
        batches.batchUpdate(REMOVE, rows(batch, it -> key(target, it.uuid())));
        batches.batchUpdate(
                INSERT,
                rows(batch, it -> row(target, it).addValue("run_id", runId).addValue("applied_at", at)));
    }

    private static SqlParameterSource[] rows(List<Applied> batch, Function<Applied, SqlParameterSource> row) {
        return batch.stream().map(row).toArray(SqlParameterSource[]::new);
    }

    private static MapSqlParameterSource key(String target, String uuid) {
        return new MapSqlParameterSource("target", target).addValue("uuid", uuid);
    }

    private MapSqlParameterSource row(String target, Applied applied) {
        return key(target, applied.uuid())
                .addValue("superset_id", applied.supersetId())
                .addValue("document", LongText.ofNullable(applied.document()))
                .addValue("created", applied.created())
                .addValue("marked", applied.marked())
                .addValue("marked_document", LongText.ofNullable(applied.markedDocument()))
                .addValue("declared", LongText.of(datasets.write(applied.declared())))
                .addValue("retained", LongText.of(json.write(applied.retained())));
    }

    private Applied applied(ResultSet row) throws SQLException {
        return new Applied(
                row.getString("uuid"),
                row.getInt("superset_id"),
                LongText.readNullable(row, "document"),
                row.getBoolean("created"),
                LongText.readNullable(row, "marked_document"),
                row.getBoolean("marked"),
                datasets.read(LongText.read(row, "declared")),
                Set.of(json.read(LongText.read(row, "retained"), String[].class)));
    }
}
