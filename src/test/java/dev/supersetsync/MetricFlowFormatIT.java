package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.supersetsync.testenv.NewestVersion;
import dev.supersetsync.testenv.SupersetLog;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Metrics of MetricFlow, from a manifest that dbt wrote, give the numbers of SQL by hand when Superset runs them. */
@NewestVersion
@ExtendWith(SupersetLog.class)
class MetricFlowFormatIT {

    private static final Map<String, String> BY_HAND = Map.ofEntries(
            Map.entry("revenue", "SELECT SUM(revenue) FROM %s.orders"),
            Map.entry("margin", "SELECT SUM(revenue - cost) FROM %s.orders"),
            Map.entry("priced_orders", "SELECT COUNT(*) FROM %s.orders WHERE revenue IS NOT NULL"),
            Map.entry("paid_orders", "SELECT COUNT(*) FROM %s.orders WHERE is_paid"),
            Map.entry("paid_revenue", "SELECT SUM(revenue) FROM %s.orders WHERE is_paid"),
            Map.entry("large_revenue", "SELECT SUM(revenue) FROM %s.orders WHERE revenue >= 100 AND customer_id <> 8"),
            Map.entry(
                    "early_margin",
                    "SELECT SUM(revenue - cost) FROM %s.orders WHERE ordered_at < '2026-02-01' AND status = 'done'"),
            Map.entry("most_lost", "SELECT 5"),
            Map.entry("daily_revenue", "SELECT SUM(revenue) FROM %s.orders"),
            Map.entry("paid_share", "SELECT 3 / 5.0"),
            Map.entry("done_share", "SELECT COUNT(*) / 5.0 FROM %s.orders WHERE status = 'done'"),
            Map.entry(
                    "paid_share_of_large",
                    "SELECT AVG(CASE WHEN is_paid THEN 1.0 ELSE 0 END) FROM %s.orders WHERE revenue >= 100"),
            Map.entry("cost_share", "SELECT (SUM(revenue) - SUM(revenue - cost)) / SUM(revenue) FROM %s.orders"),
            Map.entry("open_share", "SELECT 1 - (3 / 5.0) / (3 / 5.0)"),
            Map.entry("revenue_so_far", "SELECT SUM(revenue) FROM %s.orders"),
            Map.entry("order_count", "SELECT COUNT(*) FROM %s.orders"),
            Map.entry("mean_revenue", "SELECT AVG(revenue) FROM %s.orders"),
            Map.entry("least_revenue", "SELECT MIN(revenue) FROM %s.orders"),
            Map.entry("most_revenue", "SELECT MAX(revenue) FROM %s.orders"),
            Map.entry("buyers", "SELECT COUNT(DISTINCT customer_id) FROM %s.orders"),
            Map.entry("months", "SELECT COUNT(DISTINCT to_char(ordered_at, 'YYYY-MM')) FROM %s.orders"),
            Map.entry("median_revenue", "SELECT (20 + 79.5) / 2"),
            Map.entry("p90_revenue", "SELECT 79.5 + 0.7 * (100.5 - 79.5)"),
            Map.entry("p90_real_revenue", "SELECT 100.5"),
            Map.entry("about_p90_revenue", "SELECT 79.5 + 0.7 * (100.5 - 79.5)"));

    @RegisterExtension
    private final World world = new World();

    @Test
    void everyMetricGivesTheNumberOfSqlByHand() {
        var manifest = ManifestOfDbt.of(world, "metricflow", "manifest.json");
        manifest.makeTables();

        var run = manifest.syncs();

        assertThat(run.withheld()).isEmpty();
        var orders = world.see("orders");
        assertThat(orders.metricNames()).containsExactlyInAnyOrderElementsOf(BY_HAND.keySet());
        var softly = new SoftAssertions();
        BY_HAND.forEach((metric, sql) -> softly.assertThat(World.metric(orders.id(), metric))
                .as(metric)
                .isCloseTo(world.number(sql), within(1e-9)));
        softly.assertAll();
        assertThat(World.metric(world.see("dim_customers").id(), "customers")).isEqualTo(3.0);
    }

    @Test
    void metricsCanBeGroupedByDimensions() {
        var manifest = ManifestOfDbt.of(world, "metricflow", "manifest.json");
        manifest.makeTables();

        manifest.syncs();

        var rows = World.API.chartData(
                world.see("orders").id(),
                Map.of("columns", List.of("state", "is_large"), "metrics", List.of("paid_share"), "row_limit", 10));
        assertThat(rows)
                .extracting(row -> row.path("state").asString() + " "
                        + row.path("is_large").asString() + " "
                        + Double.parseDouble(row.path("paid_share").asString()))
                .containsExactlyInAnyOrder("done true 1.0", "done false 1.0", "open false 0.0", "lost  0.0");
    }

    @Test
    void theSecondSyncWritesNothingAndTellsTheSameLosses() {
        var manifest = ManifestOfDbt.of(world, "metricflow", "manifest.json");
        manifest.makeTables();
        var first = manifest.syncs();

        var second = manifest.syncs();

        assertThat(second.actions()).isEmpty();
        assertThat(second.writes()).isZero();
        assertThat(second.warnings())
                .isEqualTo(first.warnings())
                .contains("NOT_CONVERTED orders metrics.paid_rate", "NOT_CONVERTED");
    }

    @Test
    void theSemanticManifestBecomesTheSameModels() {
        var manifest = ManifestOfDbt.of(world, "metricflow", "manifest.json");
        manifest.makeTables();
        manifest.syncs();

        var same = ManifestOfDbt.of(world, "metricflow", "semantic_manifest.json");

        assertThat(same.converts().body().path("document"))
                .isEqualTo(manifest.converts().body().path("document"));
        assertThat(same.syncs().writes()).isZero();
    }
}
