package dev.supersetsync.job;

import dev.supersetsync.run.Announcements;
import dev.supersetsync.run.Ids;
import dev.supersetsync.run.Page;
import dev.supersetsync.run.Reports.DriftReport;
import dev.supersetsync.run.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The reports of drift, the newest hundred of each job. */
@Repository
public class Drifts {

    private static final int KEPT = 100;
    private static final String INSERT =
            "INSERT INTO drift (id, job, checked_at, report) VALUES (:id, :job, :checked_at, :report)";
    private static final String LIST =
            "SELECT report FROM drift WHERE job = :job ORDER BY id DESC LIMIT :size OFFSET :offset";
    private static final String COUNT = "SELECT COUNT(*) FROM drift WHERE job = :job";
    private static final String PURGE = """
            DELETE FROM drift WHERE job = :job AND id NOT IN (
                SELECT id FROM (SELECT id FROM drift WHERE job = :job ORDER BY id DESC LIMIT :kept) AS newest)
            """;

    private final JdbcClient jdbc;
    private final StoredJson json;
    private final Ids ids;
    private final TransactionTemplate transaction;
    private final Announcements announcements;

    Drifts(JdbcClient jdbc, StoredJson json, Ids ids, TransactionTemplate transaction, Announcements announcements) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
        this.transaction = transaction;
        this.announcements = announcements;
    }

    /** Keeps a report; what is as it was found before is not announced again. */
    void save(DriftReport report, String target) {
        transaction.executeWithoutResult(_ -> {
            if (report.hasDrift() && !isKnown(report)) {
                announcements.driftFound(report, target);
            }
            insert(report);
        });
    }

    private boolean isKnown(DriftReport report) {
        return last(report.job())
                .filter(before -> json.write(before.changes()).equals(json.write(report.changes())))
                .isPresent();
    }

    private void insert(DriftReport report) {
        jdbc.sql(INSERT)
                .param("id", ids.next())
                .param("job", report.job())
                .param("checked_at", report.checkedAt().atOffset(ZoneOffset.UTC))
                .param("report", json.write(report))
                .update();
        jdbc.sql(PURGE).param("job", report.job()).param("kept", KEPT).update();
    }

    public Optional<DriftReport> last(String job) {
        return list(job, 0, 1).stream().findFirst();
    }

    Page<DriftReport> page(String job, int page, int size) {
        long total = jdbc.sql(COUNT).param("job", job).query(Long.class).single();
        return new Page<>(list(job, (long) page * size, size), page, size, total);
    }

    private List<DriftReport> list(String job, long offset, int size) {
        return jdbc.sql(LIST)
                .param("job", job)
                .param("size", size)
                .param("offset", offset)
                .query(this::report)
                .list();
    }

    private DriftReport report(ResultSet row, int number) throws SQLException {
        return json.read(row.getString("report"), DriftReport.class);
    }
}
