package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.StandInSettings;
import dev.supersetsync.standin.SupersetStandIn;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import dev.supersetsync.state.WarehouseColumn;
import dev.supersetsync.state.WarehouseReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a warehouse's refusals, and of those that are none. */
class WarehouseReaderTests {

    private static final String SQL_LAB = "POST /api/v1/sqllab/execute/";
    private static final String METADATA = "GET /api/v1/database/1/table_metadata/";
    private static final String TABLES = "GET /api/v1/database/1/tables/";
    private static final DatasetKey KEY = new DatasetKey("warehouse", null, "dwh", "orders");

    private final CannedServer server = new CannedServer().answer("GET /api/v1/database/", 200, """
            {"count": 1, "result": [{"id": 1, "uuid": "u", "database_name": "warehouse", "backend": "postgresql"}]}""");

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            500 | COLUMN_DOES_NOT_EXIST_ERROR    | We can't seem to resolve the column "timeout"         | true
            422 | INVALID_SQL_ERROR              | Error parsing near ')'                                | true
            500 | GENERIC_DB_ENGINE_ERROR        | relation "connections" does not exist                 | true
            500 | GENERIC_DB_ENGINE_ERROR        | canceling statement due to statement timeout          | false
            500 | GENERIC_DB_ENGINE_ERROR        | permission denied for table orders                    | false
            500 | GENERIC_DB_ENGINE_ERROR        | server closed the connection unexpectedly             | false
            408 | SQLLAB_TIMEOUT_ERROR           | The query exceeded the 30 seconds timeout             | false
            403 | TABLE_SECURITY_ACCESS_ERROR    | You need access to the following tables               | false
            403 | ``                             | Forbidden                                             | false
            500 | GENERIC_BACKEND_ERROR          | Something                                             | false
            503 | ``                             | down                                                  | false
            """)
    void tellsRefusalOfTheSqlFromEverythingElse(int status, String type, String message, boolean refused) {
        server.answer(
                SQL_LAB,
                status,
                "{\"errors\": [{\"message\": \"" + message.replace("\"", "\\\"") + "\", \"error_type\": \"" + type
                        + "\"}]}");

        TableFacts facts = query("SELECT 1");

        assertThat(facts).isInstanceOf(refused ? TableFacts.DoesNotRun.class : TableFacts.Unknown.class);
        assertThat(facts.toString()).contains(message);
    }

    @Test
    void doesNotTakeAnswerForLaterAsAnswer() {
        server.answer(SQL_LAB, 202, "{\"query\": {\"state\": \"pending\"}}");

        assertThat(query("SELECT 1"))
                .isInstanceOfSatisfying(
                        TableFacts.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains("later"));
    }

    @Test
    void doesNotBlameQueryWithTemplate() {
        server.answer(SQL_LAB, 500, "{\"errors\": [{\"message\": \"no\", \"error_type\": \"SYNTAX_ERROR\"}]}");

        assertThat(query("SELECT {{ x }}")).isInstanceOf(TableFacts.Unknown.class);
    }

    @Test
    void looksAtTablesOneByOneWithoutTheRightToQuery() {
        server.answer(SQL_LAB, 403, "{\"message\": \"Forbidden\"}")
                .answer(TABLES, 200, "{\"count\": 1, \"result\": [{\"value\": \"orders\", \"type\": \"table\"}]}")
                .answer(METADATA, 200, """
                        {"columns": [{"name": "at", "longType": "TIMESTAMP"}, {"name": "x", "longType": "NULL"},
                          {"name": "d", "longType": "DOUBLE_PRECISION"}]}""");

        assertThat(table())
                .isEqualTo(new TableFacts.Present(
                        List.of(
                                new WarehouseColumn("at", "TIMESTAMP", true),
                                new WarehouseColumn("x", "UNKNOWN", false),
                                new WarehouseColumn("d", "DOUBLE PRECISION", false)),
                        false));
    }

    @Test
    void saysMissingOnlyIfListAndLookAgree() {
        server.answer(SQL_LAB, 403, "{\"message\": \"Forbidden\"}")
                .answer(TABLES, 200, "{\"count\": 0, \"result\": []}")
                .answer(METADATA, 500, "{\"errors\": [{\"message\": \"orders\", \"error_type\": \"X\"}]}");

        assertThat(table()).isEqualTo(new TableFacts.Missing());

        server.answer(METADATA, 500, "{\"errors\": [{\"message\": \"`dwh`.`orders`\", \"error_type\": \"X\"}]}");
        assertThat(table()).isEqualTo(new TableFacts.Missing());

        server.answer(METADATA, 404, "{\"message\": \"Not found\"}");
        assertThat(table()).isEqualTo(new TableFacts.Unknown("Not found"));

        server.answer(METADATA, 500, "{\"errors\": [{\"message\": \"orders\", \"error_type\": \"X\"}]}")
                .answer(TABLES, 404, "{\"message\": \"Not found\"}");
        assertThat(table()).isInstanceOf(TableFacts.Unknown.class);
    }

    @Test
    void findsAllTablesOfPostgresqlWhereTheServerShowsFewerRows() {
        try (var superset = SupersetStandIn.start(StandInSettings.of("6.1.0").showing(2))) {
            superset.warehouse().execute("CREATE SCHEMA dwh");
            List<TableQuestion> questions = IntStream.range(0, 5)
                    .mapToObj(i -> new DatasetKey("warehouse", null, "dwh", "t" + i))
                    .<TableQuestion>map(TableQuestion.Everything::new)
                    .toList();
            questions.forEach(question -> superset.warehouse()
                    .execute("CREATE TABLE dwh." + question.table().name() + " (id BIGINT)"));
            WarehouseReader warehouse = Connections.target(Connections.withPassword(superset.url(), "admin", "admin"))
                    .connect()
                    .warehouse();

            assertThat(warehouse.tables(questions).values()).hasSize(5).allMatch(TableFacts.Present.class::isInstance);
        }
    }

    @Test
    void doesNotKnowTablesOfDatabaseThatIsNotThere() {
        var elsewhere = new DatasetKey("other", null, "dwh", "orders");

        assertThat(warehouse().tables(List.of(new TableQuestion.Everything(elsewhere))))
                .containsEntry(elsewhere, new TableFacts.Unknown("Superset has no database \"other\""));
    }

    @Test
    void triesExpressionThroughChartWithoutTheRightToQuery() {
        server.answer(SQL_LAB, 403, "{\"message\": \"Forbidden\"}")
                .answer("POST /api/v1/chart/data", 400, "{\"message\": \"Error: column \\\"nope\\\" does not exist\"}");
        var existing = probe("SUM(nope)", Optional.of(12));
        var missing = probe("SUM(amount)", Optional.empty());
        var nested = probe("SUM((SELECT 1))", Optional.of(12));

        Map<Probe, Probe.Result> results = warehouse().tryOut(List.of(existing, missing, nested));

        assertThat(results.get(existing)).isInstanceOf(Probe.Result.DoesNotRun.class);
        assertThat(results.get(missing)).isEqualTo(new Probe.Result.Unknown("Forbidden"));
        assertThat(results.get(nested)).isEqualTo(new Probe.Result.Unknown("Forbidden"));
    }

    @Test
    void triesTheExpressionsOfManyDatasetsWithOneCall() {
        server.answer(SQL_LAB, 200, "{\"status\": \"success\", \"data\": [], \"columns\": []}");
        List<Probe> probes = probesOfDatasets(50);

        assertThat(warehouse().tryOut(probes).values()).hasSize(50).allMatch(Probe.Result.Runs.class::isInstance);
        assertThat(server.calls().stream().filter(SQL_LAB::equals)).hasSize(1);
    }

    @Test
    void triesTheHalvesWhereTheWarehouseRefusesThemAll() {
        server.answer(
                SQL_LAB, 500, "{\"errors\": [{\"message\": \"no\", \"error_type\": \"COLUMN_DOES_NOT_EXIST_ERROR\"}]}");

        warehouse().tryOut(probesOfDatasets(3));

        // All together, the two of one half together, then each alone, and each time the bare table.
        assertThat(server.calls().stream().filter(SQL_LAB::equals)).hasSize(8);
    }

    private static List<Probe> probesOfDatasets(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> new DatasetKey(KEY.database(), null, KEY.schema(), "t" + i))
                .map(key -> new Probe(key, null, Probe.Role.METRIC, "m", "SUM(amount)", Optional.empty()))
                .toList();
    }

    private TableFacts table() {
        return java.util.Objects.requireNonNull(
                warehouse().tables(List.of(new TableQuestion.Everything(KEY))).get(KEY));
    }

    private TableFacts query(String sql) {
        return java.util.Objects.requireNonNull(
                warehouse().queries(Map.of(KEY, sql)).get(KEY));
    }

    private static Probe probe(String expression, Optional<Integer> id) {
        return new Probe(KEY, null, Probe.Role.METRIC, "m", expression, id);
    }

    private WarehouseReader warehouse() {
        return Connections.target(Connections.withPassword(server.url(), "ana", "password"))
                .connect()
                .warehouse();
    }
}
