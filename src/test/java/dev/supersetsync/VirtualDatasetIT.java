package dev.supersetsync;

import static dev.supersetsync.World.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Models with a query of their own. */
@ExtendWith(SupersetLog.class)
class VirtualDatasetIT {

    @RegisterExtension
    private final World world = new World();

    @Test
    void isCreatedWithTheColumnsOfItsQuery() {
        world.models(states("SELECT status, COUNT(*) AS n, MAX(ordered_at) AS last FROM %s.orders GROUP BY 1", ""))
                .syncs();

        var states = world.see("states");
        assertThat(states.kind()).isEqualTo("virtual");
        assertThat(states.columnNames()).containsExactlyInAnyOrder("status", "n", "last");
        assertThat(states.column("last").path("is_dttm").asBoolean()).isTrue();
        assertThat(states.metricNames()).containsExactly("total");
        assertThat(World.metric(states.id(), "total")).isEqualTo(4.0);
    }

    @Test
    void hasOnlyItsDeclaredColumns() {
        world.models(states("SELECT status, COUNT(*) AS n FROM %s.orders GROUP BY 1", "columns: [{name: n, label: N}]"))
                .syncs();

        var states = world.see("states");
        assertThat(states.columnNames()).containsExactly("n");
        assertThat(states.column("n").path("verbose_name").asString()).isEqualTo("N");
        assertThat(World.metric(states.id(), "total")).isEqualTo(4.0);
    }

    @Test
    void getsANewQueryAndItsNewColumns() {
        world.models(states("SELECT status, 1 AS n FROM %s.orders", "")).syncs();
        var before = world.see("states");

        var run = world.models(states("SELECT status, 2 AS n, paid FROM %s.orders", ""))
                .syncs();

        assertThat(run.paths("states")).contains("sql", "columns.paid");
        var after = world.see("states");
        assertThat(after.columnNames()).containsExactlyInAnyOrder("status", "n", "paid");
        assertThat(after.ids()).containsAllEntriesOf(before.ids());
        assertThat(World.metric(after.id(), "total")).isEqualTo(8.0);
        assertThat(world.models(states("SELECT status, 2 AS n, paid FROM %s.orders", ""))
                        .syncs()
                        .writes())
                .isZero();
    }

    @Test
    void isNotLeftBehindWhenItsQueryDoesNotRun() {
        var models = states("SELECT nothing FROM %s.orders", "") + "- {table: orders, columns: [{name: status}]}";

        var answer = world.models(models).sync().expect(502);

        assertThat(answer.problem()).isEqualTo("sync-failed");
        assertThat(answer.runStatus()).isEqualTo("PARTLY_FAILED");
        assertThat(answer.change("states").path("outcome").asString()).isEqualTo("FAILED");
        assertThat(answer.change("states").path("error").path("message").asString())
                .isNotEmpty();
        assertThat(world.datasets()).containsExactly("orders");
    }

    @Test
    void keepsItsQueryWhenTheNewOneDoesNotRun() {
        world.models(states("SELECT status, 1 AS n FROM %s.orders", "")).syncs();

        var run = world.models(states("SELECT nothing AS n FROM %s.orders", "description: New"))
                .syncs();

        assertThat(run.withheld()).contains("UPDATE states sql DOES_NOT_RUN");
        assertThat(run.paths("states")).containsExactly("description");
        assertThat(world.see("states").text("sql")).contains("1 AS n");
        assertThat(world.see("states").text("description")).isEqualTo("New");
        assertThat(World.metric(world.see("states").id(), "total")).isEqualTo(4.0);
    }

    @Test
    void keepsItsQueryWhenTheNewOneLosesAColumnThatAChartUses() {
        world.models(states("SELECT status, paid, 1 AS n FROM %s.orders", "")).syncs();
        int chart = world.chart(world.see("states").id(), List.of("paid"), List.of("total"));

        var run = world.models(states("SELECT status, 1 AS n FROM %s.orders", "description: New"))
                .syncs();

        assertThat(run.withheld()).containsExactly("UPDATE states sql USED");
        assertThat(run.withheld("USED").path("impact").path(0).path("id").asInt())
                .isEqualTo(chart);
        assertThat(run.paths("states")).containsExactly("description");
        assertThat(world.see("states").text("sql")).contains("paid");
        assertThat(API.renderedChart(chart)).hasSize(2);
    }

    @Test
    void losesAColumnThatNobodyUsesAndRetainsItAsNull() {
        world.models(states("SELECT status, paid, 1 AS n FROM %s.orders", "")).syncs();

        var run =
                world.models(states("SELECT status, 1 AS n FROM %s.orders", "")).syncs();

        assertThat(run.withheld()).isEmpty();
        var states = world.see("states");
        assertThat(states.text("sql")).doesNotContain("paid");
        assertThat(states.column("paid").path("expression").asString()).startsWith("CAST(NULL AS ");
        assertThat(World.ask(states.id(), List.of("paid"), List.of("total")).status())
                .isEqualTo(200);
    }

    @Test
    void isCreatedWithTheColumnsOfAQueryThatGivesNoRows() {
        var models = states("SELECT status, COUNT(*) AS n, MAX(ordered_at) AS last FROM %s.orders GROUP BY 1", "");
        world.sql("DELETE FROM %s.orders");

        world.models(models).syncs();

        var states = world.see("states");
        assertThat(states.columnNames()).containsExactlyInAnyOrder("status", "n", "last");
        assertThat(states.column("last").path("is_dttm").asBoolean()).isTrue();
        assertThat(states.column("n").path("type").asString("")).isNotEmpty();
        assertThat(world.models(models).syncs().writes()).isZero();
    }

    @Test
    void keepsItsColumnsWhileItsQueryGivesNoRows() {
        var models = states("SELECT status, COUNT(*) AS n, MAX(ordered_at) AS last FROM %s.orders GROUP BY 1", "");
        world.models(models).syncs();
        var before = world.see("states");
        world.sql("DELETE FROM %s.orders");

        var run = world.models(models).syncs();

        assertThat(run.writes()).isZero();
        assertThat(run.withheld()).isEmpty();
        assertThat(world.see("states").stored()).isEqualTo(before.stored());
    }

    @Test
    void getsANewQueryThatGivesNoRows() {
        world.models(states("SELECT status, 1 AS n, ordered_at AS at FROM %s.orders", ""))
                .syncs();
        var before = world.see("states");

        var run = world.models(states("SELECT status, 1 AS n, ordered_at AS at FROM %s.orders WHERE revenue < 0", ""))
                .syncs();

        assertThat(run.paths("states")).containsExactly("sql");
        assertThat(world.see("states").json().path("columns"))
                .isEqualTo(before.json().path("columns"));
    }

    private String states(String sql, String more) {
        return """
                - table: states
                  sql: %s
                  %s
                  metrics: [{name: total, aggregation: SUM, column: n}]
                """.formatted(sql.replace("%s", world.name()), more);
    }
}
