package dev.supersetsync.testenv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A PostgreSQL database as a warehouse, with the example shop in its schema {@code shop}: customers, orders and their
 * items, 10,000 rows that are the same every time. A test that changes tables makes a schema of its own. It is not
 * registered in any Superset: {@link SupersetApi#registerDatabase} does that.
 */
public final class Warehouse {

    private static final String DATABASE = "warehouse";

    private final Postgres postgres;

    private Warehouse(Postgres postgres) {
        this.postgres = postgres;
    }

    /** The warehouse that all tests of this JVM share; it ends with the JVM. */
    public static Warehouse shared() {
        return Shared.WAREHOUSE;
    }

    /** Runs SQL, one statement or several. */
    public void execute(String sql) {
        postgres.execute(DATABASE, sql);
    }

    /** Where the shared Superset finds the warehouse. */
    public String sqlalchemyUri() {
        return sqlalchemyUriFor(SupersetServer.shared());
    }

    /** Where a Superset finds the warehouse. */
    public String sqlalchemyUriFor(SupersetServer superset) {
        return postgres.sqlalchemyUri(superset.hostOfTests(), DATABASE);
    }

    /** Where the tests find it. */
    public String jdbcUrl() {
        return postgres.jdbcUrl(DATABASE);
    }

    int port() {
        return postgres.port();
    }

    private static Warehouse start() {
        var directory = Directories.temporary("warehouse");
        var postgres = Postgres.startIn(directory);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            postgres.close();
                            Directories.delete(directory);
                        },
                        "stop-warehouse"));
        postgres.createDatabase(DATABASE);
        var warehouse = new Warehouse(postgres);
        warehouse.execute(shop());
        return warehouse;
    }

    private static String shop() {
        try (var sql = Objects.requireNonNull(Warehouse.class.getResourceAsStream("/warehouse/shop.sql"))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        private static final Warehouse WAREHOUSE = start();
    }
}
