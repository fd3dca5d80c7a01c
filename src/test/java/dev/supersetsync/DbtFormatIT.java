package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.NewestVersion;
import dev.supersetsync.testenv.SupersetLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A manifest and a catalog that dbt wrote become datasets of a real Superset, and what they say is found there. */
@NewestVersion
@ExtendWith(SupersetLog.class)
class DbtFormatIT {

    private static final String WORDS = "path:models/marts resource_type:seed source:app";

    @RegisterExtension
    private final World world = new World();

    @Test
    void everySelectedRelationBecomesADataset() {
        var run = synced().syncs();

        assertThat(run.writes()).isZero();
        assertThat(world.datasets()).containsExactly("days", "dim_customers", "orders", "undocumented");
        assertThat(World.rows(world.otherSchema()))
                .extracting(row -> row.text("table_name"))
                .containsExactlyInAnyOrder("raw_customers", "raw_orders", "app_payments");
    }

    @Test
    void theDatasetIsAsTheProjectSays() {
        synced();

        var orders = world.see("orders");
        assertThat(orders.text("description")).isEqualTo("One row per order");
        assertThat(orders.text("main_dttm_col")).isEqualTo("ordered_at");
        assertThat(orders.json().path("cache_timeout").asInt()).isEqualTo(3600);
        assertThat(orders.extra().path("certification").path("certified_by").asString())
                .isEqualTo("Data team");
        assertThat(orders.columnNames())
                .containsExactlyInAnyOrder(
                        "order_id",
                        "customer_id",
                        "ordered_at",
                        "status",
                        "revenue",
                        "cost",
                        "is_paid",
                        "stock",
                        "margin");
        assertThat(orders.column("order_id").path("verbose_name").asString()).isEqualTo("Order");
        assertThat(orders.column("order_id").path("groupby").asBoolean(true)).isFalse();
        assertThat(orders.column("ordered_at").path("type").asString()).isEqualTo("timestamp without time zone");
        assertThat(orders.column("ordered_at").path("is_dttm").asBoolean()).isTrue();
        assertThat(orders.column("cost").path("is_active").asBoolean(true)).isFalse();
        assertThat(orders.column("margin").path("expression").asString()).isEqualTo("revenue - cost");
        assertThat(world.see("undocumented").columnNames()).containsExactlyInAnyOrder("order_id", "status");
    }

    @Test
    void theMetricsOfMetaGiveTheNumbersOfSqlByHand() {
        synced();

        int orders = world.see("orders").id();
        assertThat(World.metric(orders, "revenue")).isEqualTo(world.number("SELECT SUM(revenue) FROM %s.orders"));
        assertThat(World.metric(orders, "orders")).isEqualTo(5.0);
        assertThat(World.metric(orders, "revenue_per_order"))
                .isEqualTo(world.number("SELECT SUM(revenue) / 5 FROM %s.orders"));
        assertThat(World.metric(orders, "paid_orders")).isEqualTo(3.0);
    }

    @Test
    void theDocumentThatTheyBecomeCanBeSeen() {
        var converted = manifest().converts().body();

        assertThat(converted.path("document").path("models").valueStream())
                .extracting(model -> model.path("table").asString())
                .containsExactlyInAnyOrder(
                        "days",
                        "dim_customers",
                        "orders",
                        "undocumented",
                        "raw_customers",
                        "raw_orders",
                        "app_payments");
        assertThat(converted.path("warnings")).isEmpty();
    }

    private ManifestOfDbt synced() {
        var manifest = manifest();
        manifest.makeTables();
        var run = manifest.syncs();
        assertThat(run.withheld()).isEmpty();
        assertThat(run.count("created")).isEqualTo(7);
        return manifest;
    }

    private ManifestOfDbt manifest() {
        return ManifestOfDbt.of(world, "dbt", "manifest.json", "catalog.json").select(WORDS);
    }
}
