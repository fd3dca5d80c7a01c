package dev.supersetsync;

import static dev.supersetsync.World.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.SupersetServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a sync that reads fast sees of a real Superset, and what it does not. */
@ExtendWith(SupersetLog.class)
class FastReadIT {

    private static final String ORDERS = """
            - table: orders
              description: Ours
              columns: [{name: status, label: Status}]
              metrics: [{name: orders, aggregation: COUNT, label: Orders}]
            """;

    @RegisterExtension
    private final World world = new World();

    private int orders;

    @BeforeEach
    void isAsDeclared() {
        world.models(ORDERS).syncs();
        orders = world.see("orders").id();
    }

    @Test
    void knowsAgainWhatWasWritten() {
        var run = fast();

        assertThat(run.count("unchanged")).isEqualTo(1);
        assertThat(run.body().path("requests").path("reads").asInt())
                .isLessThan(reads(world.models(ORDERS).syncs()));
    }

    @Test
    void seesAnEditOfTheDataset() {
        PEOPLE.set(orders, "description", "Theirs");

        assertThat(fast().paths("orders")).containsExactly("description");
        assertThat(world.see("orders").text("description")).isEqualTo("Ours");
    }

    /** Before 6.1 Superset does not note when only columns or metrics changed. */
    @Test
    void seesAnEditOfAMetricAloneWhereSupersetNotesItsTime() {
        PEOPLE.setMetric(orders, "orders", "verbose_name", "Theirs");

        boolean isNoted = SupersetServer.shared().version().startsWith("6.1");
        assertThat(fast().actions()).isEqualTo(isNoted ? Map.of("orders", "UPDATE") : Map.of());

        world.models(ORDERS).syncs();
        assertThat(world.see("orders").metric("orders").path("verbose_name").asString())
                .isEqualTo("Orders");
    }

    @Test
    void changesWhatIsDeclaredOtherwise() {
        var run = world.models(ORDERS.replace("Ours", "New"))
                .guard("read", "FAST")
                .syncs();

        assertThat(run.paths("orders")).containsExactly("description");
        assertThat(world.see("orders").text("description")).isEqualTo("New");
    }

    private Answer fast() {
        return world.models(ORDERS).guard("read", "FAST").syncs();
    }

    private static int reads(Answer run) {
        return run.body().path("requests").path("reads").asInt();
    }
}
