package dev.supersetsync.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A migrated database with the classes that work on it, as they are after a start; its clock stands still until moved. */
final class Database {

    static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");

    static final StorageSettings.Retention RETENTION =
            new StorageSettings.Retention(Duration.ofDays(365), Duration.ofDays(30), Duration.ofDays(90), 20, 10, 10);

    final MovableClock clock = new MovableClock(START);
    final JdbcClient jdbc;
    final Runs runs;
    final Plans plans;
    final Backups backups;
    final Pruning pruning;
    final AppliedModels appliedModels;
    final Sightings sightings;
    final KnownIds knownIds;
    final BegunCreations begunCreations;
    final BegunReturns begunReturns;
    final StrategySets strategySets;
    final IdempotencyKeys keys;
    final RunQueue queue;
    final RunEnds ends;
    final RunRefusals refusals;
    final RunEvents events;
    final Announced announced;
    final Deliveries deliveries;

    private Database(DataSource source, StrategySetSettings sets) {
        var json = new StoredJson();
        var settings = new StorageSettings("data", RETENTION);
        jdbc = JdbcClient.create(source);
        runs = new Runs(jdbc, json, new Ids(clock), clock);
        plans = new Plans(jdbc, json, clock, settings);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        backups = new Backups(jdbc, transaction, new KeptJson(json, new DatasetJson(json)), clock, settings);
        pruning = new Pruning(runs, plans, backups, settings, clock);
        appliedModels = new AppliedModels(
                new NamedParameterJdbcTemplate(source), transaction, json, new DatasetJson(json), clock);
        sightings = new Sightings(new NamedParameterJdbcTemplate(source), transaction);
        knownIds = new KnownIds(new NamedParameterJdbcTemplate(source), transaction, json);
        begunCreations = new BegunCreations(jdbc, json, clock);
        begunReturns = new BegunReturns(jdbc);
        strategySets = new StrategySets(jdbc, json, sets);
        keys = new IdempotencyKeys(jdbc, clock);
        announced = new Announced();
        var claims = new RunClaims(keys, plans);
        queue = new RunQueue(jdbc, transaction, runs, claims);
        ends = new RunEnds(transaction, queue, runs, claims, announced);
        refusals = new RunRefusals(jdbc, transaction, runs, ends, clock);
        deliveries = new Deliveries(jdbc, new Ids(clock), clock);
        events = new RunEvents(new NamedParameterJdbcTemplate(source), transaction, clock);
    }

    /** Opens a database, as a start of the service does. */
    static Database open(DataSource source, String vendor) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor)
                .load()
                .migrate();
        var database = new Database(source, new StrategySetSettings(Map.of()));
        new InterruptedRuns(database.runs, database.queue, database.ends, database.clock, InterruptedRuns.Owner.SERVICE)
                .afterPropertiesSet();
        return database;
    }

    /** The same database in a service with configured strategy sets. */
    StrategySets strategySets(StrategySetSettings sets) {
        return new StrategySets(jdbc, new StoredJson(), sets);
    }

    /** Takes out all rows. */
    void clear() {
        for (var table : new String[] {
            "run",
            "plan",
            "backup",
            "backup_item",
            "applied_model",
            "sighting",
            "part_ids",
            "begun_creation",
            "begun_return",
            "strategy_set",
            "idempotency_key",
            "queued_run",
            "refusal",
            "run_event",
            "webhook_delivery",
            "scheduled_tasks"
        }) {
            jdbc.sql("DELETE FROM " + table).update();
        }
        announced.clear();
        clock.moveTo(START);
    }
}
