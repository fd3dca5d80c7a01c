package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.Requests.Request;
import dev.supersetsync.standin.StandInSettings;
import dev.supersetsync.standin.SupersetStandIn;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import dev.supersetsync.state.TableQuestion.Everything;
import dev.supersetsync.state.TableQuestion.Presence;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.WarehouseColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a warehouse's list of columns, and that no list, however wrong, is taken for a no. */
class ListedColumnsTests {

    private static final String SQL_LAB = "/api/v1/sqllab/execute/";
    private static final String METADATA = "/api/v1/database/\\d+/table_metadata/";
    private static final String TABLES = "/api/v1/database/\\d+/tables/";
    private static final TableFacts LISTED = new TableFacts.Listed(List.of("id", "amount"));
    private static final TableFacts LOOKED_AT = new TableFacts.Present(
            List.of(new WarehouseColumn("id", "BIGINT", false), new WarehouseColumn("amount", "INTEGER", false)),
            false);

    private SupersetStandIn superset = SupersetStandIn.start("6.1.0");

    @AfterEach
    void stop() {
        superset.close();
    }

    @Test
    void asksForManyTablesOfOneSchemaWithOneQuery() {
        make("dwh", 10);

        Map<DatasetKey, TableFacts> facts = tables("trino", presence("dwh", 10));

        assertThat(facts).hasSize(10).allSatisfy((_, found) -> assertThat(found).isEqualTo(LISTED));
        assertThat(queries()).hasSize(1);
        assertThat(lookedAt()).isEmpty();
        assertThat(superset.requests().of("GET", TABLES)).isEmpty();
    }

    @Test
    void asksOnceForEachSchema() {
        make("dwh", 6);
        make("shop", 6);
        var questions = new ArrayList<TableQuestion>(presence("dwh", 6));
        questions.addAll(presence("shop", 6));

        assertThat(tables("trino", questions)).hasSize(12).containsValue(LISTED);
        assertThat(queries()).hasSize(2).doesNotHaveDuplicates();
        assertThat(lookedAt()).isEmpty();
    }

    @Test
    void looksAtFewTables() {
        make("dwh", 5);

        assertThat(tables("trino", presence("dwh", 5)).values()).hasSize(5).containsOnly(LOOKED_AT);
        assertThat(queries()).isEmpty();
    }

    @Test
    void looksAtTablesOfWhichTypesMustBeKnown() {
        make("dwh", 8);
        var questions = new ArrayList<TableQuestion>(presence("dwh", 8));
        questions.set(0, new Everything(key("dwh", 0)));
        questions.set(1, new Everything(key("dwh", 1)));

        Map<DatasetKey, TableFacts> facts = tables("trino", questions);

        assertThat(facts).containsEntry(key("dwh", 1), LOOKED_AT).containsEntry(key("dwh", 2), LISTED);
        assertThat(queries()).hasSize(1);
        assertThat(lookedAt()).hasSize(2);
    }

    @Test
    void looksAtWhatIsNotListedWithAllThatWasAskedFor() {
        make("dwh", 7);
        superset.warehouse().execute("DROP TABLE dwh.t3; ALTER TABLE dwh.t5 DROP COLUMN amount");

        Map<DatasetKey, TableFacts> facts = tables("trino", presence("dwh", 8));

        assertThat(facts)
                .containsEntry(key("dwh", 3), new TableFacts.Missing())
                .containsEntry(key("dwh", 5), present("id"))
                .containsEntry(key("dwh", 6), LISTED)
                .containsEntry(key("dwh", 7), new TableFacts.Missing());
        assertThat(queries()).hasSize(1);
        assertThat(lookedAt()).hasSize(3);
    }

    @Test
    void namesAreExact() {
        make("dwh", 6);
        superset.warehouse().execute("""
                ALTER TABLE dwh.t0 RENAME TO "T0"; ALTER TABLE dwh.t1 RENAME COLUMN amount TO "Amount\"""");

        Map<DatasetKey, TableFacts> facts = tables("trino", presence("dwh", 6));

        assertThat(facts)
                .containsEntry(key("dwh", 0), new TableFacts.Missing())
                .containsEntry(key("dwh", 1), present("id", "Amount"))
                .containsEntry(key("dwh", 2), LISTED);
    }

    @ParameterizedTest
    @CsvSource({"400, 200, 1", "399, 200, 2", "50, 200, 9", "3, 20, 20"})
    void goesOnWhereTheServerShowsFewerRows(int shown, int tables, int queries) {
        superset.close();
        superset = SupersetStandIn.start(StandInSettings.of("6.1.0").showing(shown));
        make("dwh", tables);

        assertThat(tables("trino", presence("dwh", tables)).values())
                .hasSize(tables)
                .containsOnly(LISTED);
        assertThat(queries()).hasSize(queries).doesNotHaveDuplicates();
        assertThat(lookedAt()).isEmpty();
    }

    @Test
    void looksAtTablesThatHaveMoreColumnsThanTheServerShows() {
        superset.close();
        superset = SupersetStandIn.start(StandInSettings.of("6.1.0").showing(1));
        make("dwh", 6);

        assertThat(tables("trino", presence("dwh", 6)).values()).containsOnly(LOOKED_AT);
        assertThat(queries()).doesNotHaveDuplicates();
    }

    @Test
    void picksVeryManyFromAll() {
        make("dwh", 201);

        assertThat(tables("trino", presence("dwh", 201)).values()).hasSize(201).containsOnly(LISTED);
        assertThat(queries()).singleElement().asString().doesNotContain("t7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            403 | {"message": "Forbidden"}
            202 | {"query": {"state": "pending"}}
            500 | {"errors": [{"message": "no such view", "error_type": "GENERIC_DB_ENGINE_ERROR"}]}
            500 | {"errors": [{"message": "no", "error_type": "SYNTAX_ERROR"}]}
            200 | {"status": "success", "data": [], "columns": []}
            200 | {"status": "success", "data": [{"TABLE_SCHEMA": "dwh", "TABLE_NAME": "t1", "COLUMN_NAME": "id"}]}
            200 | {"status": "success", "data": [{"table_schema": "DWH", "table_name": "t1", "column_name": "id"}]}
            200 | {"status": "success", "data": [{"table_schema": null, "table_name": null, "column_name": null}]}
            """)
    void looksAtTablesWhereTheListIsOfNoUse(int status, String answer) {
        make("dwh", 6);
        superset.faults().on("POST", SQL_LAB).always().answer(status, answer);

        assertThat(tables("trino", presence("dwh", 7)))
                .containsEntry(key("dwh", 1), LOOKED_AT)
                .containsEntry(key("dwh", 6), new TableFacts.Missing());
        assertThat(queries()).hasSize(1);
    }

    @Test
    void endsWhereTheListIsAlwaysTheSame() {
        make("dwh", 6);
        superset.faults().on("POST", SQL_LAB).always().answer(200, """
                {"status": "success", "displayLimitReached": true, "data": [
                  {"table_schema": "dwh", "table_name": "t1", "column_name": "id"},
                  {"table_schema": "dwh", "table_name": "t1", "column_name": "amount"},
                  {"table_schema": "dwh", "table_name": "t2", "column_name": "id"}]}""");

        assertThat(tables("trino", presence("dwh", 6)))
                .containsEntry(key("dwh", 1), LISTED)
                .containsEntry(key("dwh", 2), LOOKED_AT);
        assertThat(queries()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void keepsWhatWasListedBeforeAPageFails() {
        superset.close();
        superset = SupersetStandIn.start(StandInSettings.of("6.1.0").showing(10));
        make("dwh", 9);
        superset.faults().on("POST", SQL_LAB).after(1).always().answer(403, "{\"message\": \"Forbidden\"}");

        Map<DatasetKey, TableFacts> facts = tables("trino", presence("dwh", 9));

        assertThat(facts).containsEntry(key("dwh", 0), LISTED).containsEntry(key("dwh", 8), LOOKED_AT);
        assertThat(queries()).hasSize(2);
    }

    /** Only that all is there is believed, so a list that is behind hides a loss, and never makes one. */
    @Test
    void believesListOfColumnsThatAreGone() {
        make("dwh", 6);
        superset.faults().on("POST", SQL_LAB).answer(200, """
                {"status": "success", "data": [
                  {"table_schema": "dwh", "table_name": "t9", "column_name": "id"},
                  {"table_schema": "dwh", "table_name": "t9", "column_name": "amount"}]}""");

        assertThat(tables("trino", presence("dwh", 10)))
                .containsEntry(key("dwh", 9), LISTED)
                .containsEntry(key("dwh", 8), new TableFacts.Missing())
                .containsEntry(key("dwh", 2), LOOKED_AT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"snowflake", "oracle", "hive", "impala", "db", "druid", "postgresql"})
    void listsNothingInOtherDialects(String dialect) {
        make("dwh", 6);

        assertThat(tables(dialect, presence("dwh", 6)).values()).hasSize(6);
        assertThat(queries()).noneMatch(sql -> sql.contains("ORDER BY table_name, ordinal_position"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            mysql        | FROM information_schema.columns
            mariadb      | FROM information_schema.columns
            mssql        | FROM information_schema.columns
            clickhousedb | FROM information_schema.columns
            databricks   | FROM information_schema.columns
            cockroachdb  | FROM information_schema.columns
            starrocks    | FROM information_schema.columns
            redshift     | FROM svv_columns
            bigquery     | FROM `dwh`.INFORMATION_SCHEMA.COLUMNS
            duckdb       | WHERE table_catalog = current_database())
            sqlite       | "dwh".sqlite_master
            """)
    void asksWhereTheDialectListsColumns(String dialect, String view) {
        make("dwh", 6);

        assertThat(tables(dialect, presence("dwh", 6)).values()).hasSize(6);
        assertThat(queries()).singleElement().asString().contains(view, "'dwh'", "IN ('t0', 't1'");
    }

    @Test
    void asksForTheCatalogThatIsNotTheDefaultOne() {
        List<Presence> questions = IntStream.range(0, 6)
                .mapToObj(i -> new Presence(new DatasetKey("trino", "raw \"1\"", "dwh", "t" + i), Set.of()))
                .toList();

        tables("trino", questions);

        assertThat(queries()).singleElement().asString().contains("FROM \"raw \"\"1\"\"\".information_schema.columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's", "back\\slash", "{{ jinja }}", "100%", "tick`"})
    void putsNoNameIntoTheQueryThatNeedsCare(String name) {
        make("dwh", 6);
        var questions = new ArrayList<TableQuestion>(presence("dwh", 6));
        questions.add(new Presence(new DatasetKey("trino", null, "dwh", name), Set.of()));

        assertThat(tables("trino", questions)).hasSize(7).containsEntry(key("dwh", 0), LISTED);
        assertThat(queries()).singleElement().asString().doesNotContain(name);
        assertThat(lookedAt()).hasSize(1);
    }

    private void make(String schema, int tables) {
        var ddl = new StringBuilder("CREATE SCHEMA " + schema);
        for (int i = 0; i < tables; i++) {
            ddl.append("; CREATE TABLE ").append(schema).append(".t").append(i).append(" (id BIGINT, amount INTEGER)");
        }
        superset.warehouse().execute(ddl.toString());
    }

    /** Whether these tables have both columns. */
    private static List<Presence> presence(String schema, int tables) {
        return IntStream.range(0, tables)
                .mapToObj(i -> new Presence(key(schema, i), Set.of("id", "amount")))
                .toList();
    }

    private static DatasetKey key(String schema, int table) {
        return new DatasetKey("trino", null, schema, "t" + table);
    }

    private static TableFacts present(String... names) {
        return new TableFacts.Present(
                List.of(names).stream()
                        .map(name -> new WarehouseColumn(name, name.equals("id") ? "BIGINT" : "INTEGER", false))
                        .toList(),
                false);
    }

    /** Asks through a connection to a warehouse of this dialect. */
    private Map<DatasetKey, TableFacts> tables(String dialect, List<? extends TableQuestion> questions) {
        TargetConnection connection = Connections.target(Connections.withPassword(superset.url(), "admin", "admin"))
                .connect();
        connection.writer().createDatabase("trino", dialect + "://warehouse");
        superset.requests().clear();
        return connection.warehouse().tables(List.copyOf(questions));
    }

    /** The SQL that SQL Lab was asked to run. */
    private List<String> queries() {
        return superset.requests().of("POST", SQL_LAB).stream()
                .map(request -> Answer.JSON.readTree(request.body()).path("sql").asString(""))
                .toList();
    }

    private List<Request> lookedAt() {
        return superset.requests().of("GET", METADATA);
    }
}
