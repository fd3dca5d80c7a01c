package dev.supersetsync.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetClient.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The contract of {@code POST /dataset/}. */
interface DatasetCreationContract extends SupersetContract {

    private static List<String> texts(JsonNode rows, String field) {
        return rows.valueStream().map(row -> row.path(field).asString("")).toList();
    }

    @Test
    default void createsAllColumnsOfTheTableWithItsTypes() {
        JsonNode columns = create("orders").at("/data/columns");

        assertThat(texts(columns, "column_name"))
                .containsExactly("id", "customer", "revenue", "rate", "status", "note", "paid", "day", "ordered_at");
        assertThat(texts(columns, "type"))
                .containsExactly(
                        "INTEGER",
                        "BIGINT",
                        "NUMERIC(10, 2)",
                        "DOUBLE PRECISION",
                        "VARCHAR(20)",
                        "TEXT",
                        "BOOLEAN",
                        "DATE",
                        "TIMESTAMP WITHOUT TIME ZONE");
    }

    @Test
    default void marksTemporalColumnsAndTakesTheFirstAsMainOne() {
        int orders = orders();

        assertThat(child(orders, "columns", "ordered_at").path("is_dttm").asBoolean())
                .isTrue();
        assertThat(child(orders, "columns", "id").path("is_dttm").asBoolean()).isFalse();
        assertThat(read(orders).path("main_dttm_col").asString()).isEqualTo("day");
    }

    @Test
    default void addsAMetricThatNobodyAskedFor() {
        JsonNode count = child(orders(), "metrics", "count");

        assertThat(count.path("expression").asString()).isEqualTo("COUNT(*)");
        assertThat(count.path("verbose_name").asString()).isEqualTo("COUNT(*)");
        assertThat(count.path("metric_type").asString()).isEqualTo("count");
    }

    @Test
    default void answersACreationWithIdsButNotWithEverything() {
        JsonNode data = create("orders").at("/data");

        assertThat(data.at("/columns/0/id").isInt()).isTrue();
        assertThat(data.at("/metrics/0/id").isInt()).isTrue();
        assertThat(data.at("/columns/0/is_active").isMissingNode()).isTrue();
        assertThat(data.at("/columns/0/extra").isMissingNode()).isTrue();
        assertThat(data.at("/columns/0/uuid").isMissingNode()).isEqualTo(!isSix());
    }

    @Test
    default void makesTheCallerTheOwner() {
        assertThat(read(orders()).at("/owners/0/id").asInt()).isEqualTo(1);
    }

    @Test
    default void keepsACallerWhoIsNoAdminAmongTheOwners() {
        int made =
                id(server().person().post("/api/v1/dataset/", physical("orders").toString()));

        server().person().put("/api/v1/dataset/" + made, "{\"owners\":[1]}");

        assertThat(texts(read(made).path("owners"), "id")).hasSize(2).contains("1");
        client().put("/api/v1/dataset/" + made, "{\"owners\":[1]}");
        assertThat(texts(read(made).path("owners"), "id")).containsExactly("1");
    }

    @Test
    default void showsTheRolesOnlyToAnAdmin() {
        assertThat(client().get("/api/v1/menu/").json().toString()).contains("\"List Roles\"");
        assertThat(server().person().get("/api/v1/menu/").json().toString()).doesNotContain("List Roles");
    }

    @Test
    default void storesTheDefaultCatalog() {
        assertThat(read(orders()).path("catalog").asString()).isEqualTo("warehouse");
    }

    @Test
    default void refusesToCreateWhatExists() {
        orders();

        Reply again = create("orders");

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.json().toString())
                .isEqualTo(message("table", "Dataset warehouse." + schema() + ".orders already exists"));
    }

    @Test
    default void refusesATableThatTheWarehouseDoesNotHave() {
        Reply reply = create("missing");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/message/table/0"))
                .startsWith("Table [warehouse." + schema() + ".missing] could not be found");
    }

    @Test
    default void refusesADatabaseThatIsNotThere() {
        Reply reply = client().post(
                        "/api/v1/dataset/",
                        physical("orders").put("database", 9999).toString());

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().toString()).isEqualTo(message("database", "Database does not exist"));
    }

    @Test
    default void refusesAnUnknownOwner() {
        String body = physical("orders").set("owners", Json.array().add(9999)).toString();

        Reply reply = client().post("/api/v1/dataset/", body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().toString()).isEqualTo(message("owners", "Owners are invalid"));
    }

    @Test
    default void knowsNoDescriptionAtCreation() {
        Reply reply = client().post(
                        "/api/v1/dataset/",
                        physical("orders").put("description", "x").toString());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().toString()).isEqualTo(message("description", "Unknown field."));
    }

    @Test
    default void refusesACreationWithoutName() {
        Reply reply = client().post("/api/v1/dataset/", "{\"database\":" + server().database() + "}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().toString()).isEqualTo(message("table_name", "Missing data for required field."));
    }

    @Test
    default void findsTheColumnsOfAQueryByRunningIt() {
        Reply reply = createVirtual(
                "by_status",
                "SELECT status, SUM(revenue) AS revenue, COUNT(*) AS orders, MAX(ordered_at) AS last FROM " + schema()
                        + ".orders GROUP BY status");

        JsonNode columns = reply.at("/data/columns");

        assertThat(texts(columns, "column_name")).containsExactly("status", "revenue", "orders", "last");
        assertThat(texts(columns, "type")).containsExactly("STRING", "DECIMAL", "LONGINTEGER", "DATETIME");
        assertThat(read(id(reply)).path("kind").asString()).isEqualTo("virtual");
    }

    @Test
    default void findsColumnsOfAQueryWithoutRowsOnlySinceSix() {
        JsonNode columns = createVirtual("nothing", "SELECT id, qty FROM " + schema() + ".empty")
                .at("/data/columns");

        assertThat(columns.size()).isEqualTo(isSix() ? 2 : 0);
    }

    @Test
    default void diesOfAQueryThatDoesNotRun() {
        Reply reply = createVirtual("broken", "SELECT nope FROM " + schema() + ".orders");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json().toString()).isEqualTo("{\"message\":\"Fatal error\"}");
    }

    @Test
    default void leavesNothingBehindOfACreationThatFailed() {
        createVirtual("broken", "SELECT nope FROM " + schema() + ".orders");

        assertThat(createVirtual("broken", "SELECT 1 AS one").status()).isEqualTo(201);
    }
}
