package dev.supersetsync;

import static dev.supersetsync.World.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A setting that was declared and no longer is goes back to Superset's default, unless a person has changed it. */
@ExtendWith(SupersetLog.class)
class UndeclaredSettingIT {

    private static final String WITH = """
            - table: orders
              description: Ours
              cache_timeout: 60
              certification: {by: Data team, details: Tested}
              columns: [{name: status, label: Ours, description: Ours, groupable: false}]
              metrics: [{name: orders, aggregation: COUNT, label: Ours, d3_format: ",d", currency: EUR, warning: Ours}]
            """;
    private static final String WITHOUT = """
            - table: orders
              columns: [{name: status}]
              metrics: [{name: orders, aggregation: COUNT}]
            """;

    @RegisterExtension
    private final World world = new World();

    @Test
    void goesBackToTheDefaultIfItIsStillOurs() {
        world.models(WITH).syncs();

        var run = world.models(WITHOUT).syncs();

        assertThat(run.paths("orders"))
                .containsExactlyInAnyOrder(
                        "description",
                        "cache_timeout",
                        "certification",
                        "columns.status.label",
                        "columns.status.description",
                        "columns.status.groupable",
                        "metrics.orders.label",
                        "metrics.orders.d3_format",
                        "metrics.orders.currency",
                        "metrics.orders.warning");
        var orders = world.see("orders");
        assertThat(orders.text("description")).isEmpty();
        assertThat(orders.isNull("cache_timeout")).isTrue();
        assertThat(orders.extra().has("certification")).isFalse();
        assertThat(orders.column("status").path("verbose_name").asString("")).isEmpty();
        assertThat(orders.column("status").path("groupby").asBoolean()).isTrue();
        assertThat(orders.metric("orders").path("d3format").asString("")).isEmpty();
        assertThat(orders.currency("orders").path("symbol").asString("")).isEmpty();
        assertThat(world.models(WITHOUT).syncs().writes()).isZero();
    }

    @Test
    void staysIfAPersonChangedIt() {
        world.models(WITH).syncs();
        int orders = world.see("orders").id();
        PEOPLE.set(orders, "description", "Theirs");
        PEOPLE.certify(orders, "Board", "Audited");
        PEOPLE.setColumn(orders, "status", "verbose_name", "Theirs");
        PEOPLE.setMetric(orders, "orders", "warning_text", "Theirs");

        world.models(WITHOUT).syncs();

        var after = world.see("orders");
        assertThat(after.text("description")).isEqualTo("Theirs");
        assertThat(after.extra().path("certification").path("certified_by").asString())
                .isEqualTo("Board");
        assertThat(after.column("status").path("verbose_name").asString()).isEqualTo("Theirs");
        assertThat(after.metric("orders").path("warning_text").asString()).isEqualTo("Theirs");
        assertThat(after.column("status").path("description").asString("")).isEmpty();
    }

    @Test
    void isOverwrittenIfItIsDeclaredAsEmpty() {
        world.models(WITHOUT).syncs();
        PEOPLE.set(world.see("orders").id(), "description", "Theirs");

        world.models("- {table: orders, description: null, columns: [{name: status}]}")
                .syncs();

        assertThat(world.see("orders").text("description")).isEmpty();
    }
}
