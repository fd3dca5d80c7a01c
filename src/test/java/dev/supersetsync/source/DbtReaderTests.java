package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.model.Defaults;
import dev.supersetsync.model.UndeclaredColumns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DbtReaderTests {

    private static final String NEW = "dbt/dbt-1.11/manifest.json";

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.7", "1.11", "1.12"})
    void readsTheManifestsOfManyVersions(String version) {
        var read = FormatRead.ofFiles(Format.DBT, "dbt/dbt-" + version + "/manifest.json");

        assertThat(read.tables())
                .contains(
                        "analytics_marts.orders",
                        "analytics_marts.dim_customers",
                        "analytics_marts.undocumented",
                        "analytics.stg_orders",
                        "analytics_raw.raw_customers",
                        "analytics_raw.raw_orders",
                        "snapshots.snap_customers")
                .doesNotContain("analytics.stg_customers", "analytics_marts.old_report", "shop_app.app_payments");
        assertThat(read.losses()).isEmpty();
        assertThat(read.model("orders"))
                .isEqualTo(JsonText.parse("""
                {"table": "orders", "database": "shopdb", "catalog": null, "schema": "analytics_marts",
                 "description": "One row per order",
                 "main_datetime_column": "ordered_at", "cache_timeout": 3600,
                 "certification": {"by": "Data team", "details": "Tested every night"},
                 "undeclared_columns": "INCLUDE",
                 "columns": [
                   {"name": "order_id", "label": "Order", "description": "The order", "groupable": false},
                   %s
                   {"name": "ordered_at", "label": "Ordered at", "description": "When the customer ordered",
                    "temporal": true},
                   {"name": "status", "type": "text", "description": "Where the order stands"},
                   {"name": "revenue", "description": "What the customer pays", "groupable": false},
                   {"name": "cost", "hidden": true},
                   {"name": "margin", "type": "NUMERIC", "expression": "revenue - cost", "label": "Margin"}],
                 "metrics": [
                   {"name": "revenue", "aggregation": "SUM", "column": "revenue", "label": "Revenue",
                    "d3_format": ",.2f", "currency": "EUR"},
                   {"name": "orders", "aggregation": "COUNT_DISTINCT", "column": "order_id"},
                   {"name": "revenue_per_order", "formula": "[revenue] / [orders]", "d3_format": ",.2f"},
                   {"name": "paid_orders", "aggregation": "COUNT", "filter": "is_paid"}]}
                """.formatted(
                                version.equals("1.12") ? "{\"name\": \"customer_id\"}, {\"name\": \"is_paid\"}," : ""))
                        .root());
    }

    @Test
    void leavesTheColumnsToTheWarehouseWhereNoneIsDocumented() {
        var model = FormatRead.ofFiles(Format.DBT, NEW).model("undocumented");

        assertThat(model.path("columns")).isEmpty();
        assertThat(model.path("undeclared_columns").asString()).isEqualTo("INCLUDE");
    }

    @Test
    void takesTypesFromACatalogBeforeThoseOfTheManifest() {
        var read = FormatRead.ofFiles(Format.DBT, NEW, "dbt/dbt-1.11/catalog.json");

        assertThat(column(read.model("orders"), "ordered_at").path("type").asString())
                .isEqualTo("timestamp without time zone");
        assertThat(column(read.model("stg_orders"), "order_id").path("type").asString())
                .isEqualTo("integer");
        assertThat(column(FormatRead.ofFiles(Format.DBT, NEW).model("stg_orders"), "order_id")
                        .path("type")
                        .asString())
                .isEqualTo("bigint");
    }

    @Test
    void findsTypesInACatalogThatWritesNamesOtherwise() {
        var read = FormatRead.of(
                Format.DBT,
                manifest("{a: {unique_id: m.a, resource_type: model, name: a, database: d, relation_name: a,"
                        + " columns: {id: {name: id}, Size: {name: Size}, Code: {name: Code}}}}"),
                "{metadata: {dbt_schema_version: 'https://schemas.getdbt.com/dbt/catalog/v1.json'},"
                        + " nodes: {m.a: {columns: {ID: {type: NUMBER}, size: {type: int}, Size: {type: text}, CODE: {type: uuid}}}}}");

        assertThat(column(read.model("a"), "id").path("type").asString()).isEqualTo("NUMBER");
        assertThat(column(read.model("a"), "Size").path("type").asString()).isEqualTo("text");
        assertThat(column(read.model("a"), "Code").path("type").asString()).isEqualTo("uuid");
    }

    @Test
    void readsTheManifestOfAnotherProject() {
        var read = FormatRead.ofFiles(Format.DBT, "dbt/sandbox/manifest.json");

        assertThat(read.document().name()).isEqualTo("sandbox");
        assertThat(read.tables())
                .containsExactly(
                        "public.transactions",
                        "public.customers",
                        "public.orders",
                        "public.stg_customers",
                        "public.stg_payments",
                        "public.raw_customers",
                        "public.raw_orders",
                        "public.raw_payments",
                        "public.stg_orders");
        assertThat(read.losses()).isEmpty();
        assertThat(read.select("resource_type:model").document().models().stream()
                        .mapToInt(model -> model.columns().size())
                        .sum())
                .isEqualTo(32);
        assertThat(read.model("customers").path("description").asString()).startsWith("This table has basic");
    }

    @Test
    void isCalledAsTheProjectUnlessTheRequestNamesIt() {
        var read = FormatRead.ofFiles(Format.DBT, NEW);

        assertThat(read.document().name()).isEqualTo("shop");
        assertThat(read.with(new Supplement("mine", Defaults.NONE, Map.of()))
                        .document()
                        .name())
                .isEqualTo("mine");
    }

    @Test
    void letsTheRequestSayWhatBecomesOfOtherColumns() {
        var keep = new Defaults(null, null, null, UndeclaredColumns.KEEP);

        assertThat(FormatRead.ofFiles(Format.DBT, NEW)
                        .with(new Supplement(null, keep, Map.of()))
                        .model("orders")
                        .path("undeclared_columns")
                        .asString())
                .isEqualTo("KEEP");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    none                                   | orders dim_customers days undocumented stg_orders snap_customers raw_customers raw_orders
                    tag:finance                            | orders dim_customers days undocumented
                    tag:fin*,config.materialized:table     | orders dim_customers days undocumented
                    tag:finance,fct_*                      | orders
                    tag:nothing                            |
                    fct_orders                             | orders
                    fct_orders dim_customers               | orders dim_customers
                    fct_*                                  | orders
                    orders                                 |
                    marts                                  | orders dim_customers days undocumented
                    shop.marts                             | orders dim_customers days undocumented
                    marts.fct_orders                       | orders
                    shop.marts.d*                          | dim_customers days
                    fqn:marts.*                            | orders dim_customers days undocumented
                    path:models/marts                      | orders dim_customers days undocumented
                    path:models/marts/                     | orders dim_customers days undocumented
                    path:models/*/fct_orders.sql           | orders
                    path:models/**                         | orders dim_customers days undocumented stg_orders
                    path:*/fct_orders.sql                  |
                    models/staging                         | stg_orders
                    fct_orders.sql                         | orders
                    file:fct_orders                        | orders
                    config.materialized:view               | stg_orders
                    config.meta.owner:finance              | orders
                    config.tags:daily                      | orders dim_customers days undocumented
                    config.enabled:true,resource_type:seed | raw_customers raw_orders
                    resource_type:snapshot                 | snap_customers
                    resource_type:source                   | app_payments
                    source:app                             | app_payments
                    source:app.payments                    | app_payments
                    source:shop.a*.pay*                    | app_payments
                    source:app.app_payments                |
                    package:shop,resource_type:seed        | raw_customers raw_orders
                    package:other                          |
                    """)
    void selectsInTheWordsOfDbt(String words, String tables) {
        var read = FormatRead.ofFiles(Format.DBT, NEW);
        var selected = words.equals("none") ? read : read.select(words);

        assertThat(selected.document().models())
                .extracting(model -> model.table())
                .containsExactlyInAnyOrderElementsOf(tables == null ? List.of() : Arrays.asList(tables.split(" ")));
        assertThat(selected.losses())
                .isEqualTo(tables == null ? List.of("select: '" + words + "' selects nothing") : List.of());
    }

    @Test
    void excludesWhatWasSelected() {
        var read = FormatRead.ofFiles(Format.DBT, NEW);

        assertThat(read.select("tag:finance", "source:app")
                        .exclude("payments", "d* undocumented")
                        .tables())
                .containsExactlyInAnyOrder("analytics_marts.orders");
        assertThat(read.exclude("resource_type:model resource_type:seed").tables())
                .containsExactly("snapshots.snap_customers");
        assertThat(read.exclude("nothing").losses()).containsExactly("exclude: 'nothing' selects nothing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    +fct_orders         | '+fct_orders' follows the graph, which is not supported: name what is meant without + and @
                    fct_orders+2        | 'fct_orders+2' follows the graph, which is not supported: name what is meant without + and @
                    2+fct_orders        | '2+fct_orders' follows the graph, which is not supported: name what is meant without + and @
                    @fct_orders         | '@fct_orders' follows the graph, which is not supported: name what is meant without + and @
                    state:modified      | 'state:modified' has the unknown method 'state'; known are config, file, fqn, package, path, resource_type, source, tag
                    tags:finance        | 'tags:finance' has the unknown method 'tags'; known are config, file, fqn, package, path, resource_type, source, tag; did you mean 'tag'?
                    tag:                | 'tag:' has nothing after the colon
                    config:table        | 'config:table' must name a setting, such as config.materialized:table
                    source:a.b.c.d      | 'source:a.b.c.d' must be source:name, source:name.table or source:package.name.table
                    resource_type:test  | 'resource_type:test' names the resource type 'test', which has no dataset; use one of model, seed, semantic_model, snapshot, source
                    resource_type:seeds | 'resource_type:seeds' names the resource type 'seeds', which has no dataset; use one of model, seed, semantic_model, snapshot, source; did you mean 'seed'?
                    """)
    void refusesSelectorsThatItDoesNotKnow(String selector, String message) {
        var read = FormatRead.ofFiles(Format.DBT, NEW);

        assertThat(read.select("fct_orders", selector).violations()).containsExactly("select[1]: " + message);
        assertThat(read.exclude("tag:finance," + selector).violations()).containsExactly("exclude[0]: " + message);
    }

    @Test
    void refusesSelectorsThatSayNothing() {
        var read = FormatRead.ofFiles(Format.DBT, NEW);

        assertThat(read.select("").violations()).containsExactly("select[0]: '' is empty");
        assertThat(read.select("tag:finance,,fct_*").violations()).containsExactly("select[0]: '' is empty");
    }

    @Test
    void findsVersionsOfAModelAsDbtDoes() {
        var read = FormatRead.of(Format.DBT, manifest("""
                {a: {resource_type: model, name: m, alias: m_v1, database: d, relation_name: x, version: 1,
                     fqn: [shop, marts, m, v1]},
                 b: {resource_type: model, name: m, alias: m_v2, database: d, relation_name: x, version: 2,
                     fqn: [shop, marts, m, v2]}}
                """));

        assertThat(read.select("m").tables()).containsExactly("null.m_v1", "null.m_v2");
        assertThat(read.select("m.v1").tables()).containsExactly("null.m_v1");
        assertThat(read.select("m_v2").tables()).containsExactly("null.m_v2");
        assertThat(read.select("marts.m").tables()).containsExactly("null.m_v1", "null.m_v2");
    }

    @Test
    void statesTheCatalogOnlyWhereSeveralDatabasesOfDbtBecomeOne() {
        var read = FormatRead.of(Format.DBT, manifest("""
                {a: {resource_type: model, name: a, database: raw, schema: s, relation_name: x},
                 b: {resource_type: model, name: b, database: prod, schema: s, relation_name: x},
                 c: {resource_type: model, name: c, database: other, schema: s, relation_name: x}}
                """));
        var mapped =
                read.with(new Supplement(null, Defaults.NONE, Map.of("raw", "wh", "prod", "wh", "other", "alone")));

        assertThat(where(read)).containsExactly("raw/null", "prod/null", "other/null");
        assertThat(where(mapped)).containsExactly("wh/raw", "wh/prod", "alone/null");
    }

    @Test
    void leavesOutWhatIsNotEnabledForSuperset() {
        var read = FormatRead.of(Format.DBT, manifest("""
                {a: {resource_type: model, name: a, database: d, relation_name: x, meta: {superset: {enabled: false}}},
                 b: {resource_type: model, name: b, database: d, relation_name: x, config: {enabled: false}},
                 c: {resource_type: model, name: c, database: d, relation_name: x}}
                """));

        assertThat(read.tables()).containsExactly("null.c");
        assertThat(read.losses()).isEmpty();
    }

    @Test
    void believesTheMetaOfTheConfigurationIfThereIsOne() {
        var read = FormatRead.of(Format.DBT, manifest("""
                {a: {resource_type: model, name: a, database: d, relation_name: x, description: Of dbt,
                     meta: {superset: {cache_timeout: 1, description: Old}},
                     config: {meta: {superset: {cache_timeout: 2, database: Elsewhere, description: Own}}},
                     columns: {n: {name: n, description: Of dbt, data_type: int, meta: {superset: {type: text}}}}}}
                """));

        assertThat(read.model("a").path("cache_timeout").asInt()).isEqualTo(2);
        assertThat(read.model("a").path("database").asString()).isEqualTo("Elsewhere");
        assertThat(read.model("a").path("description").asString()).isEqualTo("Own");
        assertThat(column(read.model("a"), "n").path("type").asString()).isEqualTo("text");
        assertThat(column(read.model("a"), "n").path("description").asString()).isEqualTo("Of dbt");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {superset: {cache_timout: 1}}                      | {}                                  | nodes.a.meta.superset.cache_timout: is no known key; did you mean 'cache_timeout'?
                    {superset: []}                                     | {}                                  | nodes.a.meta.superset: must be an object, and is a list
                    {superset: {metrics: [{name: m}]}}                 | {}                                  | nodes.a.metrics[0]: must have exactly one of aggregation, formula and expression, and has none
                    {superset: {columns: [{name: c}]}}                 | {}                                  | nodes.a.meta.superset.columns[0].expression: is missing
                    {superset: {metrics: [{name: m, formula: '[n]'}]}} | {}                                  | nodes.a.metrics[0].formula: names the metric [n], which the model does not have
                    {}                                                 | {superset: {labl: L}}               | nodes.a.columns.n.meta.superset.labl: is no known key; did you mean 'label'?
                    {}                                                 | {superset: {expression: 'a + 1'}}   | nodes.a.columns.n.meta.superset.expression: is no known key; known are date_format, description, filterable, groupable, hidden, label, temporal, type
                    {}                                                 | {superset: {hidden: 'yes'}}         | nodes.a.columns.n.meta.superset.hidden: must be true or false, and is a text
                    {superset: {columns: [{name: n, expression: x}]}}  | {}                                  | nodes.a.columns[1].name: is the name of another column: nodes.a.columns[0]
                    """)
    void refusesWhatMetaCannotSay(String ofModel, String ofColumn, String violation) {
        var read = FormatRead.of(
                Format.DBT,
                manifest("{a: {resource_type: model, name: a, database: d, relation_name: x, meta: " + ofModel
                        + ", columns: {n: {name: n, meta: " + ofColumn + "}}}}"));

        assertThat(read.violations()).containsExactly(violation);
    }

    @Test
    void saysInWhichLineItIsWrong() {
        var violation = FormatRead.of(Format.DBT, """
                metadata: {dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json'}
                nodes:
                  model.shop.a:
                    {resource_type: model, name: a, database: d, relation_name: x,
                     meta: {superset: {hiden: true}}}
                """).invalid().getFirst();

        assertThat(violation.path()).isEqualTo("nodes[\"model.shop.a\"].meta.superset.hiden");
        assertThat(violation.line()).isEqualTo(5);
    }

    @Test
    void refusesTwoNodesOfOneRelation() {
        assertThat(FormatRead.of(Format.DBT, manifest("""
                        {a: {resource_type: model, name: a, alias: t, database: d, schema: s, relation_name: x},
                         b: {resource_type: seed, name: b, alias: t, database: d, schema: s}}
                        """)).violations())
                .containsExactly("nodes.b.table: is the dataset of another model too: nodes.a; keep one of them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    manifest/v6    | metadata.dbt_schema_version: is version 6 of the manifest; 7 and newer are read, which dbt 1.3 and newer write
                    run-results/v6 | : is a file of dbt, but no manifest and no catalog: it is run-results
                    catalog/v1     | : is a catalog, which goes with a manifest: send manifest.json too
                    """)
    void refusesOtherFilesOfDbt(String artifact, String violation) {
        assertThat(FormatRead.of(Format.DBT, text(artifact, "{}")).violations()).containsExactly(violation);
    }

    @Test
    void refusesWhatIsNoFileOfDbt() {
        assertThat(FormatRead.of(Format.DBT, "{nodes: {}}").violations())
                .containsExactly(": is not a manifest or catalog of dbt (manifest.json, catalog.json)");
        assertThat(FormatRead.ofFiles(Format.NATIVE, NEW).violations())
                .containsExactly(": is no document; this looks like dbt: send it with the format dbt");
    }

    @Test
    void refusesAManifestWithoutNodes() {
        assertThat(FormatRead.of(
                                Format.DBT,
                                "metadata: {dbt_schema_version: "
                                        + "'https://schemas.getdbt.com/dbt/manifest/v12.json'}")
                        .violations())
                .containsExactly("nodes: is missing: this manifest is not complete");
    }

    @Test
    void readsNewerManifestsAndSaysSo() {
        var read = FormatRead.of(
                Format.DBT,
                text("manifest/v20", "{a: {resource_type: model, name: a, database: d, relation_name: x}}"));

        assertThat(read.tables()).containsExactly("null.a");
        assertThat(read.losses())
                .containsExactly("The manifest has version 20, newer than known (12): what is new in it is not read");
    }

    @Test
    void readsSeveralProjectsAsOneDocument() {
        var read = FormatRead.ofFiles(Format.DBT, NEW, "dbt/sandbox/manifest.json");

        assertThat(read.document().name()).isEqualTo("shop");
        assertThat(read.tables()).hasSize(8 + 9);
    }

    private static List<String> where(FormatRead read) {
        return read.document().models().stream()
                .map(model -> model.database() + "/" + model.catalog())
                .toList();
    }

    private static JsonNode column(JsonNode model, String name) {
        return FormatRead.named(model.path("columns"), "name", name);
    }

    private static String manifest(String nodes) {
        return text("manifest/v12", nodes);
    }

    private static String text(String artifact, String nodes) {
        return "metadata: {dbt_schema_version: 'https://schemas.getdbt.com/dbt/%s.json'}%nnodes: %s"
                .formatted(artifact, nodes);
    }
}
