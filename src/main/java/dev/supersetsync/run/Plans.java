package dev.supersetsync.run;

import dev.supersetsync.run.Reports.PlanReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The kept plans. A plan applies once: the first run that claims it has it. Plans that are older than the configured
 * time, or too many, go in the background and when a new one comes.
 */
@Repository
public class Plans {

    private static final String INSERT = """
            INSERT INTO plan (id, target, created_at, report, request, fingerprints)
            VALUES (:id, :target, :created_at, :report, :request, :fingerprints)
            """;
    private static final String REPORT = "SELECT report FROM plan WHERE id = :id";
    private static final String FIND = "SELECT report, request, fingerprints, applied_by FROM plan WHERE id = :id";
    private static final String CLAIM = "UPDATE plan SET applied_by = :run WHERE id = :id AND applied_by IS NULL";
    private static final String CLAIMED_BY = "SELECT applied_by FROM plan WHERE id = :id";
    private static final String RELEASE = "UPDATE plan SET applied_by = NULL WHERE id = :id AND applied_by = :run";
    private static final String PURGE = """
            DELETE FROM plan WHERE created_at < :before OR id NOT IN (
                SELECT id FROM (SELECT id FROM plan ORDER BY id DESC LIMIT :most) AS newest)
            """;

    private final JdbcClient jdbc;
    private final StoredJson json;
    private final Clock clock;
    private final StorageSettings settings;

    public Plans(JdbcClient jdbc, StoredJson json, Clock clock, StorageSettings settings) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    /** Keeps a plan with the request that it was made from (compressed) and the fingerprints of what it looked at. */
    public void save(PlanReport plan, byte[] request, String fingerprints) {
        purge();
        jdbc.sql(INSERT)
                .param("id", plan.id())
                .param("target", plan.target())
                .param("created_at", Times.parameter(plan.createdAt()))
                .param("report", LongText.of(json.write(plan)))
                .param("request", LongBytes.of(request))
                .param("fingerprints", LongText.of(fingerprints))
                .update();
    }

    /** A plan as its caller was told it. */
    public Optional<PlanReport> report(String id) {
        return jdbc.sql(REPORT).param("id", id).query(this::told).optional();
    }

    /** A plan with all that was kept of it. */
    public Optional<KeptPlan> find(String id) {
        return jdbc.sql(FIND).param("id", id).query(this::kept).optional();
    }

    /**
     * Claims a plan for a run.
     *
     * @return the id of the run that has the plan: the given one if it got it, else the one that was before
     */
    public String markApplied(String planId, String runId) {
        jdbc.sql(CLAIM).param("id", planId).param("run", runId).update();
        return jdbc.sql(CLAIMED_BY)
                .param("id", planId)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("There is no plan " + planId + "."));
    }

    /** Gives a claimed plan back: for a run that is over and never came to write. */
    void release(String planId, String runId) {
        jdbc.sql(RELEASE).param("id", planId).param("run", runId).update();
    }

    /** Takes out the plans that are older than the configured time or more than the configured number; says how many. */
    public int purge() {
        var before = clock.instant().minus(settings.retention().plans());
        return jdbc.sql(PURGE)
                .param("before", Times.parameter(before))
                .param("most", settings.retention().mostPlans())
                .update();
    }

    private PlanReport told(ResultSet row, int number) throws SQLException {
        return json.read(LongText.read(row, "report"), PlanReport.class);
    }

    private KeptPlan kept(ResultSet row, int number) throws SQLException {
        return new KeptPlan(
                told(row, number),
                LongBytes.read(row, "request"),
                LongText.read(row, "fingerprints"),
                row.getString("applied_by"));
    }
}
