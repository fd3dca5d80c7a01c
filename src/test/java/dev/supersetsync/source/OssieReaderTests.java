package dev.supersetsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OssieReaderTests {

    private static final Converting TPCDS =
            Converting.of(Format.OSSIE, Converting.resource("/ossie/tpcds_semantic_model.yaml"));

    @Test
    void aGenuineModelBecomesADatasetForEachTableAndOneForMetricsAcrossThem() {
        assertThat(TPCDS.document().name()).isEqualTo("tpcds_retail_model");
        assertThat(TPCDS.written()
                        .path("models")
                        .valueStream()
                        .map(model -> model.path("table").asString()))
                .containsExactly("store_sales", "date_dim", "customer", "item", "store", "store_sales_joined");
        assertThat(TPCDS.model("customer")).isEqualTo(Converting.tree("""
                table: customer
                database: warehouse
                catalog: null
                schema: public
                description: Customer dimension with demographic information
                undeclared_columns: KEEP
                columns:
                  - {name: c_customer_sk, description: Surrogate key for customer, temporal: false}
                  - {name: c_customer_id, description: Business key for customer, temporal: false}
                  - {name: c_first_name, description: Customer first name, temporal: false}
                  - {name: c_last_name, description: Customer last name, temporal: false}
                  - name: customer_full_name
                    type: VARCHAR
                    expression: c_first_name || ' ' || c_last_name
                    description: Customer full name (computed field)
                    temporal: false
                  - {name: c_email_address, description: Customer email address, temporal: false}
                metrics: []
                """));
        assertThat(TPCDS.model("store_sales").path("metrics")).isEqualTo(Converting.tree("""
                - name: total_sales
                  aggregation: SUM
                  column: ss_ext_sales_price
                  description: Total sales revenue across all transactions
                - name: total_profit
                  aggregation: SUM
                  column: ss_net_profit
                  description: Total net profit from store sales
                - name: sales_by_brand
                  aggregation: SUM
                  column: ss_ext_sales_price
                  description: Total sales by brand (requires grouping by item.i_brand)
                """));
    }

    @Test
    void aGenuineMetricAcrossDatasetsIsCalculatedOnAQueryThatLooksThemUp() {
        assertThat(TPCDS.model("store_sales_joined").path("sql").asString()).isEqualTo("""
                SELECT
                  store_sales.ss_sold_date_sk,
                  store_sales.ss_item_sk,
                  store_sales.ss_customer_sk,
                  store_sales.ss_store_sk,
                  store_sales.ss_quantity,
                  store_sales.ss_sales_price,
                  store_sales.ss_ext_sales_price,
                  store_sales.ss_net_profit,
                  customer.c_customer_sk AS customer__c_customer_sk,
                  customer.c_customer_id AS customer__c_customer_id,
                  customer.c_first_name AS customer__c_first_name,
                  customer.c_last_name AS customer__c_last_name,
                  customer.c_first_name || ' ' || customer.c_last_name AS customer__customer_full_name,
                  customer.c_email_address AS customer__c_email_address
                FROM public.store_sales AS store_sales
                LEFT JOIN public.customer AS customer ON store_sales.ss_customer_sk = customer.c_customer_sk""");
        assertThat(TPCDS.metric("store_sales_joined", "customer_lifetime_value")
                        .path("expression")
                        .asString())
                .isEqualTo("SUM(ss_ext_sales_price) / COUNT(DISTINCT customer__c_customer_sk)");
        assertThat(TPCDS.model("store_sales_joined")
                        .path("metrics")
                        .valueStream()
                        .map(metric -> metric.path("name").asString()))
                .containsExactly("total_sales", "total_profit", "sales_by_brand", "customer_lifetime_value");
    }

    @Test
    void aGenuineModelSaysWhatItLoses() {
        assertThat(TPCDS.losses())
                .containsExactly(
                        "tpcds_retail_model: the metric store_productivity is left out: SUM would take a row once for each"
                                + " row of store_sales that refers to it",
                        "tpcds_retail_model: its description has no place, since a dataset of Superset is one table or"
                                + " query",
                        "tpcds_retail_model: no metric needs the relationships store_sales_to_date,"
                                + " store_sales_to_item, store_sales_to_store, and datasets of Superset have none",
                        "tpcds_retail_model: the synonyms (ai_context) of store_sales_to_date, store_sales_to_customer,"
                                + " store_sales_to_item, store_sales_to_store have no place in Superset",
                        "tpcds_retail_model: custom_extensions of SALESFORCE, DBT mean nothing to Superset",
                        "store_sales: the synonyms (ai_context) of store_sales, ss_sold_date_sk, ss_item_sk,"
                                + " ss_customer_sk, ss_store_sk, ss_quantity, ss_sales_price, ss_ext_sales_price,"
                                + " ss_net_profit, total_sales, total_profit, sales_by_brand have no place in Superset",
                        "date_dim: the field d_year is a time dimension (is_time) of another type than a date, and Superset"
                                + " knows only dates as time",
                        "date_dim: the synonyms (ai_context) of date_dim, d_date, d_year, d_quarter_name, d_month_name have"
                                + " no place in Superset",
                        "customer: the synonyms (ai_context) of customer, c_customer_id, customer_full_name,"
                                + " c_email_address have no place in Superset",
                        "item: the synonyms (ai_context) of item, i_item_id, i_item_desc, i_brand, i_category,"
                                + " i_current_price have no place in Superset",
                        "store: the synonyms (ai_context) of store, s_store_id, s_store_name, s_city, s_state,"
                                + " s_number_employees have no place in Superset",
                        "store_sales_joined: the synonyms (ai_context) of customer_lifetime_value have no place in"
                                + " Superset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "'0.1'", "0.1.1", "0.2", "0.2.0", "0.2.0.dev0", "'0.2.7'"})
    void theseVersionsAreRead(String version) {
        var text = """
                version: %s
                semantic_model: [{name: shop, datasets: [{name: orders, source: db.dwh.orders}]}]
                """.formatted(version);

        assertThat(Converting.of(Format.OSSIE, text).model("orders")).isEqualTo(Converting.tree("""
                {table: orders, database: warehouse, catalog: null, schema: dwh, undeclared_columns: INCLUDE,
                 columns: [], metrics: []}
                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "0.3.0", "2", "latest", "'0.2; x'"})
    void otherVersionsAreRefused(String version) {
        var text = "version: %s\nsemantic_model: [{name: shop, datasets: []}]".formatted(version);

        assertThat(Converting.of(Format.OSSIE, text).violations())
                .containsExactly("version (line 1): is '%s'; the versions 0.1 and 0.2 of Ossie are read"
                        .formatted(version.replace("'", "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            orders                    | {table: orders, schema: null}
            dwh.orders                | {table: orders, schema: dwh}
            db.dwh.orders             | {table: orders, schema: dwh}
            '"Db"."My ""own"" dwh".T' | {table: T, schema: 'My "own" dwh'}
            '`my-project.dwh.orders`' | {table: orders, schema: dwh}
            '`p`.`dwh`.`orders`'      | {table: orders, schema: dwh}
            SELECT 1 AS a             | {table: o, schema: null, sql: SELECT 1 AS a}
            'with x as (select 1 a) select a from x' | {table: o, schema: null, sql: with x as (select 1 a) select a from x}
            """)
    void aSourceIsATableOrAQuery(String source, String expected) {
        var model = Converting.of(Format.OSSIE, dataset("{name: o, source: %s}".formatted(source)))
                .written()
                .path("models")
                .path(0);

        Converting.tree(expected)
                .properties()
                .forEach(member -> assertThat(model.path(member.getKey())).isEqualTo(member.getValue()));
        assertThat(model.has("sql")).isEqualTo(expected.contains("sql:"));
    }

    @Test
    void aDatabaseIsCalledAsTheRequestSays() {
        var text = dataset("{name: orders, source: prod.dwh.orders}");

        assertThat(Converting.of(Format.OSSIE, text)
                        .inDatabase(null)
                        .model("orders")
                        .path("database")
                        .asString())
                .isEqualTo("prod");
        assertThat(Converting.of(Format.OSSIE, text)
                        .with("other", Map.of("prod", "Warehouse of production"))
                        .model("orders")
                        .path("database")
                        .asString())
                .isEqualTo("Warehouse of production");
        assertThat(Converting.of(Format.OSSIE, dataset("{name: orders, source: dwh.orders}"))
                        .inDatabase(null)
                        .violations())
                .singleElement()
                .asString()
                .startsWith("semantic_model[0].datasets[0].database (line 4): is missing");
    }

    @Test
    void databasesThatBecomeOneAreTold() {
        var text = dataset("{name: a, source: one.dwh.a}, {name: b, source: two.dwh.b}");

        assertThat(Converting.of(Format.OSSIE, text).losses())
                .containsExactly("shop: its databases one, two are all read as 'warehouse' of Superset; tell them apart"
                        + " with database_names");
        assertThat(Converting.of(Format.OSSIE, text).inDatabase(null).losses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            status      | status                 |                                      | {}
            status      | orders.status          |                                      | {}
            Status      | status                 | datatype: String                     | {expression: status, type: VARCHAR}
            Status      | '"Status"'             |                                      | {}
            state       | status                 | label: State, description: Where it is | {expression: status, label: State, description: Where it is}
            margin      | orders.revenue - orders.cost | datatype: Decimal              | {expression: revenue - cost, type: NUMERIC}
            big         | revenue > 10 -- much   | datatype: Boolean                    | {expression: revenue > 10 -- much, type: BOOLEAN}
            odd         | 'CASE WHEN status = ''orders.status'' THEN 1 END' | datatype: Opaque | {expression: CASE WHEN status = 'orders.status' THEN 1 END}
            unreadable  | status SOUNDS LIKE OF  |                                      | {expression: status SOUNDS LIKE OF}
            ordered_at  | ordered_at             | datatype: DateTime                   | {temporal: true}
            ordered_at  | ordered_at             | 'datatype: DateTimeTz, dimension: {}' | {temporal: true}
            ordered_at  | ordered_at             | 'datatype: Date, dimension: {is_time: false}' | {temporal: false}
            ordered_at  | ordered_at             | 'dimension: {is_time: true}'         | {}
            hour        | hour                   | datatype: Time                       | {}
            """)
    void aFieldBecomesAColumn(String name, String expression, String more, String expected) {
        var ossie = Converting.of(
                Format.OSSIE,
                dataset("{name: orders, source: dwh.orders, fields: [{name: %s, %s, %s}]}"
                        .formatted(name, ansi(expression), more == null ? "" : more.replaceAll("^'|'$", ""))));

        var column = Converting.tree(expected);
        assertThat(ossie.column("orders", name).properties())
                .containsAll(column.properties())
                .hasSize(column.size() + 1);
        assertThat(ossie.losses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            [{dialect: SNOWFLAKE, expression: a}, {dialect: ANSI_SQL, expression: b}]  | b |
            [{dialect: SNOWFLAKE, expression: a}]                                      | a |
            [{dialect: MDX, expression: c}, {dialect: SNOWFLAKE, expression: a}]       | a |
            [{dialect: SNOWFLAKE, expression: a}, {dialect: BIGQUERY, expression: b}]  |   | it is written in SNOWFLAKE, BIGQUERY, and not in ANSI_SQL; which of them the warehouse speaks is not known
            [{dialect: MDX, expression: a}]                                            |   | it is written in MDX, which is no SQL
            """)
    void ofDialectsTheStandardIsTakenOrTheOnlyOne(String dialects, String taken, String lost) {
        var ossie = Converting.of(
                Format.OSSIE,
                dataset("{name: orders, source: dwh.orders, fields: [{name: f, expression: {dialects: %s}},"
                                .formatted(dialects)
                        + " {name: g, %s}]}".formatted(ansi("g"))));

        if (taken == null) {
            assertThat(ossie.losses()).containsExactly("orders: the field f is left out: " + lost);
        } else {
            assertThat(ossie.column("orders", "f").path("expression").asString())
                    .isEqualTo(taken);
            assertThat(ossie.losses()).isEmpty();
        }
    }

    @Test
    void aFieldOfAnotherDatasetIsLeftOut() {
        var ossie = Converting.of(
                Format.OSSIE,
                dataset("{name: orders, source: dwh.orders, fields: [{name: who, %s}]}".formatted(ansi("users.name"))));

        assertThat(ossie.losses())
                .containsExactly("orders: the field who is left out: it names something of 'users', and a dataset of"
                        + " Superset has only its own columns");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            SUM(orders.revenue)               | {aggregation: SUM, column: revenue}
            avg(orders.revenue)               | {aggregation: AVG, column: revenue}
            COUNT(DISTINCT orders.user_id)    | {aggregation: COUNT_DISTINCT, column: user_id}
            COUNT(orders.user_id)             | {aggregation: COUNT, column: user_id}
            MIN(orders."Odd name")            | {aggregation: MIN, column: Odd name}
            MAX( orders.margin )              | {aggregation: MAX, column: margin}
            SUM(DISTINCT orders.revenue)      | {expression: SUM(DISTINCT revenue)}
            SUM(orders.revenue * 2)           | {expression: SUM(revenue * 2)}
            SUM(orders.margin) / COUNT(*)     | {expression: SUM((revenue - cost)) / COUNT(*)}
            SUM(orders.renamed) + 1           | {expression: SUM("Other") + 1}
            SUM(orders.revenue) - SUM(cost)   | {expression: SUM(revenue) - SUM(cost)}
            COUNT(*) FILTER (WHERE orders.state = 'orders.state')  | {expression: COUNT(*) FILTER (WHERE state = 'orders.state')}
            SUM(orders.revenue /* orders.x */)  | {aggregation: SUM, column: revenue}
            PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY orders.revenue) | {expression: PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY revenue)}
            """)
    void aMetricOfOneDatasetGoesThere(String expression, String expected) {
        var ossie = Converting.of(Format.OSSIE, shop(expression));

        var metric = Converting.tree(expected);
        assertThat(ossie.metric("orders", "m").properties())
                .containsAll(metric.properties())
                .hasSize(metric.size() + 1);
        assertThat(ossie.written().path("models")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            COUNT(*)                         | its expression does not say which dataset it is about: COUNT(*)
            SUM(amount)                      | it does not say which dataset 'amount' is of
            SUM(id)                          | it does not say which dataset 'id' is of
            SUM(orders.revenue) OVER ()      | its expression has a window, a query of its own, or SQL that is not understood, so that it is not known which dataset it is about: SUM(orders.revenue) OVER ()
            (SELECT MAX(a) FROM b)           | its expression has a window, a query of its own, or SQL that is not understood, so that it is not known which dataset it is about: (SELECT MAX(a) FROM b)
            SUM(orders.revenue               | its expression has a window, a query of its own, or SQL that is not understood, so that it is not known which dataset it is about: SUM(orders.revenue
            SUM(users.age) + SUM(products.price) | no relationships lead from one of its datasets to the others (users, products) in just one way
            SUM(orders.revenue) / SUM(users.age)   | SUM would take a row once for each row of orders that refers to it
            SUM(orders.revenue) / COUNT(users.id)  | COUNT would take a row once for each row of orders that refers to it
            SUM(orders.revenue) / users.age        | 'age' stands in no aggregate that is known
            """)
    void aMetricThatIsNotExactIsLeftOut(String expression, String why) {
        var ossie = Converting.of(Format.OSSIE, shop(expression));

        assertThat(ossie.losses())
                .filteredOn(loss -> loss.contains("metric m"))
                .containsExactly("shop: the metric m is left out: " + why);
        assertThat(ossie.written().toString()).doesNotContain("\"m\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            SUM(orders.revenue) / COUNT(DISTINCT users.id) | {expression: SUM(revenue) / COUNT(DISTINCT users__id)} | users
            SUM(orders.revenue * products.price)           | {expression: SUM(revenue * products__price)}           | products
            MAX(users.age) - MIN(orders.cost)              | {expression: MAX(users__age) - MIN(cost)}              | users
            COUNT(DISTINCT orders.user_id) + COUNT(DISTINCT countries.code) | {expression: COUNT(DISTINCT user_id) + COUNT(DISTINCT countries__code)} | users,countries
            """)
    void aMetricOfSeveralDatasetsIsCalculatedWhereTheyAreLookedUp(String expression, String expected, String joined) {
        var ossie = Converting.of(Format.OSSIE, shop(expression));

        var metric = Converting.tree(expected);
        assertThat(ossie.metric("orders_joined", "m").properties())
                .containsAll(metric.properties())
                .hasSize(metric.size() + 1);
        var sql = ossie.model("orders_joined").path("sql").asString();
        assertThat(sql.lines()
                        .filter(line -> line.contains(" AS ") && line.contains(" ON "))
                        .map(line -> line.replaceFirst(".* AS (\\w+) ON .*", "$1")))
                .containsExactly(joined.split(","));
        assertThat(ossie.losses()).noneMatch(loss -> loss.contains("metric m"));
    }

    @Test
    void aQueryThatJoinsHasFieldsCalculatedAndColumnsThatMetricsNeedHidden() {
        var ossie = Converting.of(Format.OSSIE, shop("SUM(orders.revenue) / MAX(users.points)"));

        assertThat(ossie.model("orders_joined").path("sql").asString()).isEqualTo("""
                SELECT
                  orders.revenue,
                  orders.cost,
                  orders.revenue - orders.cost AS margin,
                  orders."Other" AS renamed,
                  users.id AS users__id,
                  users.age AS users__age,
                  users.points AS users__points
                FROM dwh.orders AS orders
                LEFT JOIN (SELECT * FROM dwh.users -- all
                ) AS users ON orders.user_id = users.id""");
        assertThat(ossie.column("orders_joined", "users__points"))
                .isEqualTo(Converting.tree("{name: users__points, hidden: true}"));
        assertThat(ossie.column("orders_joined", "margin")).isEqualTo(Converting.tree("{name: margin, label: Margin}"));
    }

    @Test
    void namesStandInAQueryAsTheyAreWrittenOrQuotedIfTheyMust() {
        var text = shop("SUM(Orders.revenue) / COUNT(DISTINCT \"order\".id)")
                .replace("name: orders", "name: Orders")
                .replace("from: orders", "from: Orders")
                .replace("source: dwh.orders", "source: '`My-Project.dwh.Orders`'")
                .replace("name: users", "name: order")
                .replace("source: SELECT * FROM dwh.users -- all", "source: '\"My db\".Dwh.\"Users\"'")
                .replace("to: users", "to: order")
                .replace("from: users", "from: order")
                .replace("user_id]", "UserId]");

        assertThat(Converting.of(Format.OSSIE, text)
                        .model("Orders_joined")
                        .path("sql")
                        .asString())
                .contains("  Orders.\"Other\" AS renamed,\n  \"order\".id AS order__id,")
                .endsWith("FROM `dwh`.`Orders` AS Orders\n"
                        + "LEFT JOIN Dwh.\"Users\" AS \"order\" ON Orders.\"UserId\" = \"order\".id");
    }

    @Test
    void manyRelationshipsAreFollowedInNoTime() {
        var datasets = new StringBuilder();
        var relationships = new StringBuilder();
        for (int from = 0; from < 30; from++) {
            datasets.append("{name: d%d, source: d%1$d}, ".formatted(from));
            for (int to = 0; to < 30; to++) {
                relationships.append(
                        "{name: r, from: d%d, to: d%d, from_columns: [a], to_columns: [b]}, ".formatted(from, to));
            }
        }
        var text =
                """
                version: 0.2.0
                semantic_model:
                  - name: dense
                    datasets: [%s {name: alone, source: alone}]
                    relationships: [%s]
                    metrics: [{name: m, %s}, {name: n, %s}]
                """.formatted(datasets, relationships, ansi("SUM(d0.a) / SUM(alone.a)"), ansi("SUM(d0.a) / MAX(d1.a)"));

        assertThat(Converting.of(Format.OSSIE, text).losses())
                .contains(
                        "dense: the metric m is left out: no relationships lead from one of its datasets to the others (d0,"
                                + " alone) in just one way")
                .anyMatch(loss -> loss.startsWith("dense: the metric n is left out: "));
    }

    @Test
    void aRelationshipThatLeadsToNoKeyIsNotTrusted() {
        var text = shop("SUM(orders.revenue) / COUNT(DISTINCT users.id)")
                .replace(
                        "to: users, from_columns: [user_id], to_columns: [id]",
                        "to: users, from_columns: [user_id], to_columns: [age]");

        assertThat(Converting.of(Format.OSSIE, text).losses())
                .contains("shop: the metric m is left out: the relationship buyer does not lead to a key of users, so"
                        + " that rows could be counted twice");
    }

    @Test
    void datasetsThatAreReachedInTwoWaysAreNotJoined() {
        var text = shop("SUM(orders.revenue) / COUNT(DISTINCT users.id)")
                .replace(
                        "relationships:",
                        "relationships:\n      - {name: seller, from: orders, to: users,"
                                + " from_columns: [seller_id], to_columns: [id]}");

        assertThat(Converting.of(Format.OSSIE, text).losses())
                .contains("shop: the metric m is left out: relationships lead from orders to users in several ways, and"
                        + " it does not say which is meant");
    }

    @Test
    void datasetsOfDifferentDatabasesAreNotJoined() {
        var text = shop("SUM(orders.revenue * products.price)")
                .replace("source: dwh.orders", "source: one.dwh.orders")
                .replace("source: dwh.products", "source: two.dwh.products");

        assertThat(Converting.of(Format.OSSIE, text)
                        .inDatabase(null)
                        .with("d", Map.of("one", "One", "two", "Two"))
                        .losses())
                .contains("shop: the metric m is left out: orders and products are in different databases");
    }

    @Test
    void whatIsSaidForSupersetIsTakenOver() {
        var ossie = Converting.of(Format.OSSIE, """
                version: 0.2.0
                semantic_model:
                  - name: shop
                    datasets:
                      - name: orders
                        source: dwh.orders
                        custom_extensions:
                          - {vendor_name: SUPERSET, data: '{"cache_timeout": 60, "certification": {"by": "Data team"}}'}
                        fields:
                          - name: secret
                            expression: {dialects: [{dialect: ANSI_SQL, expression: secret}]}
                            custom_extensions: [{vendor_name: SUPERSET, data: '{"hidden": true}'}]
                    metrics:
                      - name: revenue
                        expression: {dialects: [{dialect: ANSI_SQL, expression: SUM(orders.revenue)}]}
                        custom_extensions:
                          - {vendor_name: SUPERSET, data: '{"format": "CURRENCY", "currency": "EUR", "label": "Revenue"}'}
                """);

        assertThat(ossie.model("orders")).isEqualTo(Converting.tree("""
                {table: orders, database: warehouse, catalog: null, schema: dwh, cache_timeout: 60,
                 certification: {by: Data team}, undeclared_columns: KEEP,
                 columns: [{name: secret, hidden: true}],
                 metrics: [{name: revenue, aggregation: SUM, column: revenue, label: Revenue, d3_format: ',.2f',
                            currency: EUR}]}
                """));
        assertThat(ossie.losses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {}                                                     | semantic_model[0].datasets[0].name (line 4): is missing ; semantic_model[0].datasets[0].source (line 4): is missing
            {name: o, source: what is this}                        | semantic_model[0].datasets[0].source (line 4): is neither a table, such as database.schema.table, nor a query
            {name: o, source: a.b.c.d}                             | semantic_model[0].datasets[0].source (line 4): is neither a table, such as database.schema.table, nor a query
            {name: o, source: a, fields: 3}                        | semantic_model[0].datasets[0].fields (line 4): must be a list
            {name: o, source: a, fields: [x]}                      | semantic_model[0].datasets[0].fields[0] (line 4): must be an object
            {name: o, source: a, fields: [{name: x}]}              | semantic_model[0].datasets[0].fields[0].expression (line 4): must have dialects, each with a dialect and an expression
            {name: o, source: a}, {name: o, source: b}             | semantic_model[0].datasets[1].name (line 4): is the name of another dataset too: 'o'
            {name: o, source: a}, {name: p, source: a}             | semantic_model[0].datasets[1].table (line 4): is the dataset of another model too: semantic_model[0].datasets[0]; keep one of them
            {name: o, source: a, custom_extensions: [{vendor_name: SUPERSET, data: "{"}]} | semantic_model[0].datasets[0].custom_extensions[0].data (line 4): is no JSON: @
            {name: o, source: a, custom_extensions: [{vendor_name: SUPERSET, data: '{"table": 1}'}]} | semantic_model[0].datasets[0].custom_extensions[0].data.table (line 4): is said by the format itself, and cannot be said here
            {name: o, source: a, custom_extensions: [{vendor_name: SUPERSET, data: '{"cache_timeou": 1}'}]} | semantic_model[0].datasets[0].cache_timeou (line 4): @
            """)
    void whatIsWrongIsToldAtItsPlace(String datasets, String expected) {
        var violations = Converting.of(Format.OSSIE, dataset(datasets)).violations();

        var wanted = expected.split(" ; ");
        assertThat(violations).hasSameSizeAs(wanted);
        for (int index = 0; index < wanted.length; index++) {
            assertThat(violations.get(index)).startsWith(wanted[index].replace("@", ""));
        }
    }

    @Test
    void metricsAndRelationshipsMayNameOnlyWhatIsThere() {
        var text = shop("SUM(order.revenue)").replace("from: users", "from: user");

        assertThat(Converting.of(Format.OSSIE, text).violations())
                .containsExactly(
                        "semantic_model[0].relationships[2].from (line 21): names the dataset 'user', which the semantic"
                                + " model does not have; did you mean 'users'?",
                        "semantic_model[0].metrics[0].expression (line 23): names the dataset 'order', which the semantic"
                                + " model does not have; did you mean 'orders'?");
    }

    @Test
    void aTextOfAnotherFormatIsToldSo() {
        assertThat(Converting.of(Format.OSSIE, "version: 1\nmodels: []").violations())
                .containsExactly(" (line null): is not a semantic model of Ossie (version and semantic_model); this"
                        + " looks like native: send it with the format native");
        assertThat(Converting.of(Format.NATIVE, dataset("{name: o, source: a}")).violations())
                .singleElement()
                .asString()
                .contains("this looks like ossie: send it with the format ossie");
    }

    @Test
    void unknownKeysAreTold() {
        var text = dataset("{name: o, source: a, grain: day, fields: [{name: f, unit: EUR, %s}]}".formatted(ansi("f")))
                + "    filters: []\n";

        assertThat(Converting.of(Format.OSSIE, text).losses())
                .containsExactly(
                        "shop: the key filters is not one of Ossie's, and is not read",
                        "a: the key unit of f is not one of Ossie's",
                        "a: the key grain is not one of Ossie's");
    }

    @Test
    void severalFilesAreOneDocument() {
        var ossie = Converting.of(
                Format.OSSIE,
                dataset("{name: a, source: dwh.a}"),
                dataset("{name: b, source: dwh.b}").replace("shop", "stock"));

        assertThat(ossie.document().name()).isNull();
        assertThat(ossie.written().path("models")).hasSize(2);
    }

    @Test
    void theExampleOfTheDocumentationBecomesWhatItSays() {
        var text = "version: 0.2.0\nsemantic_model:\n  name: shop\n"
                + Converting.documented("ossie.md", 0).indent(2);

        var ossie = Converting.of(Format.OSSIE, text).inDatabase(null);

        var expected = Converting.tree(Converting.documented("ossie.md", 1)).path(0);
        assertThat(Converting.as(ossie.model("orders_joined"), expected)).isEqualTo(expected);
        assertThat(ossie.losses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a; DROP TABLE b", "SUM(orders.a) + 1; SELECT 2", "orders.a) + (1", "year * 2", "SUM(day)"})
    void sqlThatIsMoreThanAnExpressionIsNotUnderstood(String sql) {
        assertThat(Converting.of(Format.OSSIE, shop(sql)).losses())
                .anyMatch(loss -> loss.startsWith("shop: the metric m is left out: its expression has a window"));
    }

    private static String ansi(String expression) {
        String quoted = expression.startsWith("'") ? expression : "'" + expression.replace("'", "''") + "'";
        return "expression: {dialects: [{dialect: ANSI_SQL, expression: %s}]}".formatted(quoted);
    }

    private static String dataset(String datasets) {
        return """
                version: 0.2.0.dev0
                semantic_model:
                  - name: shop
                    datasets: [%s]
                """.formatted(datasets);
    }

    /** Orders with their users, these with their countries, and products; one metric m. */
    private static String shop(String metric) {
        return """
                version: 0.2.0.dev0
                semantic_model:
                  - name: shop
                    datasets:
                      - name: orders
                        source: dwh.orders
                        fields:
                          - {name: revenue, %s}
                          - {name: cost, %s}
                          - {name: margin, label: Margin, %s}
                          - {name: renamed, %s}
                      - name: users
                        source: SELECT * FROM dwh.users -- all
                        primary_key: [id]
                        fields: [{name: id, %s}, {name: age, %s}]
                      - {name: products, source: dwh.products, fields: [{name: id, %s}, {name: price, %s}]}
                      - {name: countries, source: dwh.countries, unique_keys: [[code]]}
                    relationships:
                      - {name: buyer, from: orders, to: users, from_columns: [user_id], to_columns: [id]}
                      - {name: product, from: orders, to: products, from_columns: [product_id], to_columns: [id]}
                      - {name: home, from: users, to: countries, from_columns: [country], to_columns: [code]}
                    metrics:
                      - {name: m, %s}
                """.formatted(
                        ansi("revenue"),
                        ansi("cost"),
                        ansi("revenue - cost"),
                        ansi("\"Other\""),
                        ansi("id"),
                        ansi("age"),
                        ansi("id"),
                        ansi("price"),
                        ansi(metric));
    }
}
