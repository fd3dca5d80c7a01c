package dev.supersetsync.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetClient.Reply;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every part of the contract starts from: tables {@code orders} (with rows) and {@code empty} in a schema of its
 * own, no datasets there, and a client that has signed in. Each test states one behaviour that this product relies on
 * or has to live with; it must hold on real servers and on the stand-in, so that the stand-in cannot drift.
 */
interface SupersetContract {

    String TABLES = """
            DROP SCHEMA IF EXISTS %1$s CASCADE;
            CREATE SCHEMA %1$s;
            CREATE TABLE %1$s.orders (
                id integer, customer bigint, revenue numeric(10, 2), rate double precision, status varchar(20),
                note text, paid boolean, day date, ordered_at timestamp);
            CREATE TABLE %1$s.empty (id integer, qty integer);
            CREATE VIEW %1$s.paid AS SELECT id, status FROM %1$s.orders WHERE paid;
            INSERT INTO %1$s.orders (id, revenue, status, paid, ordered_at) VALUES
                (1, 10.50, 'open', true, '2024-01-01 00:00:00'),
                (2, 20.00, 'sent', true, '2024-01-02 00:00:00'),
                (3, NULL, 'sent', false, '2024-01-02 00:00:00')""";

    String ALL = "/api/v1/dataset/?q=(columns:!(id,schema,table_name),page:%d,page_size:100)";

    /** The server under test. */
    ContractServer server();

    @BeforeEach
    default void makeTables() {
        removeDatasets();
        server().inWarehouse(TABLES.formatted(server().schema()));
    }

    /** Takes away what a test made in Superset. */
    default void removeDatasets() {
        int page = 0;
        for (JsonNode rows = datasets(page); !rows.isEmpty(); rows = datasets(++page)) {
            for (JsonNode row : rows) {
                if (row.path("schema").asString("").equals(server().schema())) {
                    client().delete("/api/v1/dataset/" + row.path("id"));
                }
            }
        }
    }

    private JsonNode datasets(int page) {
        return client().get(ALL.formatted(page)).json().path("result");
    }

    default SupersetClient client() {
        return server().client();
    }

    default boolean isSix() {
        return server().version().isSix();
    }

    default String schema() {
        return server().schema();
    }

    /** Creates a dataset on a table of the schema. */
    default Reply create(String table) {
        return client().post("/api/v1/dataset/", physical(table).toString());
    }

    default ObjectNode physical(String table) {
        return Json.object("schema", schema()).put("table_name", table).put("database", server().database());
    }

    /** Creates a dataset on a query. */
    default Reply createVirtual(String name, String sql) {
        return client().post("/api/v1/dataset/", physical(name).put("sql", sql).toString());
    }

    /** A new dataset on the table {@code orders}. */
    default int orders() {
        return id(create("orders"));
    }

    default int id(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json().path("id").asInt();
    }

    default String path(int dataset) {
        return "/api/v1/dataset/" + dataset;
    }

    default Reply put(int dataset, String json) {
        return client().put(path(dataset), json);
    }

    default JsonNode read(int dataset) {
        return client().get(path(dataset)).json().path("result");
    }

    /** A column or metric of a dataset as it is read, a missing node if there is none. */
    default JsonNode child(int dataset, String list, String name) {
        for (JsonNode child : read(dataset).path(list)) {
            if (child.path("column_name").asString("").equals(name)
                    || child.path("metric_name").asString("").equals(name)) {
                return child;
            }
        }
        return Json.object().path("none");
    }

    default int columnId(int dataset, String name) {
        return child(dataset, "columns", name).path("id").asInt();
    }

    default String message(String key, String text) {
        return Json.object("message", Json.object(key, Json.texts(text))).toString();
    }
}
