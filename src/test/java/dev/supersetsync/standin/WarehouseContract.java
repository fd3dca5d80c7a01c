package dev.supersetsync.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetClient.Reply;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The contract of asking the warehouse through Superset: databases, tables, and queries of SQL Lab. */
interface WarehouseContract extends SupersetContract {

    private Reply ask(String sql) {
        return ask(question(sql));
    }

    private Reply ask(ObjectNode question) {
        return client().post("/api/v1/sqllab/execute/", question.toString());
    }

    private ObjectNode question(String sql) {
        return Json.object("sql", sql)
                .put("database_id", server().database())
                .put("schema", schema())
                .put("runAsync", false)
                .put("queryLimit", 100)
                .put("client_id", UUID.randomUUID().toString().substring(0, 10));
    }

    private String database() {
        return "/api/v1/database/" + server().database();
    }

    private static List<String> texts(JsonNode rows, String field) {
        return rows.valueStream().map(row -> row.path(field).asString("")).toList();
    }

    @Test
    default void listsDatabasesWithTheirUuid() {
        String name = client().get(database()).text("/result/database_name");

        Reply reply = client().get("/api/v1/database/?q=(filters:!((col:database_name,opr:eq,value:" + name + ")))");

        assertThat(reply.at("/result/0/id").asInt()).isEqualTo(server().database());
        assertThat(reply.text("/result/0/uuid")).hasSize(36);
        assertThat(reply.text("/result/0/backend")).isEqualTo("postgresql");
    }

    @Test
    default void listsTheSchemas() {
        JsonNode schemas = client().get(database() + "/schemas/?q=(force:!t)").at("/result");

        assertThat(schemas.valueStream().map(JsonNode::asString)).contains(schema(), "public");
    }

    @Test
    default void listsTheTablesAndViewsOfASchema() {
        Reply reply = client().get(database() + "/tables/?q=(schema_name:" + schema() + ",force:!t)");

        assertThat(texts(reply.at("/result"), "value")).containsExactlyInAnyOrder("orders", "empty", "paid");
        assertThat(texts(reply.at("/result"), "type")).containsExactlyInAnyOrder("table", "table", "view");
    }

    @Test
    default void listsNoTablesWithoutASchema() {
        Reply reply = client().get(database() + "/tables/");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/message")).contains("'schema_name' is a required property");
    }

    @Test
    default void wordsAMissingDatabaseInAShapeOfItsOwn() {
        Reply reply = client().get("/api/v1/database/9999/tables/?q=(schema_name:x)");

        assertThat(reply.status()).isEqualTo(404);
        boolean newer = server().version().wordsMissingDatabases();
        assertThat(reply.json().toString())
                .isEqualTo(newer ? "{\"error\":\"Database not found.\"}" : "{\"message\":\"Not found\"}");
    }

    @Test
    default void describesATable() {
        JsonNode columns = client().get(database() + "/table_metadata/?name=orders&schema=" + schema())
                .at("/columns");

        assertThat(texts(columns, "longType"))
                .containsExactly(
                        "INTEGER",
                        "BIGINT",
                        "NUMERIC(10, 2)",
                        "DOUBLE_PRECISION",
                        "VARCHAR(20)",
                        "TEXT",
                        "BOOLEAN",
                        "DATE",
                        "TIMESTAMP");
        assertThat(columns.at("/2/type").asString()).isEqualTo("NUMERIC");
    }

    @Test
    default void diesOfAMissingTable() {
        Reply reply = client().get(database() + "/table_metadata/?name=missing&schema=" + schema());

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("/errors/0/message")).isEqualTo("missing");
    }

    @Test
    default void runsAQuery() {
        Reply reply = ask("SELECT id, status, revenue, paid, ordered_at FROM orders ORDER BY id");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(texts(reply.at("/columns"), "type"))
                .containsExactly("INTEGER", "STRING", "DECIMAL", "BOOLEAN", "DATETIME");
        assertThat(reply.at("/data").size()).isEqualTo(3);
        assertThat(reply.text("/data/0/status")).isEqualTo("open");
        assertThat(reply.at("/data/0/revenue").asDouble()).isEqualTo(10.5);
        assertThat(reply.text("/data/0/ordered_at")).isEqualTo("2024-01-01T00:00:00");
        assertThat(reply.at("/data/2/revenue").isNull()).isTrue();
    }

    @Test
    default void runsSeveralQueriesAndAnswersWithTheLast() {
        Reply reply = ask("SELECT id FROM orders\n;\nSELECT status AS word FROM orders");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(texts(reply.at("/columns"), "column_name")).containsExactly("word");
    }

    @Test
    default void failsWhereOneOfSeveralQueriesDoes() {
        Reply reply = ask("SELECT id FROM orders\n;\nSELECT nope FROM orders\n;\nSELECT status FROM orders");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("/errors/0/error_type")).isEqualTo("COLUMN_DOES_NOT_EXIST_ERROR");
    }

    @Test
    default void returnsNoMoreRowsThanAskedFor() {
        assertThat(ask(question("SELECT id FROM orders").put("queryLimit", 2))
                        .at("/data")
                        .size())
                .isEqualTo(2);
    }

    @Test
    default void saysWhetherThereAreMoreRowsThanAskedFor() {
        var all = ask(question("SELECT id FROM orders").put("queryLimit", 3));
        var cut = ask(question("SELECT id FROM orders").put("queryLimit", 2));

        assertThat(all.text("/query/limitingFactor")).isEqualTo("NOT_LIMITED");
        assertThat(cut.text("/query/limitingFactor")).isEqualTo(isSix() ? "UNKNOWN" : "DROPDOWN");
    }

    @Test
    default void saysWhetherThereAreMoreRowsThanItShows() {
        var all = question("SELECT a.id FROM orders a");
        var many = question("SELECT a.id FROM orders a, orders b, orders c, orders d, orders e, orders f, orders g,"
                        + " orders h, orders i")
                .put("queryLimit", 20_000);

        assertThat(ask(all).at("/displayLimitReached").isMissingNode()).isTrue();
        Reply cut = ask(many);
        assertThat(cut.at("/data").size()).isEqualTo(10_000);
        assertThat(cut.at("/displayLimitReached").asBoolean()).isTrue();
        assertThat(cut.text("/query/limitingFactor")).isEqualTo("NOT_LIMITED");
    }

    @Test
    default void listsTheColumnsOfASchema() {
        Reply reply = ask("""
                SELECT table_schema AS table_schema, table_name AS table_name, column_name AS column_name
                FROM information_schema.columns
                WHERE table_schema = '%s' AND table_name > 'empty' AND table_name IN ('empty', 'orders')
                ORDER BY table_name, ordinal_position""".formatted(schema()));

        assertThat(texts(reply.at("/data"), "table_name")).containsOnly("orders");
        assertThat(texts(reply.at("/data"), "table_schema")).containsOnly(schema());
        assertThat(texts(reply.at("/data"), "column_name"))
                .startsWith("id", "customer")
                .endsWith("ordered_at");
    }

    @Test
    default void namesTheColumnsOfAResultWithoutRowsOnlySinceSix() {
        Reply reply = ask("SELECT id, revenue FROM orders WHERE 1 = 0");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/data").size()).isZero();
        assertThat(reply.at("/columns").size()).isEqualTo(isSix() ? 2 : 0);
    }

    @Test
    default void namesAColumnThatItCannotFind() {
        Reply reply = ask("SELECT nope FROM orders WHERE 1 = 0");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("/errors/0/error_type")).isEqualTo("COLUMN_DOES_NOT_EXIST_ERROR");
        assertThat(reply.text("/errors/0/message")).contains("\"nope\"");
    }

    @Test
    default void passesOnWhatTheWarehouseSays() {
        Reply reply = ask("SELECT id FROM nowhere.nothing");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("/errors/0/error_type")).isEqualTo("GENERIC_DB_ENGINE_ERROR");
        assertThat(reply.text("/errors/0/message")).startsWith("postgresql error: ");
    }

    @Test
    default void refusesSqlThatIsNone() {
        Reply reply = ask("SELECT SUM(revenue FROM orders");

        assertThat(reply.status()).isEqualTo(isSix() ? 422 : 500);
        assertThat(reply.at("/errors/0/error_type").isString()).isTrue();
    }

    @Test
    default void refusesToWriteToTheWarehouse() {
        Reply reply = ask("DELETE FROM empty");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("/errors/0/error_type")).isEqualTo("DML_NOT_ALLOWED_ERROR");
    }

    @Test
    default void wantsClientIdsOfElevenCharacters() {
        Reply reply = ask(question("SELECT 1 AS one").put("client_id", "twelve-chars"));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("/errors/0/message")).contains("value too long for type character varying(11)");
    }

    @Test
    default void knowsTheFieldJsonOnlyBeforeSix() {
        assertThat(ask(question("SELECT 1 AS one").put("json", true)).status()).isEqualTo(isSix() ? 400 : 200);
    }

    @Test
    default void refusesAQueryOnADatabaseThatIsNotThere() {
        Reply reply = ask(question("SELECT 1 AS one").put("database_id", 9999));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("/errors/0/message")).startsWith("The database referenced in this query was not found.");
    }

    @Test
    default void answersFromTheCatalogOfTheWarehouse() {
        Reply reply = ask("""
                SELECT c.relname AS name, string_agg(a.attname || chr(31) || format_type(a.atttypid, a.atttypmod),
                       chr(30) ORDER BY a.attnum) AS columns
                FROM pg_catalog.pg_class AS c
                JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
                JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
                WHERE n.nspname = '%s' AND c.relname > '' AND c.relkind IN ('r', 'v') AND a.attnum > 0
                  AND NOT a.attisdropped
                GROUP BY c.relname ORDER BY c.relname LIMIT 10""".formatted(schema()));

        assertThat(texts(reply.at("/data"), "name")).containsExactly("empty", "orders", "paid");
        assertThat(reply.text("/data/1/columns").split("\u001e"))
                .startsWith(
                        "id\u001finteger",
                        "customer\u001fbigint",
                        "revenue\u001fnumeric(10,2)",
                        "rate\u001fdouble precision",
                        "status\u001fcharacter varying(20)",
                        "note\u001ftext")
                .endsWith("ordered_at\u001ftimestamp without time zone");
    }
}
