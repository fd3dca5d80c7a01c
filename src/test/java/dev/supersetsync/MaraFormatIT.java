package dev.supersetsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.NewestVersion;
import dev.supersetsync.testenv.SupersetLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The example of mara-schema, from its own export to numbers in charts. */
@NewestVersion
@ExtendWith(SupersetLog.class)
class MaraFormatIT {

    /** Each metric of the example by hand; {@code %s} is the schema of the dimensional tables. */
    private static final Map<String, Map<String, String>> BY_HAND = Map.of(
            "Order items",
            Map.of(
                    "# Order items", "SELECT COUNT(*) FROM %s.order_item",
                    "# Orders", "SELECT COUNT(DISTINCT order_fk) FROM %s.order_item",
                    "Product revenue", "SELECT SUM(product_revenue) FROM %s.order_item",
                    "Shipping revenue", "SELECT SUM(shipping_revenue) FROM %s.order_item",
                    "Revenue", "SELECT SUM(product_revenue) + SUM(shipping_revenue) FROM %s.order_item",
                    "AOV",
                            "SELECT (SUM(product_revenue) + SUM(shipping_revenue)) / COUNT(DISTINCT order_fk) FROM %s.order_item"),
            "Customers",
            Map.of(
                    "# Orders", "SELECT SUM(number_of_orders) FROM %s.customer",
                    "CLV", "SELECT SUM(revenue_lifetime) FROM %s.customer",
                    "AOV", "SELECT SUM(revenue_lifetime) / SUM(number_of_orders) FROM %s.customer"),
            "Products",
            Map.of(
                    "Revenue last 30 days", "SELECT SUM(revenue_last_30_days) FROM %s.product",
                    "# Items on stock", "SELECT SUM(number_of_items_on_stock) FROM %s.product"));

    @RegisterExtension
    private final World world = new World();

    @BeforeEach
    void makeTables() {
        world.sql(inThisWorld(file("dimensional-schema.sql")));
        // What the entities of the example name and its tables lack
        world.sql("""
                ALTER TABLE %s_b.product_category RENAME COLUMN level_1 TO main_category;
                ALTER TABLE %s_b.product_category RENAME COLUMN level_2 TO sub_category_1;
                ALTER TABLE %s_b.product ADD COLUMN revenue_last_30_days double precision;
                ALTER TABLE %s_b.product ADD COLUMN number_of_items_on_stock integer;
                INSERT INTO %s_b.product_category VALUES (1, 'Food', 'Fruit'), (2, 'Food', 'Bread'), (3, 'Tools', 'Saws');
                INSERT INTO %s_b.product VALUES
                  (1, 'apple', 1, 100, 40, 12), (2, 'bun', 2, 50, NULL, 0), (3, 'saw', 3, 900, 120.5, 3);
                INSERT INTO %s_b.customer VALUES
                  (1, 'ana@example.org', 30, NULL, 1, 3, 75.25), (2, 'bo@example.org', 5, NULL, 3, 1, 900),
                  (3, 'cy@example.org', NULL, NULL, NULL, 0, NULL);
                INSERT INTO %s_b.order VALUES
                  (1, 1, '2026-01-05', 'Paid'), (2, 1, '2026-02-05', 'New'), (3, 2, '2026-02-06', 'Shipped');
                INSERT INTO %s_b.order_item VALUES
                  (1, 1, 1, 10.5, 2), (2, 1, 2, 3.25, 0), (3, 2, 1, 21, 2.5), (4, 3, 3, 300, 12), (5, 3, 1, 10.5, 0);
                UPDATE %s_b.customer SET first_order_fk = 1 WHERE customer_id = 1;
                UPDATE %s_b.customer SET first_order_fk = 3 WHERE customer_id = 2;
                """);
    }

    @Test
    void givesTheNumbersOfTheFlattenedTables() {
        flatten();

        var run = sync(file("tables.json")).expect(200);

        assertThat(run.runStatus()).isEqualTo("SUCCEEDED");
        assertThat(run.actions())
                .isEqualTo(Map.of("Order items", "CREATE", "Customers", "CREATE", "Products", "CREATE"));
        assertThat(run.withheld()).isEmpty();
        assertThat(run.warnings())
                .containsExactlyInAnyOrder(
                        "NOT_CONVERTED Order items", "NOT_CONVERTED Customers", "NOT_CONVERTED Products");
        assertThat(world.see("Order items").kind()).isEqualTo("physical");
        assertMetrics();
        assertThat(sync(file("tables.json")).expect(200).writes()).isZero();
    }

    @Test
    void givesTheNumbersOfMarasOwnQueries() {
        var run = sync(file("queries.json")).expect(200);

        assertThat(run.count("created")).isEqualTo(3);
        assertThat(run.withheld()).isEmpty();
        assertThat(world.see("Order items").kind()).isEqualTo("virtual");
        assertMetrics();
        assertThat(sync(file("queries.json")).expect(200).writes()).isZero();
    }

    @Test
    void showsAttributesAndHidesPersonalDataAndWhatMetricsAreMadeOf() {
        flatten();

        sync(file("tables.json")).expect(200);

        var customers = world.see("Customers");
        assertThat(customers.text("description"))
                .isEqualTo("People that made at least one order or that subscribed to the newsletter");
        assertThat(customers.column("First order date").path("is_dttm").asBoolean())
                .isTrue();
        assertThat(customers.column("Customer ID").path("is_active").asBoolean())
                .isTrue();
        assertThat(customers.column("Customer ID").path("filterable").asBoolean())
                .isTrue();
        assertThat(customers.column("Email").path("is_active").asBoolean()).isFalse();
        assertThat(customers.column("Email").path("groupby").asBoolean()).isFalse();
        assertThat(customers.column("Email").path("filterable").asBoolean()).isFalse();
        assertThat(customers.column("CLV").path("is_active").asBoolean()).isFalse();
        assertThat(customers.metric("CLV").path("d3format").asString()).isEqualTo(",.2~f");
        int items = world.see("Order items").id();
        assertThat(World.ask(items, List.of("Product category level 1"), List.of("AOV"))
                        .json()
                        .at("/result/0/data"))
                .hasSize(2);
    }

    @Test
    void keepsTheFractionOfARatioOfCounts() {
        flatten();
        var export = """
                {"format": "mara-schema", "version": 1, "schema": "superset", "data_sets": [
                  {"name": "Order items", "attributes": [], "metrics": [
                    {"name": "# Order items", "aggregation": "count"},
                    {"name": "# Orders", "aggregation": "distinct-count"},
                    {"name": "Share", "formula": "[# Orders] / [# Order items]", "number_format": "Percent"}]}]}
                """;

        sync(export).expect(200);

        assertThat(World.metric(world.see("Order items").id(), "Share")).isEqualTo(3 / 5.0);
    }

    @Test
    void convertsToADocumentThatMeansTheSame() {
        flatten();
        var converted = RunningService.shared()
                .post("/models/convert", request(file("tables.json"), ""))
                .expect(200)
                .body();
        sync(file("tables.json")).expect(200);

        var plan = RunningService.shared()
                .post("/plans", """
                        {"target": "main", "models": %s}
                        """.formatted(converted.path("document")))
                .expect(201);

        assertThat(plan.body().path("has_changes").asBoolean(true)).isFalse();
        assertThat(converted.path("warnings")).hasSize(3);
    }

    private void assertMetrics() {
        BY_HAND.forEach((table, metrics) -> {
            int dataset = world.see(table).id();
            assertThat(world.see(table).metricNames()).containsExactlyInAnyOrderElementsOf(metrics.keySet());
            metrics.forEach((metric, sql) -> assertThat(World.metric(dataset, metric))
                    .as("%s of %s", metric, table)
                    .isEqualTo(world.number(sql.replace("%s", world.otherSchema()))));
        });
    }

    /** Makes the tables that mara makes of the data sets. */
    private void flatten() {
        for (JsonNode dataSet :
                JsonMapper.shared().readTree(file("queries.json")).path("data_sets")) {
            world.sql("CREATE TABLE %s.\"" + dataSet.path("name").asString() + "\" AS "
                    + inThisWorld(dataSet.path("sql").asString()));
        }
    }

    private Answer sync(String export) {
        return RunningService.shared()
                .post("/sync", request(export, "\"target\": \"main\", \"update_strategy\": \"CREATE|UPDATE\","));
    }

    private String request(String export, String more) {
        return """
                {%s "format": "mara-schema", "name": "%s", "defaults": {"database": "%s"}, "models": %s}
                """.formatted(more, world.name(), World.DATABASE, inThisWorld(export));
    }

    private String inThisWorld(String text) {
        return text.replaceAll("\\bdim\\b", world.otherSchema()).replace("\"superset\"", "\"" + world.name() + "\"");
    }

    private static String file(String name) {
        try (var stream = MaraFormatIT.class.getResourceAsStream("/mara-schema/" + name)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
