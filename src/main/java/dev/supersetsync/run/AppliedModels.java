package dev.supersetsync.run;

import dev.supersetsync.plan.Applied;
import dev.supersetsync.plan.Provenance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Remembers what was last applied to each dataset of a target. It is memory, not truth: without it the next sync does
 * less, never more.
 */
@Repository
public class AppliedModels {

    private static final int BATCH = 500;
    private static final String COLUMNS =
            "SELECT uuid, superset_id, document, created, marked, marked_document, declared, retained ";
    private static final String OF_TARGET = COLUMNS + "FROM applied_model WHERE target = :target";
    /** A join, since H2 would look at each row of the target for an {@code IN}. */
    private static final String OF_DATASETS = COLUMNS + """
            FROM unnest(:uuids) AS wanted (wanted_uuid)
            JOIN applied_model ON target = :target AND uuid = wanted_uuid
            """;

    private static final String PROVENANCES =
            "SELECT uuid, document, created, marked, marked_document FROM applied_model WHERE target = :target";
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

    /** What was last applied at a target, to datasets that are gone too, by the uuid of the dataset. */
    public Map<String, Applied> ofTarget(String target) {
        return streamed(jdbc.sql(OF_TARGET).param("target", target), this::applied);
    }

    /** What was last applied to these datasets, by uuid: what was declared of many takes its time to read. */
    public Map<String, Applied> of(String target, Collection<String> uuids) {
        return streamed(
                jdbc.sql(OF_DATASETS).param("target", target).param("uuids", uuids.toArray(String[]::new)),
                this::applied);
    }

    /** Where the datasets of a target come from, those that are gone too, by uuid; without what was applied to them. */
    public Map<String, Provenance> provenances(String target) {
        return streamed(jdbc.sql(PROVENANCES).param("target", target), AppliedModels::provenance);
    }

    /** PostgreSQL's driver reads all rows at once where there is no transaction. */
    private <T> Map<String, T> streamed(StatementSpec statement, Reading<T> reading) {
        var all = new HashMap<String, T>();
        transaction.executeWithoutResult(_ -> statement.withFetchSize(BATCH).query(row -> {
            all.put(row.getString("uuid"), reading.from(row));
        }));
        return all;
    }

    /** Remembers what a run applied, in place of what was remembered of the same datasets. */
    public void save(String target, String runId, Collection<Applied> applied) {
        transaction.executeWithoutResult(_ -> applied.stream()
                .gather(Gatherers.windowFixed(BATCH))
                .forEach(batch -> saveBatch(target, runId, batch)));
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
                .addValue("document", applied.document())
                .addValue("created", applied.created())
                .addValue("marked", applied.marked())
                .addValue("marked_document", applied.markedDocument())
                .addValue("declared", LongText.of(datasets.write(applied.declared())))
                .addValue("retained", LongText.of(json.write(applied.retained())));
    }

    private Applied applied(ResultSet row) throws SQLException {
        Provenance provenance = provenance(row);
        return new Applied(
                row.getString("uuid"),
                row.getInt("superset_id"),
                provenance.document(),
                provenance.created(),
                provenance.markedDocument(),
                provenance.marked(),
                datasets.read(LongText.read(row, "declared")),
                Set.of(json.read(LongText.read(row, "retained"), String[].class)));
    }

    private static Provenance provenance(ResultSet row) throws SQLException {
        return new Provenance(
                row.getString("document"),
                row.getBoolean("created"),
                row.getString("marked_document"),
                row.getBoolean("marked"));
    }

    /** Makes something of a row. */
    private interface Reading<T> {
        T from(ResultSet row) throws SQLException;
    }
}
