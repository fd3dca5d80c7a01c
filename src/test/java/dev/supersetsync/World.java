package dev.supersetsync;

import dev.supersetsync.testenv.NativeFilter;
import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetServer;
import dev.supersetsync.testenv.Warehouse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test's own part of the shared warehouse and the shared Superset: a schema with a table of orders, and a document of
 * its own name. What is made through it, and every dataset of the schema, goes after the test.
 */
final class World implements BeforeEachCallback, AfterEachCallback {

    /** The warehouse's name in Superset. */
    static final String DATABASE = "e2e";

    static final SupersetApi API = SupersetApi.of(SupersetServer.shared());
    static final People PEOPLE = new People(API);

    private static final FutureTask<Integer> REGISTERED = new FutureTask<>(
            () -> API.registerDatabase(DATABASE, Warehouse.shared().sqlalchemyUri()));

    private static final String BUILD = Long.toString(System.currentTimeMillis(), 36);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String name = "e2e_%s_%d".formatted(BUILD, NUMBERS.incrementAndGet());
    private final Deque<String> made = new ArrayDeque<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        database();
        warehouse("CREATE SCHEMA %s".formatted(name));
        warehouse("""
                CREATE TABLE %s.orders (
                  order_id bigint, ordered_at timestamp, status text, customer_id bigint, revenue numeric, cost numeric,
                  paid boolean);
                INSERT INTO %1$s.orders VALUES
                  (1, '2026-01-05 10:00', 'open', 7, 100.50, 60, true),
                  (2, '2026-01-20 11:00', 'done', 7, 20, 15.25, true),
                  (3, '2026-02-03 12:00', 'done', 8, 79.50, 50, false),
                  (4, '2026-02-28 13:00', 'lost', 9, NULL, 5, false);
                """.formatted(name));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        for (var schema : List.of(name, otherSchema())) {
            rows(schema).forEach(row -> API.send("DELETE", "/dataset/" + row.id(), null));
            warehouse("DROP SCHEMA IF EXISTS %s CASCADE".formatted(schema));
        }
        made.forEach(path -> API.send("DELETE", path, null));
    }

    /** The name of its schema and of its document. */
    String name() {
        return name;
    }

    /** The name of a schema that a test may make besides. */
    String otherSchema() {
        return name + "_b";
    }

    /** Its warehouse's id in Superset. */
    static int database() {
        REGISTERED.run();
        return REGISTERED.resultNow();
    }

    /** A request with these models, to the shared service, with CREATE and UPDATE. */
    Request models(String models) {
        return new Request(RunningService.shared(), "main", name, DATABASE, name, models, "CREATE, UPDATE", Map.of());
    }

    /** Runs SQL in the warehouse; {@code %s} is the schema. */
    void sql(String sql) {
        warehouse(sql.replace("%s", name));
    }

    /** What a query gives in the warehouse itself: one number. */
    double number(String sql) {
        try (var connection = DriverManager.getConnection(Warehouse.shared().jdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql.replace("%s", name))) {
            rows.next();
            return rows.getDouble(1);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused: " + sql, e);
        }
    }

    /** A dataset of this world, as Superset shows it. */
    Seen see(String table) {
        return find(table).orElseThrow(() -> new AssertionError("Superset has no dataset " + table));
    }

    /** A dataset of this world, if it is there. */
    Optional<Seen> find(String table) {
        return rows(name).stream()
                .filter(row -> row.text("table_name").equals(table))
                .map(row -> new Seen(API.dataset(row.id())))
                .findFirst();
    }

    /** The names of all its datasets. */
    List<String> datasets() {
        return rows(name).stream().map(row -> row.text("table_name")).sorted().toList();
    }

    /** A dataset that a person makes of a table. */
    int personMakes(String table) {
        return API.createDataset(database(), name, table);
    }

    /** A dataset that a person makes of a query. */
    int personMakes(String dataset, String sql) {
        return API.createVirtualDataset(database(), name, dataset, sql.replace("%s", name));
    }

    /** A table chart of a person that groups by columns and shows metrics. */
    int chart(int dataset, List<String> columns, List<?> metrics) {
        var settings = Map.of("groupby", columns, "metrics", metrics, "adhoc_filters", List.of());
        var query = Map.of("columns", columns, "metrics", metrics, "row_limit", 100);
        return goesAfterwards("/chart/", API.createChart(name, dataset, "table", settings, query));
    }

    /** A dashboard of a person that has one filter and no chart. */
    int filter(int dataset, String column) {
        var filter = new NativeFilter("Choose", dataset, column);
        return goesAfterwards("/dashboard/", API.createDashboard(name, List.of(), List.of(filter)));
    }

    /** A rule of a person that lets some roles see only some rows. */
    int rule(int dataset, String clause, int role) {
        return goesAfterwards(
                "/rowlevelsecurity/", API.createRowLevelSecurity(name, List.of(dataset), List.of(role), clause));
    }

    /** One number that a saved metric gives through a chart; null if Superset gives none. */
    static @Nullable Double metric(int dataset, String metric) {
        var rows = API.chartData(dataset, Map.of("columns", List.of(), "metrics", List.of(metric), "row_limit", 10));
        var value = rows.getFirst().path(metric);
        return value.isNull() ? null : Double.valueOf(value.asString());
    }

    /** A user of Superset with a role that Superset comes with; the e-mail address is this name at example.org. */
    int user(String username, String role) {
        return goesAfterwards(
                "/security/users/", API.createUser(username, "secret-of-" + username, List.of(API.role(role))));
    }

    /** Has something of Superset deleted after the test; what was made last goes first. */
    int goesAfterwards(String path, int id) {
        made.push(path + id);
        return id;
    }

    /** What Superset says to a query on a dataset. */
    static SupersetApi.Answer ask(int dataset, List<?> columns, List<?> metrics) {
        return ask(dataset, columns, metrics, List.of());
    }

    /** What Superset says to a query with filters. */
    static SupersetApi.Answer ask(int dataset, List<?> columns, List<?> metrics, List<Map<String, String>> filters) {
        return API.tryChartData(
                dataset, Map.of("columns", columns, "metrics", metrics, "filters", filters, "row_limit", 100));
    }

    /** The list's rows of a schema; a list can be another caller's answer, so every row is looked at. */
    static List<Seen> rows(String schema) {
        return API
                .list("/dataset/", "(filters:!((col:schema,opr:eq,value:%s)),page_size:100)".formatted(schema))
                .stream()
                .map(Seen::new)
                .filter(row -> row.text("schema").equals(schema))
                .toList();
    }

    private static void warehouse(String sql) {
        Warehouse.shared().execute(sql);
    }
}
