package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.NewestVersion;
import dev.supersetsync.testenv.SupersetLog;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service that has lost its storage does less than before, and no harm. */
@NewestVersion
@ExtendWith(SupersetLog.class)
class LostStorageIT {

    private static final String DECLARED = """
            - table: orders
              description: Ours
              columns: [{name: order_id}, {name: status, label: Status}, {name: cost, label: Cost}]
              metrics: [{name: orders, aggregation: COUNT}]
            """;
    private static final String LESS = "- {table: orders, columns: [{name: order_id}, {name: status}]}";

    private static RunningService forgetful;

    @RegisterExtension
    private final World world = new World();

    @BeforeAll
    static void start() {
        forgetful = RunningService.start(Map.of());
    }

    @AfterAll
    static void stop() {
        forgetful.close();
    }

    @Test
    void hasNothingToDoWhereNothingChanged() {
        world.models(DECLARED).syncs();
        var before = world.see("orders");

        var run = world.models(DECLARED).to(forgetful).syncs();

        assertThat(run.count("unchanged")).isEqualTo(1);
        assertThat(run.writes()).isZero();
        assertThat(world.see("orders").stored()).isEqualTo(before.stored());
    }

    @Test
    void leavesAsPeoplesWhatIsNoLongerDeclared() {
        world.models(DECLARED).syncs();
        var before = world.see("orders");

        var run = world.models(LESS).to(forgetful).syncs();

        assertThat(run.writes()).isZero();
        assertThat(world.see("orders").stored()).isEqualTo(before.stored());
    }

    @Test
    void stillKnowsWhoseADatasetIs() {
        world.models(DECLARED).syncs();
        world.sql("CREATE TABLE %s.items (id bigint)");

        var other = world.models("- {table: orders, description: Theirs}")
                .by("another document")
                .to(forgetful)
                .syncs();
        assertThat(other.withheld()).containsExactly("UPDATE orders OTHER_DOCUMENT");

        var without = world.models("- {table: items}").to(forgetful).syncs();
        assertThat(without.withheld()).containsExactly("DELETE orders STRATEGY");
    }

    @Test
    void stillMayDeleteTheQueryThatASyncCreated() {
        var query = "- {table: states, sql: SELECT DISTINCT status FROM %s.orders}".formatted(world.name());
        world.models(DECLARED + query).syncs();

        world.models(DECLARED).strategy("CREATE, UPDATE, DELETE").to(forgetful).syncs();

        assertThat(world.datasets()).containsExactly("orders");
    }

    @Test
    void stillRecognisesARetainedColumn() {
        world.models(DECLARED).syncs();
        world.sql("ALTER TABLE %s.orders DROP COLUMN cost");
        world.models(LESS).syncs();
        var before = world.see("orders");
        assertThat(before.column("cost").path("expression").asString()).startsWith("CAST(NULL AS ");
        world.sql("ALTER TABLE %s.orders ADD COLUMN cost numeric DEFAULT 1");

        world.models(LESS).to(forgetful).syncs();

        assertThat(world.see("orders").column("cost").path("expression").asString(""))
                .isEmpty();
        assertThat(world.see("orders").ids()).isEqualTo(before.ids());
    }
}
