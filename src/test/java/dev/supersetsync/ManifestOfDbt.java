package dev.supersetsync;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A request with a manifest that dbt wrote, whose schemas are those of a test's world. It makes the tables that dbt made of
 * the project {@code shop}, with the same rows.
 */
record ManifestOfDbt(World world, String format, String models, String selection) {

    private static final String FOLDER = "/dbt/dbt-1.11/";

    static ManifestOfDbt of(World world, String format, String... files) {
        var texts = new StringBuilder("[");
        for (String file : files) {
            texts.append(texts.length() > 1 ? "," : "").append(text(FOLDER + file));
        }
        return new ManifestOfDbt(world, format, texts.append("]").toString(), "");
    }

    /** Only what these words of dbt select. */
    ManifestOfDbt select(String words) {
        return new ManifestOfDbt(world, format, models, "select: [\"" + words + "\"]");
    }

    void makeTables() {
        world.sql("""
                DROP TABLE %s.orders;
                CREATE TABLE %s.orders (order_id integer, customer_id integer, ordered_at timestamp, status text,
                  revenue numeric, cost numeric, is_paid boolean, stock integer);
                INSERT INTO %s.orders VALUES
                  (1, 7, '2026-01-05 10:00', 'done', 100.50, 60, true, 10),
                  (2, 7, '2026-01-20 11:00', 'done', 20, 15.25, true, 9),
                  (3, 8, '2026-02-03 12:00', 'open', 79.50, 50, false, 8),
                  (4, 9, '2026-02-28 13:00', 'lost', NULL, 5, false, 7),
                  (5, 8, '2026-03-01 00:00', 'done', 0, 1, true, 6);
                CREATE TABLE %s.dim_customers AS SELECT * FROM (VALUES
                  (7, 'Ana', 'DE'), (8, 'Bo', 'DE'), (9, 'Cy', 'FR')) AS c (customer_id, first_name, country);
                CREATE TABLE %s.undocumented AS SELECT order_id, status FROM %s.orders;
                CREATE TABLE %s.days AS SELECT date '2026-01-01' AS day;
                CREATE SCHEMA %s_b;
                CREATE TABLE %s_b.raw_customers AS SELECT * FROM %s.dim_customers;
                CREATE TABLE %s_b.raw_orders AS SELECT * FROM %s.orders;
                CREATE TABLE %s_b.app_payments (payment_id bigint, amount numeric);
                """);
    }

    Answer syncs() {
        return RunningService.shared().post("/sync", yaml()).expect(200);
    }

    Answer converts() {
        return RunningService.shared().post("/models/convert", yaml()).expect(200);
    }

    private String yaml() {
        return """
                target: main
                format: %s
                name: %s
                database_names: {shopdb: %s}
                %s
                models: %s
                """.formatted(
                        format,
                        world.name(),
                        World.DATABASE,
                        selection,
                        models.replace("\"analytics_marts\"", "\"" + world.name() + "\"")
                                .replace("\"analytics_raw\"", "\"" + world.otherSchema() + "\"")
                                .replace("\"shop_app\"", "\"" + world.otherSchema() + "\""));
    }

    private static String text(String file) {
        try (InputStream stream = Objects.requireNonNull(ManifestOfDbt.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
