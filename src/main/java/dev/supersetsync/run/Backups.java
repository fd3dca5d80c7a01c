package dev.supersetsync.run;

import dev.supersetsync.plan.Kept;
import dev.supersetsync.state.ActualDataset;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what takes runs back, for the configured time. It is complete before the first write of a run; what the run left
 * of each dataset is added as it goes on.
 */
@Repository
public class Backups {

    /** Superset's imports pass over what is not YAML. */
    private static final String OURS = "superset-sync.json";

    private static final String INSERT =
            "INSERT INTO backup (run_id, target, made_at, archive) VALUES (:run, :target, :made_at, :archive)";
    private static final String INSERT_ITEM =
            "INSERT INTO backup_item (run_id, item, dataset, kept) VALUES (:run, :item, :dataset, :kept)";
    private static final String LEFT =
            "UPDATE backup_item SET left_state = :left_state WHERE run_id = :run AND item = :item";
    private static final String ARCHIVE = "SELECT archive FROM backup WHERE run_id = :run";
    private static final String ITEMS = """
            SELECT item.kept, item.left_state FROM backup b LEFT JOIN backup_item item ON item.run_id = b.run_id
            WHERE b.run_id = :run ORDER BY item.item
            """;

    /**
     * What holds the newest state of a dataset before it was changed stays, however old it is. A change that was not done,
     * or is not known to be, is not enough: then the newest that left the dataset otherwise stays too.
     */
    private static final String NOT_NEWEST = """
             AND run_id NOT IN (
                SELECT MAX(item.run_id) FROM backup_item item JOIN backup b ON b.run_id = item.run_id
                WHERE item.dataset IS NOT NULL GROUP BY b.target, item.dataset
                UNION ALL
                SELECT MAX(item.run_id) FROM backup_item item JOIN backup b ON b.run_id = item.run_id
                WHERE item.dataset IS NOT NULL AND item.left_state IS NOT NULL GROUP BY b.target, item.dataset)
            """;

    private static final String PURGE = "DELETE FROM backup WHERE made_at < :before" + NOT_NEWEST;
    private static final String PURGE_MORE = """
            DELETE FROM backup WHERE run_id NOT IN (
                SELECT run_id FROM (SELECT run_id FROM backup ORDER BY run_id DESC LIMIT :most) AS newest)
            """ + NOT_NEWEST;
    private static final String PURGE_ITEMS = "DELETE FROM backup_item WHERE run_id NOT IN (SELECT run_id FROM backup)";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final KeptJson json;
    private final Clock clock;
    private final StorageSettings settings;

    Backups(JdbcClient jdbc, TransactionTemplate transaction, KeptJson json, Clock clock, StorageSettings settings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Keeps the backup of a run, all of it or nothing.
     *
     * @param archive Superset's export, a ZIP; empty if the run changes and deletes nothing that is there
     */
    public void save(String runId, String target, List<Kept> kept, byte[] archive) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql(INSERT)
                    .param("run", runId)
                    .param("target", target)
                    .param("made_at", Times.parameter(clock.instant()))
                    .param("archive", LongBytes.of(archive))
                    .update();
            for (int item = 0; item < kept.size(); item++) {
                jdbc.sql(INSERT_ITEM)
                        .param("run", runId)
                        .param("item", item)
                        .param("dataset", dataset(kept.get(item)))
                        .param("kept", LongBytes.of(json.write(kept.get(item))))
                        .update();
            }
        });
        purge();
    }

    /** Adds what a run left of a dataset. */
    public void left(String runId, int item, ActualDataset left) {
        jdbc.sql(LEFT)
                .param("run", runId)
                .param("item", item)
                .param("left_state", LongBytes.of(json.write(left)))
                .update();
    }

    /** What is kept of a run's changes, in their order; empty if there is no backup any more. */
    public Optional<List<Kept>> find(String runId) {
        return items(runId).map(items -> items.stream().map(this::kept).toList());
    }

    /** The backup as a ZIP that Superset can import, with all that we keep besides; empty if there is none any more. */
    public Optional<byte[]> zip(String runId) {
        Optional<byte[]> ours = items(runId)
                .map(items -> json.list(items.stream().map(Item::kept).toArray(byte[][]::new)));
        return ours.flatMap(kept -> archive(runId).map(archive -> withOurs(archive, kept)));
    }

    /** Read at once with whether there is a backup, which goes before its items do. */
    private Optional<List<Item>> items(String runId) {
        List<Optional<Item>> rows =
                jdbc.sql(ITEMS).param("run", runId).query(Backups::item).list();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.stream().flatMap(Optional::stream).toList());
    }

    private static @Nullable String dataset(Kept kept) {
        return switch (kept) {
            case Kept.Changed changed -> changed.before().uuid();
            case Kept.Deleted deleted -> deleted.before().uuid();
            case Kept.Created _ -> null;
        };
    }

    /**
     * Takes out the backups that are older than the configured time or more than the configured number, and says how
     * many. The newest that holds an earlier state of a dataset stays.
     */
    public int purge() {
        var before = clock.instant().minus(settings.retention().backups());
        int purged = jdbc.sql(PURGE).param("before", Times.parameter(before)).update()
                + jdbc.sql(PURGE_MORE)
                        .param("most", settings.retention().mostBackups())
                        .update();
        if (purged > 0) {
            jdbc.sql(PURGE_ITEMS).update();
        }
        return purged;
    }

    private Optional<byte[]> archive(String runId) {
        return jdbc.sql(ARCHIVE)
                .param("run", runId)
                .query((row, _) -> LongBytes.read(row, "archive"))
                .optional();
    }

    private Kept kept(Item item) {
        return json.read(item.kept(), item.left());
    }

    /** Nothing for a backup without items. */
    private static Optional<Item> item(ResultSet row, int number) throws SQLException {
        byte[] kept = LongBytes.readNullable(row, "kept");
        return kept == null ? Optional.empty() : Optional.of(new Item(kept, LongBytes.readNullable(row, "left_state")));
    }

    /** What is kept of one change, and what the run left of its dataset, as it is stored. */
    private record Item(byte[] kept, byte @Nullable [] left) {}

    private static byte[] withOurs(byte[] archive, byte[] ours) {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip);
                var in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            String root = "superset-sync/";
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                root = entry.getName().substring(0, entry.getName().indexOf('/') + 1);
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
            }
            out.putNextEntry(new ZipEntry(root + OURS));
            out.write(ours);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zip.toByteArray();
    }
}
