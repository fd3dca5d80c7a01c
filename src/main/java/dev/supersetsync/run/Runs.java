package dev.supersetsync.run;

import dev.supersetsync.run.Reports.BackupReport;
import dev.supersetsync.run.Reports.RunReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The history of runs: each is kept as the report that callers are told, from the moment that it is queued. How far a
 * run at work has come is only in memory.
 */
@Repository
public class Runs {

    private static final String INSERT = """
            INSERT INTO run (id, status, target, job, retry_of, started_at, finished_at, head, report)
            VALUES (:id, :status, :target, :job, :retry_of, :started_at, :finished_at, :head, :report)
            """;
    private static final String UPDATE = """
            UPDATE run
            SET status = :status, started_at = :started_at, finished_at = :finished_at, head = :head, report = :report
            WHERE id = :id
            """;
    private static final String UPDATE_QUEUED = UPDATE + " AND status = 'QUEUED'";
    private static final String UPDATE_UNFINISHED = UPDATE + " AND status IN ('QUEUED', 'RUNNING')";
    private static final String FIND = "SELECT report FROM run WHERE id = :id";
    private static final String UNFINISHED = "SELECT report FROM run WHERE status IN ('QUEUED', 'RUNNING') ORDER BY id";
    private static final String STANDING = "SELECT id, status FROM run WHERE id IN (:ids)";
    private static final String RETRY_OF = "SELECT report FROM run WHERE retry_of = :id";
    private static final String UNFINISHED_OF_JOB =
            "SELECT COUNT(*) FROM run WHERE job = :job AND status IN ('QUEUED', 'RUNNING')";
    private static final String LAST_OF = "SELECT head FROM run WHERE target = :target ORDER BY id DESC LIMIT 1";
    private static final String FORGET = "DELETE FROM run WHERE id = :id";
    private static final String PURGE = """
            DELETE FROM run
            WHERE status NOT IN ('QUEUED', 'RUNNING')
              AND (started_at < :before OR id NOT IN (
                  SELECT id FROM (SELECT id FROM run ORDER BY id DESC LIMIT :most) AS newest))
              AND id NOT IN (SELECT run_id FROM backup)
            """;
    private static final String MATCHING = """
            FROM run
            WHERE (CAST(:target AS VARCHAR(255)) IS NULL OR target = :target)
              AND (CAST(:status AS VARCHAR(20)) IS NULL OR status = :status)
              AND (CAST(:job AS VARCHAR(255)) IS NULL OR job = :job)
              AND (CAST(:since AS TIMESTAMP WITH TIME ZONE) IS NULL OR started_at >= :since)
              AND (CAST(:all_visible AS BOOLEAN) OR target IN (:visible))
            """;
    private static final String LIST = "SELECT head " + MATCHING + "ORDER BY id DESC LIMIT :size OFFSET :offset";
    private static final String COUNT = "SELECT COUNT(*) " + MATCHING;

    private final JdbcClient jdbc;
    private final StoredJson json;
    private final Ids ids;
    private final Clock clock;
    private final Map<String, Progress> progress = new ConcurrentHashMap<>();

    public Runs(JdbcClient jdbc, StoredJson json, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Takes a run into the history: QUEUED, with a new id. */
    public RunReport create(NewRun run) {
        var report = run.queued(ids.next(), clock.instant());
        jdbc.sql(INSERT)
                .params(columns(report))
                .param("job", run.job())
                .param("retry_of", run.retryOf())
                .update();
        return report;
    }

    /** The run starts to work; empty if it is not queued any more. */
    public Optional<RunReport> start(String id) {
        return find(id).map(queued -> queued.started(clock.instant())).filter(this::saveQueued);
    }

    /** Keeps the report of a run that has been queued until now; false if it is not queued any more. */
    public boolean saveQueued(RunReport report) {
        return jdbc.sql(UPDATE_QUEUED).params(columns(report)).update() > 0;
    }

    /** Keeps the report of a run as it is now, usually as it ended. */
    public void save(RunReport report) {
        var known = jdbc.sql(UPDATE).params(columns(report)).update();
        if (known == 0) {
            throw new IllegalArgumentException("There is no run " + report.id() + " to save.");
        }
        if (report.status().isFinal()) {
            progress.remove(report.id());
        }
    }

    /** The run with an id. */
    public Optional<RunReport> find(String id) {
        return jdbc.sql(FIND).param("id", id).query(this::report).optional();
    }

    /** A page of the runs that match, the newest first. */
    public Page<RunHead> list(RunFilter filter, int page, int size) {
        var items = jdbc.sql(LIST)
                .params(parameters(filter))
                .param("size", size)
                .param("offset", (long) page * size)
                .query(this::head)
                .list();
        var total = jdbc.sql(COUNT).params(parameters(filter)).query(Long.class).single();
        return new Page<>(items, page, size, total);
    }

    /** The newest run at a target, however it stands. */
    public Optional<RunHead> lastOf(String target) {
        return jdbc.sql(LAST_OF).param("target", target).query(this::head).optional();
    }

    /** How runs stand, by id; those that are not there any more are left out. */
    public Map<String, RunStatus> standing(Set<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var standing = new HashMap<String, RunStatus>();
        jdbc.sql(STANDING)
                .param("ids", ids)
                .query((row, number) -> standing.put(row.getString("id"), status(row)))
                .list();
        return standing;
    }

    private static RunStatus status(ResultSet row) throws SQLException {
        return RunStatus.valueOf(row.getString("status"));
    }

    /** The new attempt of an interrupted run, if there is one. */
    public Optional<RunReport> retryOf(String id) {
        return jdbc.sql(RETRY_OF).param("id", id).query(this::report).optional();
    }

    /** The earlier attempts of a run that may have written, the newest first: a run has a backup from then on. */
    public List<String> writtenBefore(RunReport run) {
        var written = new ArrayList<String>();
        String earlier = run.retryOf();
        while (earlier != null) {
            Optional<RunReport> attempt = find(earlier);
            attempt.filter(it -> it.backup() != null).map(RunReport::id).ifPresent(written::add);
            earlier = attempt.map(RunReport::retryOf).orElse(null);
        }
        return written;
    }

    /** Whether a job has a run that is not over. */
    public boolean isUnfinished(String job) {
        return jdbc.sql(UNFINISHED_OF_JOB).param("job", job).query(Long.class).single() > 0;
    }

    /** A run at work begins to write, so that its backup counts. Of one that ended meanwhile, since others took it up, this is not kept. */
    public void backedUp(String id, BackupReport backup) {
        saveUnfinished(get(id).backedUp(backup));
    }

    /** Keeps the report of a run that is not over; false if it is over by now. */
    boolean saveUnfinished(RunReport report) {
        return jdbc.sql(UPDATE_UNFINISHED).params(columns(report)).update() > 0;
    }

    /** Takes a run out of the history: one that was refused leaves no trace. */
    public void forget(String id) {
        progress.remove(id);
        jdbc.sql(FORGET).param("id", id).update();
    }

    /**
     * Takes out the runs that ended and are older than that or more than so many, and says how many. Those that can be
     * taken back stay.
     */
    public int purge(Instant before, int most) {
        return jdbc.sql(PURGE)
                .param("before", Times.parameter(before))
                .param("most", most)
                .update();
    }

    /** Tells how far a run at work has come. */
    public void progress(String id, int done, int total) {
        progress.put(id, new Progress(done, total));
    }

    /** How far a run at work has come; empty before it knows, and once it ended. */
    public Optional<Progress> progressOf(String id) {
        return Optional.ofNullable(progress.get(id));
    }

    /** The runs that are not over, the oldest first. */
    List<RunReport> unfinished() {
        return jdbc.sql(UNFINISHED).query(this::report).list();
    }

    private RunReport get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("There is no run " + id + "."));
    }

    private Map<String, @Nullable Object> columns(RunReport run) {
        var columns = new HashMap<String, @Nullable Object>();
        columns.put("id", run.id());
        columns.put("status", run.status().name());
        columns.put("target", run.target());
        columns.put("started_at", Times.parameter(run.startedAt()));
        columns.put("finished_at", Times.parameter(run.finishedAt()));
        columns.put("head", LongText.of(json.write(RunHead.of(run))));
        columns.put("report", LongText.of(json.write(run)));
        return columns;
    }

    private static Map<String, @Nullable Object> parameters(RunFilter filter) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("target", filter.target());
        parameters.put(
                "status", filter.status() == null ? null : filter.status().name());
        parameters.put("job", filter.job());
        parameters.put("since", Times.parameter(filter.since()));
        parameters.put("all_visible", filter.visible().isEmpty());
        parameters.put("visible", filter.visible().isEmpty() ? Set.of("") : filter.visible());
        return parameters;
    }

    private RunReport report(ResultSet row, int number) throws SQLException {
        return json.read(LongText.read(row, "report"), RunReport.class);
    }

    private RunHead head(ResultSet row, int number) throws SQLException {
        return json.read(LongText.read(row, "head"), RunHead.class);
    }
}
