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

    private ObjectNode skeleton(String table, ObjectNode database) {
        ObjectNode file = dataset(table, UUID.randomUUID().toString(), database);
        file.remove("sql");
        return file;
    }

    private Reply takeAll(ObjectNode database, ObjectNode... datasets) {
        Map<String, ObjectNode> files = new LinkedHashMap<>();
        files.put("databases/database.yaml", database);
        for (int i = 0; i < datasets.length; i++) {
            files.put("datasets/database/" + i + ".yaml", datasets[i]);
        }
        return client().call("POST", "/api/v1/dataset/import/")
                .zip(Archive.zip("SqlaTable", files))
                .send();
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

    /** What it leaves out besides columns, metrics and the main time column is as a creation has it. */
    @Test
    default void importsTablesWithoutLookingIntoTheWarehouse() {
        ObjectNode database = database();
        ObjectNode orders = skeleton("orders", database).put("catalog", "warehouse");

        Reply reply = takeAll(database, orders, skeleton("missing", database));

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(listed("missing").path("kind").asString()).isEqualTo("physical");
        int made = listed("orders").path("id").asInt();
        assertThat(listed("orders").path("uuid")).isEqualTo(orders.path("uuid"));
        ObjectNode skeleton = plain(made);
        assertThat(skeleton.path("columns").size() + skeleton.path("metrics").size())
                .isZero();
        client().delete(path(made));
        ObjectNode created = plain(orders());
        List<String> differs = List.of("columns", "metrics", "main_dttm_col");
        assertThat(skeleton.remove(differs)).isEqualTo(created.remove(differs));
    }

    /** Without what no two datasets share. */
    private ObjectNode plain(int dataset) {
        ObjectNode read = (ObjectNode) read(dataset);
        List<String> own = new java.util.ArrayList<>(List.of("id", "uuid", "uid", "url", "main_dttm_col"));
        read.propertyNames().stream()
                .filter(name -> name.startsWith("changed_on") || name.startsWith("created_on"))
                .forEach(own::add);
        // What Superset makes of columns and metrics when it tells them.
        own.addAll(
                List.of("verbose_map", "column_formats", "currency_formats", "order_by_choices", "granularity_sqla"));
        own.addAll(List.of("time_grain_sqla", "select_star", "column_names", "column_types"));
        read.remove(own);
        return read;
    }

    @Test
    default void makesWhoImportsTheOwner() {
        ObjectNode database = database();

        Reply reply = server().person()
                .call("POST", "/api/v1/dataset/import/")
                .zip(Archive.zip(
                        "SqlaTable",
                        Map.of(
                                "databases/database.yaml",
                                database,
                                "datasets/database/0.yaml",
                                skeleton("orders", database))))
                .send();

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        int made = listed("orders").path("id").asInt();
        assertThat(read(made).path("owners").size()).isEqualTo(1);
        assertThat(server().person()
                        .put(path(made), "{\"description\":\"mine\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    default void fillsAnImportedTableWithOneWrite() {
        ObjectNode database = database();
        takeAll(database, skeleton("orders", database));
        int made = listed("orders").path("id").asInt();

        Reply reply = put(made, """
                {"columns":[{"column_name":"id","type":"INTEGER"},{"column_name":"day","type":"DATE","is_dttm":true}],
                 "metrics":[{"metric_name":"rows","expression":"COUNT(*)"}],"main_dttm_col":"day","extra":"{}"}""");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(read(made).path("columns").size()).isEqualTo(2);
        assertThat(read(made).path("metrics").size()).isEqualTo(1);
        assertThat(read(made).path("catalog").asString()).isEqualTo("warehouse");
    }

    @Test
    default void importsNothingIfItRefusesOneAndNamesThatOnesFile() {
        orders();
        ObjectNode database = database();
        ObjectNode taken =
                skeleton("else", database).set("uuid", listed("orders").path("uuid"));

        Reply reply = takeAll(database, skeleton("paid", database), taken);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.at("/errors/0/extra").propertyNames()).contains("datasets/database/1.yaml");
        assertThat(reply.at("/errors/0/extra").propertyNames()).doesNotContain("datasets/database/0.yaml");
        assertThat(listed("paid").isMissingNode()).isTrue();
    }

    @Test
    default void namesNoFileWhereItsOwnDatabaseRefusesOne() {
        ObjectNode database = database();

        Reply reply = takeAll(database, skeleton("paid", database), skeleton("x".repeat(251), database));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.at("/errors/0/extra").propertyNames()).noneMatch(name -> name.startsWith("datasets/"));
        assertThat(reply.json().path("message").isMissingNode()).isTrue();
        assertThat(listed("paid").isMissingNode()).isTrue();
    }

    @Test
    default void listsFirstWhatChangedLast() {
        int one = orders();
        int other = id(create("empty"));
        put(one, "{\"description\":\"new\"}");

        JsonNode newest = client().get("/api/v1/dataset/?q=(columns:!(id,changed_on_utc),"
                        + "order_column:changed_on_delta_humanized,order_direction:desc,page:0,page_size:100)")
                .at("/result");

        assertThat(newest.path(0).path("id").asInt()).isEqualTo(one);
        assertThat(newest.path(1).path("id").asInt()).isEqualTo(other);
    }

    @Test
    default void deletesManyOrNone() {
        int one = orders();
        int other = id(create("empty"));

        Reply gone = client().delete("/api/v1/dataset/?q=!(" + one + ",999999)");
        Reply notMine = server().person().delete("/api/v1/dataset/?q=!(" + one + "," + other + ")");

        assertThat(gone.status()).isEqualTo(404);
        assertThat(notMine.status()).isEqualTo(403);
        assertThat(client().get(path(one)).status()).isEqualTo(200);
        assertThat(client().delete("/api/v1/dataset/?q=!(" + one + "," + other + ")")
                        .status())
                .isEqualTo(200);
        assertThat(client().get(path(one)).status()).isEqualTo(404);
        assertThat(client().get(path(other)).status()).isEqualTo(404);
    }
}
