package dev.supersetsync.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetClient.Reply;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The contract of lists and of reading one dataset. */
interface DatasetListContract extends SupersetContract {

    private Reply list(String q) {
        return client().get("/api/v1/dataset/?q=(" + q + ")");
    }

    private String inSchema() {
        return ",filters:!((col:schema,opr:eq,value:" + schema() + "))";
    }

    private void createThree() {
        orders();
        create("empty");
        create("paid");
    }

    @Test
    default void listsWithoutColumnsAndMetrics() {
        orders();

        JsonNode row = list("page_size:100" + inSchema()).at("/result/0");

        assertThat(row.path("table_name").asString()).isEqualTo("orders");
        assertThat(row.path("kind").asString()).isEqualTo("physical");
        assertThat(row.path("uuid").asString()).hasSize(36);
        assertThat(row.at("/database/id").asInt()).isEqualTo(server().database());
        assertThat(row.at("/owners/0/id").asInt()).isEqualTo(1);
        assertThat(row.path("columns").isMissingNode()).isTrue();
        assertThat(row.path("main_dttm_col").isMissingNode()).isTrue();
    }

    @Test
    default void listsTheUuidOfTheDatabaseOnlySinceSix() {
        orders();

        JsonNode row =
                list("columns:!(id,database.id,database.uuid)" + inSchema()).at("/result/0");

        assertThat(row.at("/database/uuid").isMissingNode()).isEqualTo(!isSix());
        assertThat(row.at("/database/id").isInt()).isTrue();
    }

    @Test
    default void leavesOutUnknownColumnsWithoutAWord() {
        orders();

        JsonNode row = list("columns:!(id,nope,table_name)" + inSchema()).at("/result/0");

        assertThat(row.propertyNames()).containsExactlyInAnyOrder("id", "table_name");
    }

    @Test
    default void timesChangesInMicroseconds() {
        orders();

        String changed = list("columns:!(changed_on_utc)" + inSchema()).text("/result/0/changed_on_utc");

        assertThat(changed).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+0000");
    }

    @Test
    default void pagesByTheSizeInsideOfTheQuery() {
        createThree();
        String query = "columns:!(id,table_name),order_column:table_name,order_direction:asc,page_size:2";

        Reply first = list(query + ",page:0" + inSchema());
        Reply second = list(query + ",page:1" + inSchema());
        Reply third = list(query + ",page:2" + inSchema());

        assertThat(first.at("/count").asInt()).isEqualTo(3);
        assertThat(first.text("/result/0/table_name")).isEqualTo("empty");
        assertThat(first.text("/result/1/table_name")).isEqualTo("orders");
        assertThat(second.text("/result/0/table_name")).isEqualTo("paid");
        assertThat(third.at("/result").size()).isZero();
    }

    @Test
    default void ordersDescending() {
        createThree();

        Reply reply = list("columns:!(table_name),order_column:table_name,order_direction:desc" + inSchema());

        assertThat(reply.text("/result/0/table_name")).isEqualTo("paid");
    }

    @Test
    default void ordersByTheTimeOfTheChange() {
        createThree();

        Reply reply =
                list("columns:!(table_name),order_column:changed_on_delta_humanized,order_direction:desc" + inSchema());

        assertThat(reply.text("/result/0/table_name")).isEqualTo("paid");
        assertThat(reply.text("/result/2/table_name")).isEqualTo("orders");
    }

    @Test
    default void doesNotOrderByTheId() {
        Reply reply = list("order_column:id,order_direction:asc");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/message")).isEqualTo("Invalid order by column: id");
    }

    @Test
    default void ignoresPagesOutsideOfTheQuery() {
        createThree();

        Reply reply = client().get("/api/v1/dataset/?q=(columns:!(id)" + inSchema() + ")&page=1&page_size=1");

        assertThat(reply.at("/result").size()).isEqualTo(3);
    }

    @Test
    default void refusesAFilterThatItDoesNotKnow() {
        Reply reply = list("filters:!((col:description,opr:eq,value:x))");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/message")).isEqualTo("Filter column: description not allowed to filter");
    }

    @Test
    default void ignoresAnOperatorThatItDoesNotKnow() {
        createThree();

        Reply reply = list("columns:!(id),filters:!((col:schema,opr:eq,value:" + schema()
                + "),(col:table_name,opr:nope,value:orders))");

        assertThat(reply.at("/count").asInt()).isEqualTo(3);
    }

    @Test
    default void filtersVirtualDatasets() {
        orders();
        createVirtual("query", "SELECT 1 AS one");

        Reply reply = list("columns:!(table_name),filters:!((col:schema,opr:eq,value:" + schema()
                + "),(col:sql,opr:dataset_is_null_or_empty,value:!f))");

        assertThat(reply.at("/count").asInt()).isEqualTo(1);
        assertThat(reply.text("/result/0/table_name")).isEqualTo("query");
    }

    @Test
    default void refusesAQueryThatIsNoRison() {
        Reply reply = client().get("/api/v1/dataset/?q=(columns:!(id");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/message")).isEqualTo("Not a valid rison/json argument");
    }

    @Test
    default void readsOneWithAllThatBelongsToIt() {
        JsonNode dataset = read(orders());

        assertThat(dataset.propertyNames())
                .contains("columns", "metrics", "main_dttm_col", "cache_timeout", "is_managed_externally", "owners");
        assertThat(dataset.path("external_url").isMissingNode()).isTrue();
        assertThat(dataset.path("uuid").isMissingNode()).isEqualTo(!isSix());
        assertThat(dataset.path("currency_code_column").isMissingNode()).isEqualTo(!isSix());
        assertThat(dataset.at("/metrics/0/uuid").isMissingNode()).isEqualTo(!isSix());
        assertThat(dataset.at("/columns/0/uuid").asString()).hasSize(36);
    }

    @Test
    default void readsOnlyWhatIsAskedForWhereNestedFieldsAreNamed() {
        String wanted = "?q=(columns:!(id,columns.id,columns.column_name,metrics,owners.id))";

        JsonNode dataset = client().get(path(orders()) + wanted).at("/result");

        assertThat(dataset.propertyNames()).containsExactlyInAnyOrder("id", "columns", "owners");
        assertThat(dataset.at("/columns/0").propertyNames()).containsExactlyInAnyOrder("id", "column_name");
    }

    @Test
    default void doesNotFindWhatIsNotThere() {
        Reply reply = client().get(path(99999));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("/message")).isEqualTo("Not found");
    }

    @Test
    default void offersOwnersByNameWithTheirAddress() {
        Reply reply = client().get("/api/v1/dataset/related/owners?q=(filter:'adm')");

        assertThat(reply.at("/result/0/value").isInt()).isTrue();
        assertThat(reply.text("/result/0/text")).isNotEmpty();
        assertThat(reply.text("/result/0/extra/email")).contains("@");
    }
}
