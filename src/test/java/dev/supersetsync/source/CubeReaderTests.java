package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CubeReaderTests {

    private static final Converting SHOP = Converting.of(Format.CUBE, Converting.resource("/cube/shop.yml"));
    private static final Converting TPCDS = Converting.of(
            Format.CUBE,
            Stream.of("store_sales", "date_dim", "customer", "item", "store", "tpcds_retail_model")
                    .map(name -> Converting.resource("/cube/tpcds/%s.yml".formatted(name)))
                    .toArray(String[]::new));

    @Test
    void aCubeBecomesADatasetOfItsTable() {
        assertThat(SHOP.model("orders")).isEqualTo(Converting.tree("""
                table: orders
                database: warehouse
                catalog: null
                schema: shop
                description: One row per order
                undeclared_columns: KEEP
                columns:
                  - {name: id}
                  - {name: customer_id, hidden: true}
                  - {name: ordered_at, label: Ordered at, temporal: true}
                  - {name: state, type: VARCHAR, expression: status, description: Where it is}
                  - {name: net, type: NUMERIC, expression: revenue - cost}
                  - name: size
                    type: VARCHAR
                    expression: "CASE WHEN (revenue - cost) >= 50 THEN 'large' WHEN revenue > 0 THEN 'it''s small' ELSE 'none' END"
                metrics:
                  - {name: count, aggregation: COUNT, label: Orders}
                  - {name: done_count, aggregation: COUNT, filter: status = 'done'}
                  - {name: revenue, aggregation: SUM, column: revenue, d3_format: ',.2f'}
                  - {name: net_total, aggregation: SUM, column: net}
                  - {name: half, expression: 'COALESCE(AVG(revenue * 0.5), 0)'}
                  - name: done_revenue
                    aggregation: SUM
                    column: revenue
                    filter: (status = 'done') AND (revenue IS NOT NULL)
                  - {name: customers, aggregation: COUNT_DISTINCT, column: customer_id}
                  - {name: last_order, expression: MAX(ordered_at)}
                  - {name: average, formula: '[revenue] / [count]'}
                  - {name: done_share, formula: '100.0 * [done_count] / [count]'}
                  - {name: lost_share, formula: '1.0 * [lost_count] / [count]'}
                  - {name: lost_count, aggregation: COUNT, filter: status = 'lost'}
                """));
    }

    @Test
    void aViewBecomesAQueryThatJoinsWhatRepeatsNoRow() {
        assertThat(SHOP.model("sales")).isEqualTo(Converting.tree("""
                table: sales
                database: warehouse
                catalog: null
                schema: shop
                sql: |-
                  SELECT
                    orders.status AS state,
                    orders.ordered_at,
                    orders.revenue - orders.cost AS net,
                    customers.id AS customers_id,
                    UPPER(customers.name) AS customers_name,
                    invoices.paid,
                    orders.revenue AS orders__revenue,
                    customers.points AS customers__points,
                    invoices.amount AS invoices__amount
                  FROM shop.orders AS orders
                  LEFT JOIN (SELECT * FROM shop.customers WHERE NOT deleted) AS customers ON orders.customer_id = customers.id
                  LEFT JOIN shop.invoices AS invoices ON orders.id = invoices.order_id
                description: Orders with their customers and invoices
                undeclared_columns: KEEP
                columns:
                  - {name: state, description: Where it is}
                  - {name: ordered_at, label: Ordered at, temporal: true}
                  - {name: net}
                  - {name: customers_id, hidden: true}
                  - {name: customers_name}
                  - {name: paid}
                  - {name: orders__revenue, hidden: true}
                  - {name: customers__points, hidden: true}
                  - {name: invoices__amount, hidden: true}
                metrics:
                  - {name: count, aggregation: COUNT, label: Orders}
                  - {name: revenue, aggregation: SUM, column: orders__revenue, d3_format: ',.2f'}
                  - name: done_revenue
                    aggregation: SUM
                    column: orders__revenue
                    filter: (state = 'done') AND (orders__revenue IS NOT NULL)
                  - {name: done_share, formula: '100.0 * [orders__done_count] / [count]'}
                  - {name: average_order, formula: '[revenue] / [count]', label: Average order}
                  - {name: customers_count, aggregation: COUNT_DISTINCT, column: customers_id}
                  - {name: customers_most_points, aggregation: MAX, column: customers__points}
                  - {name: invoiced, aggregation: SUM, column: invoices__amount}
                  - {name: orders__done_count, aggregation: COUNT, filter: state = 'done'}
                """));
    }

    @Test
    void whatIsLostIsTold() {
        assertThat(SHOP.losses())
                .containsExactly(
                        "sales: what it includes of orders.items is left out: the join from orders to items is one_to_many:"
                                + " it would repeat the rows of orders",
                        "sales: the measure done_count of orders is not in the view, but others need it, so that it is"
                                + " there as orders__done_count",
                        "sales: the measure customers_points is left out: SUM would take a row once for each row of orders"
                                + " that refers to it",
                        "sales: the format of done_share (percent) is not taken over: its number is a percentage already,"
                                + " and Superset would multiply it by 100 once more",
                        "orders: the format of done_share (percent) is not taken over: its number is a percentage already,"
                                + " and Superset would multiply it by 100 once more",
                        "orders: the measure lost_count is not public, but others need it, and Superset hides no metrics",
                        "orders: its joins to customers, invoices, items are not taken over: only a view becomes a dataset"
                                + " with joins");
    }

    @Test
    void aGenuineModelOfSeveralFilesBecomesADatasetForEachCubeAndOneForTheView() {
        assertThat(TPCDS.written()
                        .path("models")
                        .valueStream()
                        .map(model -> model.path("table").asString()))
                .containsExactly("tpcds_retail_model", "store_sales", "date_dim", "customer", "item", "store");
        assertThat(TPCDS.model("tpcds_retail_model").path("sql").asString())
                .contains("customer.c_first_name || ' ' || customer.c_last_name AS customer_full_name")
                .endsWith("""
                        FROM tpcds.public.store_sales AS store_sales
                        LEFT JOIN tpcds.public.date_dim AS date_dim ON store_sales.ss_sold_date_sk = date_dim.d_date_sk
                        LEFT JOIN tpcds.public.customer AS customer ON store_sales.ss_customer_sk = customer.c_customer_sk
                        LEFT JOIN tpcds.public.item AS item ON store_sales.ss_item_sk = item.i_item_sk
                        LEFT JOIN tpcds.public.store AS store ON store_sales.ss_store_sk = store.s_store_sk""");
        assertThat(TPCDS.metric("tpcds_retail_model", "customer_lifetime_value")
                        .path("expression")
                        .asString())
                .isEqualTo("SUM(ss_ext_sales_price) / COUNT(DISTINCT c_customer_sk)");
        assertThat(TPCDS.model("store").path("catalog").asString()).isEqualTo("tpcds");
        assertThat(TPCDS.losses())
                .contains(
                        "tpcds_retail_model: the measure store_productivity is left out: SUM would take a row once for each"
                                + " row of store_sales that refers to it",
                        "store_sales: the measure customer_lifetime_value is left out: it needs the cube customer, and a"
                                + " dataset of one cube has no joins; a view that includes both can have it",
                        "store: meta of store means nothing to Superset, but for meta.superset")
                .hasSize(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            a | {sql: a, type: string}                           | {name: a}
            a | {sql: "{CUBE}.a", type: string}                  | {name: a}
            a | {sql: "{c}.a", type: number}                     | {name: a}
            A | {sql: '{CUBE}."A"', type: string}                | {name: A}
            a | {sql: b, type: boolean}                          | {name: a, expression: b, type: BOOLEAN}
            a | {sql: "{z} + 1", type: number}                   | {name: a, expression: (x - y) + 1, type: NUMERIC}
            a | {sql: "{CUBE.z} + '{CUBE'", type: string}        | -
            a | {sql: "{z} /* {CUBE} */ -- {z}", type: string}   | {name: a, expression: "(x - y) /* {CUBE} */ -- {z}", type: VARCHAR}
            a | {sql: hour, type: number}                        | {name: a, expression: hour, type: NUMERIC}
            hour | {sql: hour, type: number}                     | {name: hour}
            a | {sql: a, type: time}                             | {name: a, temporal: true}
            a | {sql: b, type: time}                             | {name: a, expression: b, type: TIMESTAMP, temporal: true}
            a | {sql: a, type: string, public: false}            | {name: a, hidden: true}
            a | {sql: a, type: string, shown: false}             | {name: a, hidden: true}
            a | {sql: a, type: string, primary_key: true}        | {name: a, hidden: true}
            a | {sql: a, type: string, primary_key: true, public: true} | {name: a}
            a | {sql: a, type: string, title: T, description: D} | {name: a, label: T, description: D}
            a | {sql: a, type: string, meta: {superset: {filterable: false}}} | {name: a, filterable: false}
            a | {type: string, case: {when: [{sql: "{CUBE}.q > 1", label: {sql: "{CUBE}.l"}}]}} | {name: a, expression: CASE WHEN q > 1 THEN l END, type: VARCHAR}
            """)
    void aDimensionBecomesAColumn(String name, String dimension, String expected) {
        var cube = Converting.of(Format.CUBE, cube("""
                dimensions: [{name: %s, %s, {name: z, sql: x - y, type: number}]
                """.formatted(name, dimension.substring(1))));

        if (expected.equals("-")) {
            assertThat(cube.losses())
                    .containsExactly("t: the dimension a is left out: it has braces within quotes, where"
                            + " it is not certain what Cube puts: '{CUBE'");
            return;
        }
        assertThat(cube.column("t", name).properties())
                .containsExactlyInAnyOrderElementsOf(Converting.tree(expected).properties());
        assertThat(cube.losses()).isEmpty();
    }

    @Test
    void aPlaceOnTheMapBecomesTwoColumns() {
        var cube = Converting.of(Format.CUBE, cube("""
                dimensions: [{name: home, type: geo, latitude: {sql: "{CUBE}.lat"}, longitude: {sql: home_longitude}}]
                """));

        assertThat(cube.model("t").path("columns")).isEqualTo(Converting.tree("""
                [{name: home_latitude, type: NUMERIC, expression: lat}, {name: home_longitude}]
                """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {type: count}                                 | {aggregation: COUNT}
            {type: count, sql: a}                         | {aggregation: COUNT, column: a}
            {type: count_distinct, sql: "{CUBE}.a"}       | {aggregation: COUNT_DISTINCT, column: a}
            {type: count_distinct, sql: "a + b"}          | {expression: COUNT(DISTINCT a + b)}
            {type: sum, sql: "{d}"}                       | {aggregation: SUM, column: d}
            {type: sum, sql: "{CUBE.d}"}                  | {aggregation: SUM, column: d}
            {type: sum, sql: d}                           | {expression: "COALESCE(SUM(d), 0)"}
            {type: min, sql: "{d} * 2"}                   | {expression: MIN((x - y) * 2)}
            {type: max, sql: "a -- top"}                  | {aggregation: MAX, column: a}
            {type: avg, sql: a, filters: [{sql: "{d} > 1"}]} | {aggregation: AVG, column: a, filter: (x - y) > 1}
            {type: avg, sql: a + 1, filters: [{sql: "b"}]} | {expression: "COALESCE(AVG(CASE WHEN b THEN a + 1 END), 0)"}
            {type: number, sql: "SUM({CUBE}.a) / count(*)"} | {expression: SUM(a) / count(*)}
            {type: number, sql: "SUM({d}) / {n}"}         | {formula: "SUM((x - y)) / [n]"}
            {type: number, sql: "1.0 * {CUBE.n} / {c.n}"} | {formula: "1.0 * [n] / [n]"}
            {type: boolean, sql: "BOOL_AND({CUBE}.ok)"}   | {expression: BOOL_AND(ok)}
            {type: string, sql: "CASE WHEN {n} > 1 THEN 'high {n}' END"} | -
            {type: sum, sql: a, format: currency, currency: EUR} | {aggregation: SUM, column: a, d3_format: ",.2f", currency: EUR}
            {type: sum, sql: a, format: number}           | {aggregation: SUM, column: a, d3_format: ",.2~f"}
            {type: sum, sql: a, format: currency_0}       | {aggregation: SUM, column: a, d3_format: ",.0f"}
            {type: sum, sql: a, format: "$,.2f"}          | {aggregation: SUM, column: a, d3_format: "$,.2f"}
            {type: sum, sql: a, drill_members: [d]}       | {aggregation: SUM, column: a}
            {type: sum, sql: a, title: T, description: D, meta: {superset: {warning: W}}} | {aggregation: SUM, column: a, label: T, description: D, warning: W}
            """)
    void aMeasureBecomesAMetric(String measure, String expected) {
        var cube = Converting.of(Format.CUBE, cube("""
                dimensions: [{name: d, sql: x - y, type: number}]
                measures: [{name: m, %s, {name: n, type: count}]
                """.formatted(measure.substring(1))));

        if (expected.equals("-")) {
            assertThat(cube.losses()).singleElement().asString().contains("it has braces within quotes");
            return;
        }
        var metric = Converting.tree(expected);
        assertThat(cube.metric("t", "m").properties())
                .containsAll(metric.properties())
                .hasSize(metric.size() + 1);
        assertThat(cube.losses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {type: sum, sql: a, rolling_window: {trailing: 1 month}} | it has rolling_window, which a metric of Superset cannot do
            {type: number, sql: "{n}", multi_stage: true} | it has multi_stage, which a metric of Superset cannot do
            {type: rank}                                  | its type is 'rank'
            {type: sum}                                   | it has no sql
            {type: sum, sql: "{n}"}                       | it names the measure n where there are single rows
            {type: number, sql: "{n}", filters: [{sql: b}]} | it has filters and the type number, so that it is not certain what they filter
            {type: number, sql: "{n} / {r}"}              | it needs the measure r, of which: it has rolling_window, which a metric of Superset cannot do
            {type: number, sql: "{n} + arr[1]"}           | it has brackets in its SQL beside other measures
            {type: sum, sql: "{other.a}"}                 | it needs the cube other, and a dataset of one cube has no joins; a view that includes both can have it
            {type: number, sql: "SUM({other}.a)"}         | it needs the cube other, and a dataset of one cube has no joins; a view that includes both can have it
            {type: sum, sql: "{d.month}"}                 | it names a granularity of the dimension d
            {type: sum, sql: "CASE WHEN {FILTER_PARAMS.t.d.filter('x')} THEN 1 END"} | it depends on the filters of each query, by {FILTER_PARAMS.t.d.filter('x')}
            {type: sum, sql: "{SECURITY_CONTEXT.tenant}"} | it depends on who asks, by {SECURITY_CONTEXT.tenant}, which a dataset of Superset cannot: restrict its rows there with row level security
            """)
    void aMeasureThatSupersetCannotCalculateIsLeftOut(String measure, String why) {
        var cube = Converting.of(
                Format.CUBE,
                cube("""
                dimensions: [{name: d, sql: d, type: time}]
                measures:
                  - {name: m, %s
                  - {name: n, type: count}
                  - {name: r, type: sum, sql: a, public: false, rolling_window: {trailing: unbounded}}
                """.formatted(measure.substring(1)))
                        + "  - {name: other, sql_table: other, public: false, dimensions: [{name: a, sql: a, type: number}]}\n");

        assertThat(cube.losses()).containsExactly("t: the measure m is left out: " + why);
        assertThat(cube.model("t").path("metrics")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            title: A title                        | t: its title 'A title' has no place in Superset
            meta: {team: x}                       | t: meta of c means nothing to Superset, but for meta.superset
            segments: [{name: s, sql: a}]         | t: its segments are not taken over: datasets of Superset have none
            joins: [{name: x, relationship: one_to_one, sql: a}] | t: its joins to x are not taken over: only a view becomes a dataset with joins
            access_policy: [{role: "*"}]          | t: the access_policy of c is NOT taken over: in Superset everybody who may use the dataset sees all its rows and columns; restrict that there, with roles and row level security
            nonsense: 1                           | t: the key nonsense is not one of Cube's
            dimensions: [{name: a, sql: a, type: number, format: id}] | t: the format of a (id) is not taken over: columns of Superset have none
            dimensions: [{name: a, sql: a, type: number, sub_query: true}] | t: the dimension a is left out: it has sub_query, which a column of Superset cannot do
            dimensions: [{name: a, sql: a, type: time, granularities: []}] | t: granularities of a is not taken over: Superset has nothing like it
            measures: [{name: a, sql: a, type: sum, format: link}] | t: the format of a (link) is not taken over: Superset has none like it
            measures: [{name: a, sql: a, type: count_distinct_approx}] | t: the measure a is counted exactly, and no longer estimated
            pre_aggregations: []                  |
            refresh_key: {every: 1 hour}          |
            sql_alias: x                          |
            meta: {superset: {cache_timeout: 60}} |
            """)
    void whatADatasetCannotSayIsTold(String more, String loss) {
        var cube = Converting.of(Format.CUBE, cube(more));

        if (loss == null) {
            assertThat(cube.losses()).isEmpty();
        } else {
            assertThat(cube.losses()).containsExactly(loss);
        }
    }

    @Test
    void aCubeExtendsAnotherMemberByMember() {
        var cube = Converting.of(Format.CUBE, """
                cubes:
                  - name: base
                    data_source: prod
                    description: Base
                    dimensions: [{name: a, sql: a, type: number}, {name: b, sql: b, type: number}]
                    measures: [{name: n, type: count}]
                """, """
                cubes:
                  - name: special
                    extends: base
                    sql: SELECT * FROM t WHERE special
                    dimensions: [{name: b, sql: b2, type: number, title: B}]
                """);

        assertThat(cube.inDatabase(null)
                        .with(null, Map.of("prod", "Production"))
                        .written()
                        .path("models"))
                .isEqualTo(Converting.tree("""
                        - table: special
                          database: Production
                          catalog: null
                          schema: null
                          sql: SELECT * FROM t WHERE special
                          description: Base
                          undeclared_columns: KEEP
                          columns: [{name: a}, {name: b, type: NUMERIC, expression: b2, label: B}]
                          metrics: [{name: n, aggregation: COUNT}]
                        """));
    }

    @Test
    void theDatabaseIsTheDataSourceUnlessTheRequestSaysOtherwise() {
        var stated = Converting.of(Format.CUBE, cube("data_source: prod"));
        var unstated = Converting.of(Format.CUBE, cube("description: x"));

        assertThat(stated.inDatabase(null).model("t").path("database").asString())
                .isEqualTo("prod");
        assertThat(stated.inDatabase("w").model("t").path("database").asString())
                .isEqualTo("w");
        assertThat(stated.with("w", Map.of("prod", "p"))
                        .model("t")
                        .path("database")
                        .asString())
                .isEqualTo("p");
        assertThat(unstated.with(null, Map.of("default", "d"))
                        .model("t")
                        .path("database")
                        .asString())
                .isEqualTo("d");
        assertThat(unstated.inDatabase(null).violations())
                .containsExactly("cubes[0].database (line 2): is missing: state it for the model, or for all models in"
                        + " defaults");
    }

    @Test
    void whatPeopleMayNotSeeBecomesNothing() {
        var cube = Converting.of(Format.CUBE, """
                cubes:
                  - {name: a, sql_table: a, public: false}
                  - {name: b, sql_table: b, shown: false}
                  - {name: c, sql_table: c, public: "COMPILE_CONTEXT.security_context.ok"}
                  - {name: d, sql_table: d, measures: [{name: hidden, type: count, public: false}]}
                views:
                  - {name: v, public: false, cubes: [{join_path: a, includes: '*'}]}
                """);

        assertThat(cube.written().path("models")).hasSize(1);
        assertThat(cube.model("d").path("metrics")).isEmpty();
        assertThat(cube.losses())
                .containsExactly("c: whether it is public depends on who asks, so that it becomes no dataset");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            SELECT * FROM x WHERE {SECURITY_CONTEXT.tenant.filter('x')} | it depends on who asks, by {SECURITY_CONTEXT.tenant.filter('x')}, which a dataset of Superset cannot: restrict its rows there with row level security
            SELECT * FROM {other.sql()}  | it has {other.sql()}, which only Cube can work out
            SELECT * FROM {other}        | its query names the cube other
            """)
    void aCubeWhoseQueryOnlyCubeKnowsBecomesNoDataset(String sql, String why) {
        var text = "cubes:\n  - name: c\n    sql: \"%s\"\n  - {name: d, sql_table: d}\n".formatted(sql);

        var cube = Converting.of(Format.CUBE, text);

        assertThat(cube.losses()).containsExactly("c: it becomes no dataset: " + why);
        assertThat(cube.written().path("models")).hasSize(1);
    }

    @Test
    void aViewTellsWhatItCannotInclude() {
        var text = star("""
                cubes:
                  - {join_path: orders, includes: [id, seg]}
                  - {join_path: orders.users, includes: '*', excludes: [age], prefix: true, alias: buyer}
                  - {join_path: orders.shops.users, includes: [age]}
                  - {join_path: shops, includes: '*'}
                  - {join_path: orders.remote, includes: '*'}
                  - {join_path: orders.odd, includes: '*'}
                folders: []
                title: T
                """);

        var cube = Converting.of(Format.CUBE, text);

        assertThat(cube.losses())
                .containsExactly(
                        "v: the segment or hierarchy seg is left out: datasets of Superset have none",
                        "v: what it includes of orders.shops.users is left out: the view reaches users by orders.users too,"
                                + " and a query can have it by one of them",
                        "v: what it includes of shops is left out: a query begins with one cube, and here that is orders",
                        "v: what it includes of orders.remote is left out: remote is in another data source",
                        "v: what it includes of orders.odd is left out: the join from orders to odd: its SQL is not"
                                + " understood, so that it cannot stand in a join: orders.a = (SELECT 1)",
                        "v: the measure buyer_total is left out: SUM would take a row once for each row of orders that"
                                + " refers to it",
                        "v: the access_policy of users is NOT taken over: in Superset everybody who may use the dataset"
                                + " sees all its rows and columns; restrict that there, with roles and row level security",
                        "v: its title 'T' has no place in Superset",
                        "v: its folders are not taken over: datasets of Superset have none");
        assertThat(cube.model("v")
                        .path("columns")
                        .valueStream()
                        .map(column -> column.path("name").asString()))
                .containsExactly("id", "buyer_id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            [{join_path: users, includes: '*'}, {join_path: orders, includes: [id]}]  | {name: total, aggregation: SUM, column: age}
            [{join_path: orders, includes: [per_user]}, {join_path: orders.users, includes: []}]  | {name: per_user, expression: SUM(orders__amount) / COUNT(DISTINCT users__id)}
            [{join_path: orders, includes: [of_grown]}, {join_path: orders.users, includes: []}]  | {name: of_grown, aggregation: COUNT, filter: users__age > 17}
            [{join_path: orders, includes: [{name: of_grown, alias: g, title: G, description: D, format: number, meta: {superset: {warning: W}}}]}, {join_path: orders.users, includes: []}]  | {name: g, aggregation: COUNT, filter: users__age > 17, label: G, description: D, d3_format: ",.2~f", warning: W}
            """)
    void aMeasureIsCalculatedWhereTheViewJoins(String cubes, String expected) {
        var cube = Converting.of(Format.CUBE, star("cubes: " + cubes));

        var metric = Converting.tree(expected);
        assertThat(cube.metric("v", metric.path("name").asString()).properties())
                .containsExactlyInAnyOrderElementsOf(metric.properties());
    }

    @Test
    void aColumnThatAMeasureNeedsIsNotTakenForAnotherOfItsName() {
        var cube = Converting.of(Format.CUBE, """
                cubes:
                  - name: orders
                    sql_table: orders
                    dimensions: [{name: orders__amount, sql: other, type: number}]
                    measures: [{name: total, sql: amount, type: sum}]
                views: [{name: v, cubes: [{join_path: orders, includes: '*'}]}]
                """);

        assertThat(cube.metric("v", "total").path("column").asString()).isEqualTo("orders__amount_");
        assertThat(cube.model("v").path("sql").asString())
                .contains("orders.other AS orders__amount,", "orders.amount AS orders__amount_");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            cubes: [{name: c}]                                 | cubes[0] (line 1): must have sql_table or sql
            cubes: [{name: c, sql: a, sql_table: a}]           | cubes[0] (line 1): must have one of sql_table and sql, and has both
            cubes: [{sql_table: a}]                            | cubes[0].name (line 1): is missing
            cubes: [3]                                         | cubes[0] (line 1): must be an object
            cubes: [{name: c, sql_table: a}, {name: c, sql_table: b}] | cubes[1].name (line 1): is the name of another cube or view too: 'c'
            cubes: [{name: c, sql_table: a}, {name: d, sql_table: a}] | cubes[1].table (line 1): is the dataset of another model too: cubes[0]; keep one of them
            cubes: [{name: c, sql_table: a, extends: d}, {name: d, sql_table: b, extends: c}] | cubes[1].extends (line 1): is circular: c extends d extends c ; cubes[0].extends (line 1): is circular: d extends c extends d
            cubes: [{name: c, sql_table: a, extends: cc}]      | cubes[0].extends (line 1): names the cube 'cc', which no file has
            cubes: [{name: c, sql_table: a, dimensions: [{name: x, type: string}]}] | cubes[0].dimensions[0].sql (line 1): is missing
            cubes: [{name: c, sql_table: a, dimensions: [{name: x, sql: "{y}", type: string}, {name: y, sql: "{x}", type: string}]}] | @ (line 1): is circular: it needs itself, by way of c.y, c.x ; @ (line 1): is circular: it needs itself, by way of c.x, c.y
            cubes: [{name: c, sql_table: a, measures: [{name: x, sql: "{y}", type: number}, {name: y, sql: "{x}", type: number}]}] | @ (line 1): is circular: it needs itself, by way of
            cubes: [{name: c, sql_table: a, measures: [{name: total, type: count}, {name: x, sql: "{totl}", type: number}]}] | cubes[0].measures[1] (line 1): names 'totl', which the cube c does not have; did you mean 'total'?
            cubes: [{name: c, sql_table: a, measures: [{name: x, sql: "{users.a}", type: sum}]}] | cubes[0].measures[0] (line 1): names the cube 'users', which no file has
            cubes: [{name: c, sql_table: "{{ x }}"}]           | cubes[0].sql_table (line 1): is a template of Jinja, which only Cube can work out: send the model without {{ }} and {% %}
            cubes: [{name: c, sql_table: a, measures: [{name: x, sql: "${CUBE}.a", type: sum}]}] | cubes[0].measures[0].sql (line 1): is written as in JavaScript; in YAML it is {CUBE}, without the dollar sign
            views: [{name: v}]                                 | views[0].cubes (line 1): must list cubes, each with a join_path and includes
            views: [{name: v, cubes: [{join_path: c.d}]}]      | views[0].cubes[0].join_path (line 1): names the cube 'c', which no file has
            {cubes: [{name: c, sql_table: a}], views: [{name: v, cubes: [{join_path: c}]}]} | views[0].cubes[0].includes (line 1): must be '*' or a list of members
            {cubes: [{name: c, sql_table: a}], views: [{name: v, cubes: [{join_path: c, includes: [x]}]}]} | views[0].cubes[0].includes[0] (line 1): names 'x', which the cube c does not have
            {cubes: [{name: c, sql_table: a}, {name: d, sql_table: d}], views: [{name: v, cubes: [{join_path: c.d, includes: '*'}]}]} | views[0].cubes[0].join_path (line 1): needs a join from c to d, which c does not have
            {cubes: [{name: c, sql_table: a, meta: {superset: {cache_timeout: x}}}]} | cubes[0].cache_timeout (line 1):
            """)
    void whatIsWrongIsToldAtItsPlace(String text, String expected) {
        var violations = Converting.of(Format.CUBE, text).violations();

        var wanted = Arrays.asList(expected.split(" ; "));
        assertThat(violations).hasSameSizeAs(wanted);
        assertThat(wanted)
                .allSatisfy(start -> assertThat(violations)
                        .anyMatch(violation -> start.startsWith("@")
                                ? violation.contains(start.substring(1))
                                : violation.startsWith(start)));
    }

    @Test
    void aTextOfAnotherFormatIsToldSo() {
        assertThat(Converting.of(Format.CUBE, "version: 0.2.0\nsemantic_model: []")
                        .violations())
                .containsExactly(
                        " (line null): is not a data model of Cube (cubes or views); this looks like ossie: send it"
                                + " with the format ossie");
        assertThat(Converting.of(Format.OSSIE, cube("title: x")).violations())
                .singleElement()
                .asString()
                .contains("this looks like cube: send it with the format cube");
    }

    @Test
    void theExampleOfTheDocumentationBecomesWhatItSays() {
        var cube = Converting.of(Format.CUBE, Converting.documented("cube.md", 0));

        var expected = Converting.tree(Converting.documented("cube.md", 1)).path(0);
        assertThat(Converting.as(cube.model("sales"), expected)).isEqualTo(expected);
        assertThat(cube.written().path("models")).hasSize(1);
        assertThat(cube.losses()).isEmpty();
    }

    private static String cube(String more) {
        return "cubes:\n  - name: c\n    sql_table: t\n" + more.strip().indent(4);
    }

    /** Orders with their users and shops, and a view. */
    private static String star(String view) {
        return """
                cubes:
                  - name: orders
                    sql_table: dwh.orders
                    public: false
                    joins:
                      - {name: users, relationship: many_to_one, sql: "{CUBE}.user_id = {users}.id"}
                      - {name: shops, relationship: belongs_to, sql: "{CUBE}.shop_id = {shops.id}"}
                      - {name: remote, relationship: many_to_one, sql: "{CUBE}.a = {remote}.a"}
                      - {name: odd, relationship: many_to_one, sql: "{CUBE}.a = (SELECT 1)"}
                    segments: [{name: seg, sql: "{CUBE}.x"}]
                    dimensions: [{name: id, sql: id, type: number, primary_key: true, public: true}]
                    measures:
                      - {name: per_user, type: number, sql: "SUM({CUBE}.amount) / COUNT(DISTINCT {users}.id)"}
                      - {name: of_grown, type: count, filters: [{sql: "{users.age} > 17"}]}
                  - name: users
                    sql_table: dwh.users
                    public: false
                    access_policy: []
                    joins: [{name: orders, relationship: one_to_many, sql: "{CUBE}.id = {orders}.user_id"}]
                    dimensions:
                      - {name: id, sql: id, type: number, primary_key: true, public: true}
                      - {name: age, sql: age, type: number}
                    measures: [{name: total, sql: "{age}", type: sum}]
                  - name: shops
                    sql_table: dwh.shops
                    public: false
                    joins: [{name: users, relationship: many_to_one, sql: "{CUBE}.owner = {users}.id"}]
                    dimensions: [{name: id, sql: id, type: number}]
                  - {name: remote, sql_table: remote, data_source: other, public: false}
                  - {name: odd, sql_table: odd, public: false}
                views:
                  - name: v
                """ + view.strip().indent(4);
    }
}
