package dev.supersetsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.supersetsync.model.Document;
import dev.supersetsync.plan.Guards;
import dev.supersetsync.plan.UpdateStrategy;
import dev.supersetsync.run.IdempotencyKeys;
import dev.supersetsync.run.Ids;
import dev.supersetsync.run.Plans;
import dev.supersetsync.run.Reports.RunReport;
import dev.supersetsync.run.RunClaims;
import dev.supersetsync.run.RunQueue;
import dev.supersetsync.run.Runs;
import dev.supersetsync.run.StorageSettings;
import dev.supersetsync.run.StoredJson;
import dev.supersetsync.source.DocumentText;
import dev.supersetsync.source.NativeReader;
import dev.supersetsync.source.Notation;
import dev.supersetsync.source.Supplement;
import dev.supersetsync.state.TurnLost;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OrdersTests {

    private static final Order ORDER = new Order(new Assignment.OfRun("main", Guards.DEFAULT, "another", false), null);

    private final DriverManagerDataSource storage =
            new DriverManagerDataSource("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
    private final JdbcClient jdbc = JdbcClient.create(storage);
    private final HeldOrders held = new HeldOrders();
    private final RunQueue queue;
    private final Orders orders;

    OrdersTests() {
        Clock clock = Clock.systemUTC();
        var json = new StoredJson();
        var retention = new StorageSettings.Retention(
                Duration.ofDays(365), Duration.ofDays(30), Duration.ofDays(90), 20, 10, 10);
        var plans = new Plans(jdbc, json, clock, new StorageSettings("data", retention));
        queue = new RunQueue(
                jdbc,
                new TransactionTemplate(new JdbcTransactionManager(storage)),
                new Runs(jdbc, json, new Ids(clock), clock),
                new RunClaims(new IdempotencyKeys(jdbc, clock), plans));
        orders = new Orders(held, queue);
    }

    @BeforeEach
    void make() {
        Flyway.configure()
                .dataSource(storage)
                .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                .load()
                .migrate();
    }

    @Test
    void whatIsHeldIsNotReadFromTheQueue() {
        held.hold("r", ORDER);

        assertThat(orders.of("r")).isSameAs(ORDER);
    }

    @Test
    void whatIsNotHeldIsReadFromTheQueue() {
        RunReport run = queued();

        assertThat(orders.of(run.id())).isEqualTo(ORDER);
    }

    @Test
    void ordersOfOneDocumentComeBackWithTheirOwnTerms() {
        Document document = new NativeReader()
                .read(DocumentText.parse("""
                                {"version": 1, "name": "shop", "models": [{"database": "warehouse", "schema": "s", "table": "t"}]}
                                """.getBytes(StandardCharsets.UTF_8), Notation.JSON), Supplement.NONE);
        Order first = order("first", document);
        Order second = order("second", document);

        assertThat(orders.of(queued(first).id())).isEqualTo(first);
        assertThat(orders.of(queued(second).id())).isEqualTo(second);
    }

    private static Order order(String target, Document document) {
        return new Order(
                new Assignment.OfModels(
                        target, UpdateStrategy.DEFAULT, Guards.DEFAULT, document, false, Map.of("traceparent", target)),
                null);
    }

    @Test
    void aRunThatOthersTookOutOfTheQueueHasLostItsTurn() {
        RunReport run = queued();
        jdbc.sql("DELETE FROM queued_run").update();

        assertThatThrownBy(() -> orders.of(run.id())).isInstanceOf(TurnLost.class);
    }

    private RunReport queued() {
        return queued(ORDER);
    }

    private RunReport queued(Order order) {
        return queue.add(order.run(Call.once("ci", "order")), OrderText.write(order), null);
    }
}
