package dev.supersetsync;

import static dev.supersetsync.World.API;

import dev.supersetsync.testenv.SqliteWarehouse;

/** A world's second warehouse: a SQLite file with the same orders, in a table whose name no other world has. */
final class SqliteWorld {

    private static final String SCHEMA = "main";

    private final World world;
    private final SqliteWarehouse warehouse;
    private final String table;

    SqliteWorld(World world) {
        this.world = world;
        this.table = world.name();
        this.warehouse = SqliteWarehouse.named(world.name());
        warehouse.execute("""
                CREATE TABLE %s (order_id BIGINT, ordered_at TIMESTAMP, status TEXT, revenue NUMERIC)
                """.formatted(table));
        warehouse.execute("""
                INSERT INTO %s VALUES (1, '2026-01-05 10:00:00', 'open', 100.5), (2, '2026-01-20 11:00:00', 'done', 20),
                  (3, '2026-02-03 12:00:00', 'done', 79.5), (4, '2026-02-28 13:00:00', 'lost', NULL)
                """.formatted(table));
        world.goesAfterwards("/database/", API.registerDatabase(world.name(), warehouse.sqlalchemyUri()));
    }

    /** A request with these models, whose table is named {@code orders} there. */
    Request models(String models) {
        return world.models(models.replace("table: orders", "table: " + table))
                .on(world.name())
                .in(SCHEMA);
    }

    void drop(String... columns) {
        for (var column : columns) {
            warehouse.execute("ALTER TABLE %s DROP COLUMN %s".formatted(table, column));
        }
    }

    /** The dataset, which goes after the test. */
    Seen see() {
        var dataset = World.rows(SCHEMA).stream()
                .filter(row -> row.text("table_name").equals(table))
                .map(row -> new Seen(API.dataset(row.id())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Superset has no dataset " + table));
        world.goesAfterwards("/dataset/", dataset.id());
        return dataset;
    }
}
