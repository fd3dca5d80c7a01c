package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.state.Column;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.WarehouseColumn;
import dev.supersetsync.testenv.SqliteWarehouse;
import dev.supersetsync.testenv.SupersetApi;
import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.SupersetServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ways to ask a warehouse that is no PostgreSQL. */
@ExtendWith(SupersetLog.class)
class SqliteWarehouseIT {

    private static final String DATABASE = "adapter_lite";
    private static final int MANY = 8;

    private final SupersetServer server = SupersetServer.shared();
    private final TargetConnection superset = Connections.target(
                    Connections.withPassword(server.baseUrl(), server.username(), server.password()))
            .connect();

    @BeforeEach
    void makeTable() {
        var warehouse = SqliteWarehouse.named(DATABASE);
        warehouse.execute("DROP TABLE IF EXISTS tea");
        warehouse.execute("CREATE TABLE tea (cups INTEGER, kind VARCHAR(20), price NUMERIC(10, 2), drunk TIMESTAMP,"
                + " day DATE, note TEXT, hot BOOLEAN, untyped)");
        warehouse.execute("INSERT INTO tea (cups, kind) VALUES (2, 'green')");
        SupersetApi.of(server).registerDatabase(DATABASE, warehouse.sqlalchemyUri());
    }

    @Test
    void writesTypesAsCreationDoes() {
        var created = superset.writer().create(key("main", "tea"), null);
        try {
            TableFacts facts = superset.warehouse()
                    .tables(List.of(new TableQuestion.Everything(key("main", "tea"))))
                    .get(key("main", "tea"));

            assertThat(facts)
                    .isEqualTo(new TableFacts.Present(
                            created.inOrderOfIds().columns().stream()
                                    .map(SqliteWarehouseIT::asInWarehouse)
                                    .toList(),
                            false));
        } finally {
            superset.writer().delete(created.id());
        }
    }

    @Test
    void knowsWhatIsMissing() {
        assertThat(superset.warehouse().tables(List.of(new TableQuestion.Everything(key("main", "coffee")))))
                .containsEntry(key("main", "coffee"), new TableFacts.Missing());
    }

    @Test
    void findsTableWithoutSchema() {
        assertThat(superset.warehouse()
                        .tables(List.of(new TableQuestion.Everything(key(null, "tea"))))
                        .get(key(null, "tea")))
                .isInstanceOf(TableFacts.Present.class);
    }

    @Test
    void tellsColumnsOfQueries() {
        var good = key("main", "good");
        var bad = key("main", "bad");

        var facts =
                superset.warehouse().queries(Map.of(good, "SELECT kind, cups FROM tea;", bad, "SELECT nope FROM tea"));

        assertThat(facts.get(good))
                .isInstanceOfSatisfying(
                        TableFacts.Present.class,
                        present -> assertThat(present.columns())
                                .extracting(WarehouseColumn::name)
                                .containsExactly("kind", "cups"));
        assertThat(facts.get(bad)).isInstanceOf(TableFacts.DoesNotRun.class);
    }

    @Test
    void triesExpressions() {
        var good = probe("good", "SUM(cups) * 1.0 / COUNT(kind)");
        var bad = probe("bad", "SUM(mugs)");

        var results = superset.warehouse().tryOut(List.of(good, bad));

        assertThat(results.get(good)).isEqualTo(new Probe.Result.Runs());
        assertThat(results.get(bad)).isInstanceOf(Probe.Result.DoesNotRun.class);
    }

    @Test
    void confirmsManyTablesWithOneQuery() {
        makeMany();

        long before = reads();
        var facts = superset.warehouse().tables(presence("a", "B c"));

        assertThat(reads() - before).isEqualTo(1);
        assertThat(facts)
                .hasSize(MANY)
                .allSatisfy((_, found) -> assertThat(found).isEqualTo(new TableFacts.Listed(List.of("a", "B c"))));
    }

    @Test
    void looksOnlyAtWhatIsNotConfirmed() {
        makeMany();
        var warehouse = SqliteWarehouse.named(DATABASE);
        warehouse.execute("DROP VIEW many7");
        warehouse.execute("ALTER TABLE many3 RENAME COLUMN a TO A");

        long before = reads();
        var facts = superset.warehouse().tables(presence("a"));

        // The query, the list of tables, and a look at each of the two.
        assertThat(reads() - before).isEqualTo(4);
        assertThat(facts.get(key("main", "many7"))).isEqualTo(new TableFacts.Missing());
        assertThat(facts.get(key("main", "many3")))
                .isInstanceOfSatisfying(
                        TableFacts.Present.class,
                        present -> assertThat(present.columns())
                                .extracting(WarehouseColumn::name)
                                .containsExactly("A", "B c"));
        assertThat(facts.get(key("main", "many4"))).isInstanceOf(TableFacts.Listed.class);
    }

    @Test
    void triesExpressionsOfManyTablesWithOneCall() {
        makeMany();
        List<Probe> probes = IntStream.range(0, MANY)
                .mapToObj(i -> probe("many" + i, "m", "MAX(\"B c\")"))
                .toList();

        long before = reads();
        var results = superset.warehouse().tryOut(probes);

        assertThat(reads() - before).isEqualTo(1);
        assertThat(results.values()).hasSize(MANY).containsOnly(new Probe.Result.Runs());
    }

    @Test
    void findsTheOneOfManyTablesWhoseExpressionFails() {
        makeMany();
        var bad = probe("many2", "bad", "SUM(nothing)");
        List<Probe> probes = Stream.concat(
                        Stream.of(bad), IntStream.range(3, MANY).mapToObj(i -> probe("many" + i, "m", "SUM(a)")))
                .toList();

        var results = superset.warehouse().tryOut(probes);

        assertThat(results.get(bad)).isInstanceOf(Probe.Result.DoesNotRun.class);
        assertThat(results.values().stream().filter(Probe.Result.Runs.class::isInstance))
                .hasSize(MANY - 3);
    }

    /** Seven tables and a view, each with the same two columns. */
    private static void makeMany() {
        var warehouse = SqliteWarehouse.named(DATABASE);
        warehouse.execute("DROP VIEW IF EXISTS many7");
        for (int i = 0; i < MANY - 1; i++) {
            warehouse.execute("DROP TABLE IF EXISTS many" + i);
            warehouse.execute("CREATE TABLE many" + i + " (a INTEGER, \"B c\" TEXT)");
        }
        warehouse.execute("CREATE VIEW many7 AS SELECT * FROM many0");
    }

    private static List<TableQuestion> presence(String... columns) {
        return IntStream.range(0, MANY)
                .<TableQuestion>mapToObj(i -> new TableQuestion.Presence(key("main", "many" + i), Set.of(columns)))
                .toList();
    }

    /** The reads so far, of which the databases are one. */
    private long reads() {
        superset.datasets().databases();
        return superset.requests().reads();
    }

    private static Probe probe(String name, String expression) {
        return probe("tea", name, expression);
    }

    private static Probe probe(String table, String name, String expression) {
        return new Probe(key("main", table), null, Probe.Role.METRIC, name, expression, Optional.empty());
    }

    private static WarehouseColumn asInWarehouse(Column column) {
        return new WarehouseColumn(
                column.name(),
                column.settings().text(Setting.TYPE).orElse(""),
                column.settings().isOn(Setting.TEMPORAL));
    }

    private static DatasetKey key(@org.jspecify.annotations.Nullable String schema, String name) {
        return new DatasetKey(DATABASE, null, schema, name);
    }
}
