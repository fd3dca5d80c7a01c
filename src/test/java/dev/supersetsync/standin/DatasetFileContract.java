package dev.supersetsync.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetClient.Reply;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The contract of exports, and of imports that may overwrite nothing. */
interface DatasetFileContract extends SupersetContract {

    String NO_ROWS = "SELECT * FROM (SELECT 1 AS nothing) AS nothing WHERE 1 = 0";

    private Reply export(String ids) {
        return client().get("/api/v1/dataset/export/?q=!(" + ids + ")");
    }

    private Map<String, JsonNode> exported(int... datasets) {
        StringBuilder ids = new StringBuilder();
        for (int dataset : datasets) {
            ids.append(ids.isEmpty() ? "" : ",").append(dataset);
        }
        Map<String, JsonNode> files = Archive.unzip(export(ids.toString()).bytes());
        files.keySet().removeIf(path -> !path.startsWith("datasets/"));
        return files;
    }

    private JsonNode listed(String table) {
        return client().get("/api/v1/dataset/?q=(columns:!(id,uuid,kind,catalog,schema,table_name),"
                        + "order_column:table_name,filters:!((col:schema,opr:eq,value:" + schema()
                        + "),(col:table_name,opr:eq,value:" + table + ")))")
                .at("/result/0");
    }

    private ObjectNode database() {
        JsonNode database = Archive.unzip(
                        export(String.valueOf(id(create("empty")))).bytes())
                .entrySet()
                .stream()
                .filter(file -> file.getKey().startsWith("databases/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        ObjectNode file = Json.object("uuid", database.path("uuid").asString());
        return file.put("database_name", database.path("database_name").asString())
                .put("sqlalchemy_uri", "postgresql://nowhere/nothing")
                .put("version", "1.0.0");
    }

    private ObjectNode dataset(String table, String uuid, ObjectNode database) {
        ObjectNode file = Json.object("table_name", table)
                .put("schema", schema())
                .put("sql", NO_ROWS)
                .put("uuid", uuid)
                .put("version", "1.0.0");
        file.set("database_uuid", database.path("uuid"));
        file.putArray("columns");
        file.putArray("metrics");
        return file;
    }

    private Reply take(ObjectNode dataset, ObjectNode... databases) {
        Map<String, ObjectNode> files = new LinkedHashMap<>();
        for (ObjectNode database : databases) {
            files.put("databases/database.yaml", database);
        }
        files.put("datasets/database/dataset.yaml", dataset);
        return client().call("POST", "/api/v1/dataset/import/")
                .zip(Archive.zip("SqlaTable", files))
                .send();
    }

    @Test
    default void exportsADatasetWithItsUuidAndItsDatabase() {
        int dataset = orders();

        Map<String, JsonNode> files =
                Archive.unzip(export(String.valueOf(dataset)).bytes());

        JsonNode metadata = files.getOrDefault("metadata.yaml", Json.object());
        assertThat(metadata.path("type").asString()).isEqualTo("SqlaTable");
        JsonNode file = exported(dataset).values().iterator().next();
        assertThat(file.path("uuid").asString())
                .isEqualTo(listed("orders").path("uuid").asString());
        assertThat(file.path("table_name").asString()).isEqualTo("orders");
        assertThat(file.path("columns").size()).isEqualTo(9);
        assertThat(files.values())
                .anySatisfy(other -> assertThat(other.path("uuid")).isEqualTo(file.path("database_uuid")));
    }

    /** The ids of columns and metrics, and owners, are told nowhere in it. */
    @Test
    default void exportsAllThatReadingTellsButIdsAndOwners() {
        int dataset = orders();

        JsonNode file = exported(dataset).values().iterator().next();

        JsonNode read = read(dataset);
        Set<String> more = isSix() ? Set.of("currency_code_column", "folders") : Set.of();
        assertThat(file.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        both(
                                more,
                                "table_name main_dttm_col description default_endpoint offset cache_timeout catalog schema sql"
                                        + " params template_params filter_select_enabled fetch_values_predicate extra"
                                        + " normalize_columns always_filter_main_dttm uuid metrics columns version database_uuid"));
        assertThat(names(file.path("columns"))).containsExactlyInAnyOrderElementsOf(names(read.path("columns")));
        assertThat(file.path("columns").path(0).propertyNames())
                .containsExactlyInAnyOrderElementsOf(both(
                        isSix() ? Set.of("datetime_format") : Set.of(),
                        "column_name verbose_name is_dttm is_active type advanced_data_type groupby filterable"
                                + " expression description python_date_format extra"));
        assertThat(file.path("metrics").path(0).propertyNames())
                .containsExactlyInAnyOrderElementsOf(both(
                        Set.of(),
                        "metric_name verbose_name metric_type expression description d3format currency extra"
                                + " warning_text"));
    }

    private static Set<String> both(Set<String> some, String others) {
        var all = new HashSet<>(some);
        all.addAll(List.of(others.split(" ")));
        return all;
    }

    private static List<String> names(JsonNode columns) {
        return columns.valueStream()
                .map(column -> column.path("column_name").asString())
                .toList();
    }

    @Test
    default void exportsTextsOfJsonAsWhatStandsInThem() {
        int dataset = orders();
        put(
                dataset,
                Json.object("extra", "{\"a\": [1, null, \"08\"]}")
                        .put("template_params", "{not json")
                        .toString());

        JsonNode file = exported(dataset).values().iterator().next();

        assertThat(file.path("extra").toString()).isEqualTo("{\"a\":[1,null,\"08\"]}");
        assertThat(file.path("template_params").asString()).isEqualTo("{not json");
    }

    @Test
    default void exportsNothingIfOneIsGone() {
        assertThat(export(orders() + ",99999").status()).isEqualTo(404);
    }

    @Test
    default void losesOneOfTwoOfTheSameNameBeforeSix() {
        server().inWarehouse("DROP SCHEMA IF EXISTS contract_2 CASCADE; CREATE SCHEMA contract_2;"
                + " CREATE TABLE contract_2.orders (id integer)");
        int one = orders();
        int two = id(client().post(
                        "/api/v1/dataset/",
                        physical("orders").put("schema", "contract_2").toString()));

        int files = exported(one, two).size();

        client().delete(path(two));
        assertThat(files).isEqualTo(isSix() ? 2 : 1);
    }

    @Test
    default void importsAQueryUnderItsUuidAndLeavesTheDatabaseAlone() {
        String uuid = UUID.randomUUID().toString();
        ObjectNode database = database();

        Reply reply = take(dataset("orders", uuid, database), database);

        JsonNode row = listed("orders");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.text("/message")).isEqualTo("OK");
        assertThat(row.path("uuid").asString()).isEqualTo(uuid);
        assertThat(row.path("kind").asString()).isEqualTo("virtual");
        assertThat(row.path("catalog").isNull()).isTrue();
        assertThat(read(row.path("id").asInt()).path("columns").size()).isZero();
        assertThat(read(row.path("id").asInt()).path("metrics").size()).isZero();
        assertThat(createVirtual("query", "SELECT 1 AS one").status()).isEqualTo(201);
    }

    @Test
    default void turnsAnImportedQueryIntoATable() {
        ObjectNode database = database();
        take(dataset("orders", UUID.randomUUID().toString(), database), database);
        int dataset = listed("orders").path("id").asInt();

        Reply reply = put(dataset, "{\"sql\":null}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(listed("orders").path("kind").asString()).isEqualTo("physical");
    }

    @Test
    default void refusesToImportAUuidThatIsThere() {
        orders();
        ObjectNode database = database();
        String uuid = listed("orders").path("uuid").asString();

        Reply reply = take(dataset("else", uuid, database), database);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body()).contains("overwrite=true");
        assertThat(listed("else").isMissingNode()).isTrue();
    }

    @Test
    default void givesWhatHasTheNameTheUuidOfTheFile() {
        int dataset = orders();
        ObjectNode database = database();
        String uuid = UUID.randomUUID().toString();

        Reply reply = take(dataset("orders", uuid, database), database);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(listed("orders").path("uuid").asString()).isEqualTo(uuid);
        assertThat(listed("orders").path("id").asInt()).isEqualTo(dataset);
        assertThat(listed("orders").path("kind").asString()).isEqualTo("virtual");
    }

    @Test
    default void saysOkAndImportsNothingWithoutTheDatabase() {
        ObjectNode dataset = dataset("orders", UUID.randomUUID().toString(), database());

        Reply reply = take(dataset);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/message")).isEqualTo("OK");
        assertThat(listed("orders").isMissingNode()).isTrue();
    }
}
