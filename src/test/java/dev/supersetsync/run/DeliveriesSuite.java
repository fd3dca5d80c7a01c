package dev.supersetsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.run.Delivery.Status;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class DeliveriesSuite {

    private static final String TASK = "task";

    private final Database database;
    private final Deliveries deliveries;

    DeliveriesSuite(Database database) {
        this.database = database;
        this.deliveries = database.deliveries;
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    private Delivery added(String webhook) {
        return deliveries.add(webhook, "TEST", null, "{}");
    }

    @Test
    void aDeliveryIsKeptWithWhatItSendsAndWhatCameOfIt() {
        String body = "x".repeat(2_000_000);
        Delivery delivery = deliveries.add("ops", "RUN_FAILED", "run", body);

        assertThat(deliveries.find(delivery.id())).contains(delivery);
        assertThat(deliveries.body(delivery.id())).isEqualTo(body);
        assertThat(delivery.status()).isEqualTo(Status.PENDING);

        Delivery failed = delivery.attempted(Status.PENDING, 500, "oh", Database.START);
        deliveries.save(failed);
        assertThat(deliveries.find(delivery.id())).contains(failed);

        Delivery done = failed.attempted(Status.DELIVERED, 204, null, Database.START);
        deliveries.save(done);
        assertThat(deliveries.find(delivery.id())).contains(done);
        assertThat(done.attempts()).isEqualTo(2);
        assertThat(deliveries.find("none")).isEmpty();
    }

    @Test
    void theNewestOfAWebhookComesFirst() {
        Delivery first = added("ops");
        added("other");
        Delivery second = added("ops");

        Page<Delivery> page = deliveries.page("ops", 0, 1);

        assertThat(page.total()).isEqualTo(2);
        assertThat(page.items()).containsExactly(second);
        assertThat(deliveries.page("ops", 1, 1).items()).containsExactly(first);
    }

    @Test
    void whatIsToBeSentAndHasNoTaskIsFound() {
        Delivery first = added("ops");
        Delivery second = added("ops");
        Delivery scheduled = added("ops");
        Delivery done = added("ops");
        deliveries.save(done.attempted(Status.FAILED, null, "no", Database.START));
        database.jdbc
                .sql("INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " VALUES (:task, :id, CURRENT_TIMESTAMP, FALSE, 1)")
                .param("task", TASK)
                .param("id", scheduled.id())
                .update();

        assertThat(deliveries.unscheduled(TASK, 10)).containsExactly(first.id(), second.id());
        assertThat(deliveries.unscheduled(TASK, 1)).containsExactly(first.id());
        assertThat(deliveries.unscheduled("another task", 10)).contains(scheduled.id());
    }

    @Test
    void whatIsDoneWithIsKeptForThirtyDays() {
        Delivery pending = added("ops");
        Delivery done = added("ops");
        deliveries.save(done.attempted(Status.DELIVERED, 200, null, Database.START));

        database.clock.moveBy(Duration.ofDays(30));
        deliveries.prune();
        assertThat(deliveries.find(done.id())).isPresent();

        database.clock.moveBy(Duration.ofMinutes(1));
        deliveries.prune();
        assertThat(deliveries.find(done.id())).isEmpty();
        assertThat(deliveries.find(pending.id())).isPresent();
    }
}
