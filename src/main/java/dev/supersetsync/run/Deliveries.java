package dev.supersetsync.run;

import dev.supersetsync.run.Delivery.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What webhooks are told: what is still to be sent, and the log of what was, for thirty days. */
@Repository
public class Deliveries {

    private static final Duration LIVE = Duration.ofDays(30);
    private static final String COLUMNS =
            "id, webhook, event, run_id, status, attempts, answer, problem, created_at, attempted_at";
    private static final String INSERT = """
            INSERT INTO webhook_delivery (id, webhook, event, run_id, body, status, attempts, created_at)
            VALUES (:id, :webhook, :event, :run, :body, 'PENDING', 0, :created_at)
            """;
    private static final String UPDATE = """
            UPDATE webhook_delivery
            SET status = :status, attempts = :attempts, answer = :answer, problem = :problem, attempted_at = :attempted_at
            WHERE id = :id
            """;
    private static final String FIND = "SELECT " + COLUMNS + " FROM webhook_delivery WHERE id = :id";
    private static final String BODY = "SELECT body FROM webhook_delivery WHERE id = :id";
    private static final String LIST = "SELECT " + COLUMNS
            + " FROM webhook_delivery WHERE webhook = :webhook ORDER BY id DESC LIMIT :size OFFSET :offset";
    private static final String COUNT = "SELECT COUNT(*) FROM webhook_delivery WHERE webhook = :webhook";
    private static final String UNSCHEDULED = """
            SELECT id FROM webhook_delivery
            WHERE status = 'PENDING' AND NOT EXISTS (
                SELECT 1 FROM scheduled_tasks
                WHERE task_name = :task AND task_instance = webhook_delivery.id)
            ORDER BY id LIMIT :most
            """;
    private static final String PRUNE =
            "DELETE FROM webhook_delivery WHERE status <> 'PENDING' AND created_at < :before";

    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;

    public Deliveries(JdbcClient jdbc, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Something is to be told.
     *
     * @param runId the run that it tells of, null for none
     * @param body what is sent
     */
    public Delivery add(String webhook, String event, @Nullable String runId, String body) {
        var delivery =
                new Delivery(ids.next(), webhook, event, runId, Status.PENDING, 0, null, null, clock.instant(), null);
        jdbc.sql(INSERT)
                .param("id", delivery.id())
                .param("webhook", webhook)
                .param("event", event)
                .param("run", runId)
                .param("body", LongText.of(body))
                .param("created_at", Times.parameter(delivery.createdAt()))
                .update();
        return delivery;
    }

    /** Keeps what came of an attempt. */
    public void save(Delivery delivery) {
        jdbc.sql(UPDATE)
                .param("id", delivery.id())
                .param("status", delivery.status().name())
                .param("attempts", delivery.attempts())
                .param("answer", delivery.answer())
                .param("problem", delivery.problem())
                .param("attempted_at", Times.parameter(delivery.attemptedAt()))
                .update();
    }

    /** The delivery with an id. */
    public Optional<Delivery> find(String id) {
        return jdbc.sql(FIND).param("id", id).query(Deliveries::delivery).optional();
    }

    /** What a delivery sends. */
    public String body(String id) {
        return jdbc.sql(BODY)
                .param("id", id)
                .query((row, _) -> LongText.read(row, "body"))
                .single();
    }

    /** A page of what a webhook was told, the newest first. */
    public Page<Delivery> page(String webhook, int page, int size) {
        List<Delivery> items = jdbc.sql(LIST)
                .param("webhook", webhook)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(Deliveries::delivery)
                .list();
        long total = jdbc.sql(COUNT).param("webhook", webhook).query(Long.class).single();
        return new Page<>(items, page, size, total);
    }

    /**
     * What is to be sent and has no task of that name which would do it, the oldest first.
     *
     * @param most how many at most
     */
    public List<String> unscheduled(String task, int most) {
        return List.copyOf(jdbc.sql(UNSCHEDULED)
                .param("task", task)
                .param("most", most)
                .query(String.class)
                .list());
    }

    /** Takes out what is no longer kept. */
    public void prune() {
        jdbc.sql(PRUNE)
                .param("before", Times.parameter(clock.instant().minus(LIVE)))
                .update();
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getString("id"),
                row.getString("webhook"),
                row.getString("event"),
                row.getString("run_id"),
                Status.valueOf(row.getString("status")),
                row.getInt("attempts"),
                row.getObject("answer", Integer.class),
                LongText.readNullable(row, "problem"),
                Objects.requireNonNull(time(row, "created_at")),
                time(row, "attempted_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
