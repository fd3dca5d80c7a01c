package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.NewestVersion;
import dev.supersetsync.testenv.SupersetLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Data models of Cube, synced to a real Superset; their metrics are compared with SQL written by hand. */
@NewestVersion
@ExtendWith(SupersetLog.class)
class CubeFormatIT {

    private static final List<String> TPCDS =
            List.of("store_sales", "date_dim", "customer", "item", "store", "tpcds_retail_model");

    /** A dataset, one of its metrics, and SQL by hand that gives the same. */
    private static final String BY_HAND = """
            orders | count         | SELECT COUNT(*) FROM %s.orders
            orders | done_count    | SELECT COUNT(*) FROM %s.orders WHERE status = 'done'
            orders | revenue       | SELECT SUM(revenue) FROM %s.orders
            orders | net_total     | SELECT SUM(revenue - cost) FROM %s.orders
            orders | half          | SELECT AVG(revenue * 0.5) FROM %s.orders
            orders | done_revenue  | SELECT SUM(revenue) FROM %s.orders WHERE status = 'done'
            orders | customers     | SELECT COUNT(DISTINCT customer_id) FROM %s.orders
            orders | average       | SELECT SUM(revenue) / COUNT(*) FROM %s.orders
            orders | done_share    | SELECT 50.0
            orders | lost_share    | SELECT 0.25
            orders | lost_count    | SELECT 1
            sales  | count         | SELECT COUNT(*) FROM %s.orders
            sales  | revenue       | SELECT SUM(revenue) FROM %s.orders
            sales  | done_revenue  | SELECT SUM(revenue) FROM %s.orders WHERE status = 'done'
            sales  | done_share    | SELECT 50.0
            sales  | average_order | SELECT SUM(revenue) / COUNT(*) FROM %s.orders
            sales  | customers_count | SELECT COUNT(*) FROM %s.customers WHERE NOT deleted AND id IN (SELECT customer_id FROM %s.orders)
            sales  | customers_most_points | SELECT MAX(points) FROM %s.customers WHERE NOT deleted AND id IN (SELECT customer_id FROM %s.orders)
            sales  | invoiced      | SELECT SUM(amount) FROM %s.invoices
            sales  | orders__done_count | SELECT COUNT(*) FROM %s.orders WHERE status = 'done'
            """;

    @RegisterExtension
    private final World world = new World();

    @Test
    void itsMetricsGiveWhatSqlByHandGives() {
        syncShop();

        assertThat(BY_HAND.lines()).allSatisfy(line -> {
            var row = line.split(" *\\| *", 3);
            assertThat(World.metric(world.see(row[0]).id(), row[1])).isEqualTo(world.number(row[2]));
        });
    }

    @Test
    void aMeasureOfATimeGivesTheTime() {
        syncShop();

        var rows = World.ask(world.see("orders").id(), List.of(), List.of("last_order"))
                .json();
        assertThat(rows.path("result")
                        .path(0)
                        .path("data")
                        .path(0)
                        .path("last_order")
                        .asLong())
                .isEqualTo(Instant.parse("2026-02-28T13:00:00Z").toEpochMilli());
    }

    @Test
    void itsCalculatedDimensionsCanBeGroupedBy() {
        syncShop();

        assertThat(grouped("orders", "size")).containsExactlyInAnyOrder("it's small 3", "none 1");
        assertThat(grouped("sales", "customers_name")).containsExactlyInAnyOrder("ADA 2", "BO 1", "nobody 1");
        assertThat(world.see("orders").column("customer_id").path("is_active").asBoolean())
                .isFalse();
        assertThat(world.see("orders").column("ordered_at").path("is_dttm").asBoolean())
                .isTrue();
    }

    private List<String> grouped(String dataset, String column) {
        return World.ask(world.see(dataset).id(), List.of(column), List.of("count"))
                .json()
                .path("result")
                .path(0)
                .path("data")
                .valueStream()
                .map(row -> row.path(column).asString("nobody") + " "
                        + row.path("count").asInt())
                .toList();
    }

    @Test
    void itIsInStepAfterOneSyncAndTellsWhatItLost() {
        var first = syncShop();

        assertThat(first.withheld()).isEmpty();
        assertThat(first.warnings())
                .allMatch(warning -> warning.startsWith("NOT_CONVERTED"))
                .hasSize(7);
        assertThat(sync(shop()).expect(200).writes()).isZero();
    }

    @Test
    void itIsShownAsADocumentThatGivesTheSame() {
        syncShop();
        var converted = RunningService.shared()
                .post("/models/convert", request("", shop()))
                .expect(200);

        var document = converted.body().path("document");
        assertThat(document.path("models")).hasSize(2);
        var again = RunningService.shared()
                .post(
                        "/sync",
                        "{\"target\": \"main\", \"update_strategy\": \"CREATE, UPDATE\", \"models\": %s}"
                                .formatted(document))
                .expect(200);
        assertThat(again.writes()).isZero();
    }

    @Test
    void aGenuineModelOfSeveralFilesGivesWhatSqlByHandGives() {
        world.sql(resource("/ossie/tpcds.sql"));
        var models = TPCDS.stream()
                .map(name -> resource("/cube/tpcds/%s.yml".formatted(name))
                        .replace("tpcds.public.", world.name() + ".")
                        .replaceFirst("(?m)^(cubes|views):", "- $1:")
                        .replaceAll("(?m)^(?=- name:| )", "  "))
                .collect(Collectors.joining("\n"));

        var first = sync(models).expect(200);

        assertThat(first.withheld()).isEmpty();
        assertThat(sync(models).expect(200).writes()).isZero();
        for (var dataset : List.of("store_sales", "tpcds_retail_model")) {
            for (var metric : List.of("total_sales", "sales_by_brand")) {
                assertThat(World.metric(world.see(dataset).id(), metric))
                        .isEqualTo(world.number("SELECT SUM(ss_ext_sales_price) FROM %s.store_sales"));
            }
            assertThat(World.metric(world.see(dataset).id(), "total_profit"))
                    .isEqualTo(world.number("SELECT SUM(ss_net_profit) FROM %s.store_sales"));
        }
        assertThat(World.metric(world.see("tpcds_retail_model").id(), "customer_lifetime_value"))
                .isEqualTo(world.number("SELECT (SELECT SUM(ss_ext_sales_price) FROM %s.store_sales) / 2"));
    }

    private Answer syncShop() {
        world.sql(resource("/cube/shop.sql"));
        return sync(shop()).expect(200);
    }

    private String shop() {
        return resource("/cube/shop.yml").replace("shop.", world.name() + ".");
    }

    private Answer sync(String models) {
        return RunningService.shared().post("/sync", request("update_strategy: CREATE, UPDATE", models));
    }

    private String request(String more, String models) {
        return """
                format: cube
                target: main
                name: %s
                database_names: {default: %s}
                %s
                models:
                %s
                """.formatted(world.name(), World.DATABASE, more, models.indent(2));
    }

    private static String resource(String path) {
        try (InputStream stream = Objects.requireNonNull(CubeFormatIT.class.getResourceAsStream(path))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
