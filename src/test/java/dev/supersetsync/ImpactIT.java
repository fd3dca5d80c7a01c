package dev.supersetsync;

import static dev.supersetsync.World.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.Gallery.Fate;
import dev.supersetsync.testenv.SupersetLog;
import dev.supersetsync.testenv.SupersetServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a plan says that it does to charts, filters, rules and alerts is what really happens to them. */
@ExtendWith(SupersetLog.class)
class ImpactIT {

    private static final boolean SINCE_6 = SupersetServer.shared().version().startsWith("6.");
    private static final Set<String> OWNED = Set.of("CHART", "DASHBOARD", "NATIVE_FILTER", "ALERT");
    private static final String ITEMS = "- {table: items, columns: [{name: id}, {name: status}, {name: sold_at}]}\n";
    private static final String ORDERS = """
            - table: orders
              columns:
                - {name: order_id}
                - {name: ordered_at, temporal: true}
                - {name: status}
                - {name: customer_id}
                - {name: revenue}
                - {name: cost}
                - {name: paid}
                - {name: margin, type: NUMERIC, expression: revenue - cost}
              metrics:
                - {name: total, expression: SUM(revenue)}
                - {name: orders, aggregation: COUNT}
            """;

    private static final String KEPT = """
            - table: orders
              columns: [{name: order_id}, {name: customer_id}, {name: revenue}, {name: cost}]
              metrics: [{name: orders, aggregation: COUNT}]
            """;

    @RegisterExtension
    private final World world = new World();

    private final Gallery gallery = new Gallery(world);

    @BeforeEach
    void makeTable() {
        world.sql("""
                CREATE TABLE %s.items (id bigint, status text, sold_at timestamp);
                INSERT INTO %s.items VALUES (1, 'done', '2026-01-05'), (2, 'open', '2026-02-05')
                """);
    }

    @Test
    void whatReplaceTakesAwayBreaksWhoUsesIt() {
        world.models(ORDERS + ITEMS).syncs();
        int orders = world.see("orders").id();
        int items = world.see("items").id();
        chartsOfMetrics(orders);
        int grouped = chartsOfColumns(orders);
        int open = chartsOfFilters(orders);
        int layered = layered(items, grouped);
        filters(orders, items, open);
        dashboard("Charts", List.of(grouped, layered), "");
        reports(grouped);
        var replaced = world.models(KEPT + ITEMS).strategy("REPLACE");
        var before = world.see("orders");

        var withheld = replaced.syncs();
        assertThat(withheld.withheld())
                .containsExactlyInAnyOrder(
                        "REPLACE orders columns.ordered_at USED",
                        "REPLACE orders columns.status USED",
                        "REPLACE orders columns.paid USED",
                        "REPLACE orders columns.margin USED",
                        "REPLACE orders metrics.total USED");
        gallery.isAsBefore();

        var refused = replaced.guard("breaking_changes", "FAIL").sync().expect(409);
        assertThat(refused.problem()).isEqualTo("breaking-changes");
        gallery.isToldIn(refused);
        assertThat(world.see("orders").definition()).isEqualTo(before.definition());

        var run = replaced.guard("breaking_changes", "ALLOW").syncs();
        gallery.isAsSaid(run);
        assertThat(Gallery.others(run)).containsExactlyInAnyOrderElementsOf(touchedByReplace());
        assertThat(rejected(orders, "status")).isTrue();
        assertPeopleCanOpenAll(run, grouped);
    }

    private static List<String> touchedByReplace() {
        var touched = new ArrayList<>(List.of(
                "NATIVE_FILTER Filters: Only: BREAKS column status",
                "NATIVE_FILTER Filters: Before: BREAKS column paid",
                "NATIVE_FILTER Filters: Sorted: BREAKS metric total",
                "NATIVE_FILTER Filters: Time: BREAKS column ordered_at",
                "NATIVE_FILTER Foreign: By name: BREAKS column status",
                "NATIVE_FILTER Cascade: Parent: BREAKS column status",
                "DASHBOARD Filters: BREAKS filter Filters: Before, filter Filters: Only, filter Filters: Sorted, filter Filters: Time",
                "DASHBOARD Foreign: BREAKS filter Foreign: By name",
                "DASHBOARD Cascade: BREAKS filter Cascade: Parent",
                "DASHBOARD Charts: BREAKS chart group by, chart layered",
                "ALERT Alert: BREAKS chart group by",
                "ALERT Report: BREAKS chart group by"));
        if (SINCE_6) {
            touched.add("NATIVE_FILTER Customised: Now: BREAKS column status");
            touched.add("NATIVE_FILTER Customised: In 6.0: BREAKS column status");
            touched.add("DASHBOARD Customised: BREAKS filter Customised: In 6.0, filter Customised: Now");
        }
        return touched;
    }

    /** Everybody who has owners and is named, with an address. */
    private static void assertPeopleCanOpenAll(Answer run, int chart) {
        var owner = owner(chart);
        assertThat(Gallery.impacts(run)).isNotEmpty().allSatisfy(impact -> {
            assertThat(impact.path("url").asString())
                    .startsWith(SupersetServer.shared().baseUrl());
            assertThat(impact.path("owners").valueStream().map(JsonNode::asString))
                    .isEqualTo(OWNED.contains(impact.path("kind").asString()) ? List.of(owner) : List.of());
        });
    }

    private static String owner(int chart) {
        var me = API.get("/chart/" + chart).path("result").path("owners").path(0);
        return me.path("first_name").asString() + " " + me.path("last_name").asString();
    }

    /** A chart of another dataset that shows a chart besides its own data. */
    private int layered(int items, int shown) {
        return gallery.chart(
                "layered",
                items,
                "BREAKS chart group by",
                Fate.FAILS,
                "metrics: [count], groupby: [], annotation_layers: [{annotationType: EVENT, sourceType: table, name: l, value: %d}]"
                        .formatted(shown),
                """
                metrics: [{expressionType: SQL, sqlExpression: COUNT(*), label: n}], annotation_layers: [{annotationType: EVENT,
                 sourceType: table, name: l, value: %d, show: true, showMarkers: false}]""".formatted(shown));
    }

    private void filters(int orders, int items, int open) {
        var scope = "type: NATIVE_FILTER, scope: {rootPath: [ROOT_ID], excluded: []}";
        dashboard("Filters", List.of(), """
                native_filter_configuration: [
                 {id: NATIVE_FILTER-1, name: Only, filterType: filter_select, %2$s,
                  targets: [{datasetId: %1$d, column: {name: status}}]},
                 {id: NATIVE_FILTER-2, name: Before, filterType: filter_select, %2$s,
                  targets: [{datasetId: %1$d, column: {name: order_id}}],
                  adhoc_filters: [{clause: WHERE, expressionType: SIMPLE, subject: paid, operator: IS TRUE}]},
                 {id: NATIVE_FILTER-3, name: Sorted, filterType: filter_select, %2$s,
                  targets: [{datasetId: %1$d, column: {name: order_id}}], controlValues: {sortMetric: total}},
                 {id: NATIVE_FILTER-4, name: Time, filterType: filter_timecolumn, %2$s, targets: [{datasetId: %1$d}],
                  defaultDataMask: {extraFormData: {granularity_sqla: ordered_at}}},
                 {id: NATIVE_FILTER-5, name: By SQL, filterType: filter_select, %2$s,
                  targets: [{datasetId: %1$d, column: {name: order_id}}],
                  adhoc_filters: [{clause: WHERE, expressionType: SQL, sqlExpression: paid}]}]
                """.formatted(orders, scope));
        dashboard("Foreign", List.of(open), """
                native_filter_configuration: [{id: NATIVE_FILTER-1, name: By name, filterType: filter_select, %s,
                 chartsInScope: [], targets: [{datasetId: %d, column: {name: status}}]}]
                """.formatted(scope, items));
        dashboard("Cascade", List.of(), """
                native_filter_configuration: [
                 {id: NATIVE_FILTER-1, name: Parent, filterType: filter_select, %1$s,
                  targets: [{datasetId: %2$d, column: {name: status}}]},
                 {id: NATIVE_FILTER-2, name: Child, filterType: filter_select, %1$s, cascadeParentIds: [NATIVE_FILTER-1],
                  targets: [{datasetId: %3$d, column: {name: order_id}}]}]
                """.formatted(scope, items, orders));
        if (SINCE_6) {
            dashboard("Customised", List.of(), """
                    chart_customization_config: [
                     {id: CHART_CUSTOMIZATION-1, name: Now, type: CHART_CUSTOMIZATION,
                      filterType: chart_customization_dynamic_groupby, targets: [{datasetId: %1$d, column: {name: status}}],
                      scope: {rootPath: [ROOT_ID], excluded: []}, controlValues: {}, cascadeParentIds: []},
                     {id: groupby_1, title: In 6.0, customization: {name: g, dataset: '%1$d', column: status}}]
                    """.formatted(orders));
        }
    }

    private void reports(int chart) {
        var common = """
                , crontab: 0 9 * * *, timezone: UTC, active: false, chart: %d, creation_method: alerts_reports, report_format: PNG,
                 recipients: [{type: Email, recipient_config_json: {target: nobody@example.org}}]""".formatted(chart);
        var alert =
                "type: Alert, name: Alert, database: %d, sql: SELECT 1, validator_type: not null, validator_config_json: {}"
                        .formatted(World.database());
        for (var report : List.of("type: Report, name: Report", alert)) {
            world.goesAfterwards(
                    "/report/",
                    API.post("/report/", Gallery.tree(report + common))
                            .path("id")
                            .asInt());
        }
    }

    /** Whether Superset passes over a filter that a dashboard adds to a chart of the dataset. */
    private static boolean rejected(int dataset, String column) {
        var filter = Map.of("col", column, "op", "==", "val", "done");
        var answer = World.ask(dataset, List.of("order_id"), List.of(), List.of(filter));
        return !answer.json().path("result").path(0).path("rejected_filters").isEmpty();
    }

    private void chartsOfMetrics(int orders) {
        var total = "BREAKS metric total";
        gallery.chart("metrics", orders, total, Fate.FAILS, "metrics: [total]");
        gallery.chart("metric", orders, total, Fate.FAILS, "metric: total", "metrics: [total]");
        gallery.chart(
                "percent",
                orders,
                total,
                Fate.FAILS,
                "metrics: [orders], percent_metrics: [total]",
                "metrics: [orders, total]");
        gallery.chart(
                "sort",
                orders,
                total,
                Fate.FAILS,
                "groupby: [order_id], metrics: [orders], timeseries_limit_metric: total",
                "columns: [order_id], metrics: [orders], orderby: [[total, false]]");
        gallery.chart("old way", orders, total, Fate.FAILS, "metrics: [{label: total}]");
        gallery.chart(
                "SIMPLE of a calculated column",
                orders,
                "BREAKS column margin",
                Fate.FAILS,
                "metrics: [{expressionType: SIMPLE, column: {column_name: margin}, aggregate: SUM, label: m}]");
        gallery.chart(
                "SIMPLE of a column",
                orders,
                "BREAKS column status",
                Fate.FAILS,
                "metrics: [{expressionType: SIMPLE, column: {column_name: status}, aggregate: MAX, label: m}]");
        gallery.chart(
                "SQL", orders, "", Fate.SAME, "metrics: [{expressionType: SQL, sqlExpression: MAX(status), label: m}]");
        gallery.chart("another metric", orders, "", Fate.SAME, "metrics: [orders]");
    }

    private int chartsOfColumns(int orders) {
        int grouped = gallery.chart(
                "group by",
                orders,
                "BREAKS column status",
                Fate.FAILS,
                "groupby: [status], metrics: [orders]",
                "columns: [status], metrics: [orders]");
        gallery.chart(
                "rows",
                orders,
                "BREAKS column paid",
                Fate.FAILS,
                "query_mode: raw, all_columns: [order_id, paid]",
                "columns: [order_id, paid]");
        gallery.chart(
                "order of rows",
                orders,
                "BREAKS column paid",
                Fate.FAILS,
                "query_mode: raw, all_columns: [order_id], order_by_cols: ['[\"paid\", true]']",
                "columns: [order_id], orderby: [[paid, true]]");
        gallery.chart(
                "x axis", orders, "BREAKS column ordered_at", Fate.SAME, "x_axis: ordered_at, metrics: [orders]", """
                metrics: [orders], columns: [{columnType: BASE_AXIS, sqlExpression: ordered_at, label: ordered_at,
                 expressionType: SQL, timeGrain: P1M}]""");
        gallery.chart(
                "x axis of a calculated column",
                orders,
                "BREAKS column margin",
                Fate.FAILS,
                "x_axis: margin, metrics: [orders]",
                "metrics: [orders], columns: [{columnType: BASE_AXIS, sqlExpression: margin, label: margin, expressionType: SQL}]");
        gallery.chart(
                "series",
                orders,
                "BREAKS column paid",
                Fate.FAILS,
                "x_axis: order_id, groupby: [paid], metrics: [orders]",
                "metrics: [orders], columns: [order_id, paid], series_columns: [paid], series_limit: 5");
        gallery.chart(
                "SQL column",
                orders,
                "",
                Fate.SAME,
                "groupby: [{expressionType: SQL, sqlExpression: upper(status), label: s}], metrics: [orders]",
                "columns: [{expressionType: SQL, sqlExpression: upper(status), label: s}], metrics: [orders]");
        gallery.chart(
                "only in the query",
                orders,
                "BREAKS column status",
                Fate.FAILS,
                "metrics: [orders]",
                "columns: [status], metrics: [orders]");
        gallery.chart(
                "only in the settings",
                orders,
                "BREAKS column status",
                Fate.SAME,
                "groupby: [status], metrics: [orders]",
                "metrics: [orders]");
        return grouped;
    }

    private int chartsOfFilters(int orders) {
        gallery.chart(
                "filter",
                orders,
                "BREAKS column status",
                Fate.IGNORES,
                """
                metrics: [orders], adhoc_filters: [{clause: WHERE, expressionType: SIMPLE, subject: status, operator: IN,
                 comparator: [done]}]""",
                "metrics: [orders], filters: [{col: status, op: IN, val: [done]}]");
        gallery.chart(
                "time range",
                orders,
                "BREAKS column ordered_at",
                Fate.IGNORES,
                """
                metrics: [orders], adhoc_filters: [{clause: WHERE, expressionType: SIMPLE, subject: ordered_at,
                 operator: TEMPORAL_RANGE, comparator: '2026-01-01 : 2026-02-01'}]""",
                "metrics: [orders], filters: [{col: ordered_at, op: TEMPORAL_RANGE, val: '2026-01-01 : 2026-02-01'}]");
        gallery.chart(
                "time column",
                orders,
                "BREAKS column ordered_at",
                Fate.OTHER,
                "metrics: [orders], granularity_sqla: ordered_at, time_range: '2026-01-01 : 2026-02-01'",
                "metrics: [orders], granularity: ordered_at, time_range: '2026-01-01 : 2026-02-01'");
        gallery.chart(
                "SQL filter", orders, "", Fate.SAME, """
                metrics: [orders], adhoc_filters: [{clause: WHERE, expressionType: SQL, sqlExpression: status = 'done'}]""", "metrics: [orders], extras: {where: (status = 'done')}");
        gallery.chart(
                "filter by a metric",
                orders,
                "BREAKS metric total",
                SINCE_6 ? Fate.OTHER : Fate.SAME,
                """
                groupby: [customer_id], metrics: [orders], adhoc_filters: [{clause: HAVING, expressionType: SIMPLE,
                 subject: total, operator: '>', comparator: 50}]""",
                "columns: [customer_id], metrics: [orders], filters: [{col: total, op: '>', val: 50}]");
        gallery.chart(
                "filter by a metric that only the query has",
                orders,
                "BREAKS metric total",
                SINCE_6 ? Fate.OTHER : Fate.SAME,
                "groupby: [customer_id], metrics: [orders]",
                "columns: [customer_id], metrics: [orders], filters: [{col: total, op: '>', val: 50}]");
        return gallery.chart("open to filters", orders, "", Fate.SAME, "metrics: [orders]");
    }

    @Test
    void whatReplaceTakesAwayHitsWhoIsFilteredByItAndWhoShowsIt() {
        world.models(ORDERS + ITEMS).syncs();
        int orders = world.see("orders").id();
        int items = world.see("items").id();
        int counted = gallery.chart("counted", orders, crossed("sender"), Fate.SAME, "metrics: [orders]");
        int apart = gallery.chart("apart", orders, "", Fate.SAME, "metrics: [orders]");
        int excluded = gallery.chart("excluded", orders, "", Fate.SAME, "metrics: [orders]");
        int shown = gallery.chart("shown", orders, "BREAKS column status", Fate.FAILS, "columns: [status]");
        int sender = gallery.chart(
                "sender", items, "", Fate.SAME, "groupby: [status], metrics: []", "columns: [status], metrics: []");
        gallery.chart(
                "echarts_timeseries_line",
                "layered in the query",
                items,
                "BREAKS chart shown",
                Fate.FAILS,
                "metrics: []",
                """
                metrics: [{expressionType: SQL, sqlExpression: COUNT(*), label: n}], annotation_layers: [{annotationType: EVENT,
                 sourceType: table, name: l, value: %d, show: true, showMarkers: false}]""".formatted(shown));
        dashboard(
                "Crossed",
                List.of(counted, sender, excluded),
                "chart_configuration: {'%1$d': {id: %1$d, crossFilters: {scope: {rootPath: [ROOT_ID], excluded: [%2$d]}}}}"
                        .formatted(sender, excluded));
        int unheard = gallery.chart(
                "unheard", items, "", Fate.SAME, "groupby: [status], metrics: []", "columns: [status], metrics: []");
        dashboard("Apart", List.of(apart, unheard), "cross_filters_enabled: false");

        var run = world.models(KEPT + ITEMS)
                .strategy("REPLACE")
                .guard("breaking_changes", "ALLOW")
                .syncs();

        gallery.isAsSaid(run);
        assertThat(Gallery.others(run)).containsExactlyInAnyOrder("DASHBOARD Crossed: BREAKS chart counted");
        assertThat(rejected(orders, "status")).isTrue();
    }

    /** The name of a removed column then goes to the warehouse as SQL, but nothing filters by it any more. */
    @Test
    void whatReplaceTakesAwayStillShowsAsAnAxisAndFiltersNothing() {
        world.sql("""
                CREATE TABLE %s.axes (order_id bigint, status text, "Status" text);
                INSERT INTO %s.axes VALUES (1, 'done', 'a'), (2, 'open', 'b');
                """);
        world.models("""
                - {table: axes, columns: [{name: order_id}, {name: status}, {name: Status}], metrics: [{name: n, aggregation: COUNT}]}
                """).syncs();
        int axes = world.see("axes").id();
        gallery.chart("plain", axes, "BREAKS column status", Fate.SAME, "x_axis: status, metrics: [n]", axis("status"));
        gallery.chart(
                "quoted", axes, "BREAKS column Status", Fate.OTHER, "x_axis: Status, metrics: [n]", axis("Status"));

        var run = world.models("""
                - {table: axes, columns: [{name: order_id}], metrics: [{name: n, aggregation: COUNT}]}
                """)
                .strategy("REPLACE")
                .guard("breaking_changes", "ALLOW")
                .syncs();

        gallery.isAsSaid(run);
        assertThat(rejected(axes, "status")).isTrue();
    }

    private static String axis(String column) {
        return "metrics: [n], columns: [{columnType: BASE_AXIS, sqlExpression: %1$s, label: %1$s, expressionType: SQL}]"
                .formatted(column);
    }

    private static String crossed(String sender) {
        return "BREAKS column status, by which chart " + sender + " filters it";
    }

    /** Whether Superset runs templates is a matter of the server: here it need not. */
    @Test
    void whatMacrosTakeInIsUsed() {
        world.models(ORDERS + ITEMS).syncs();
        int orders = world.see("orders").id();
        int items = world.see("items").id();
        World.PEOPLE.addMetric(orders, "double", "{{ metric('total') }} * 2");
        int reading = reader("reading", "SELECT status FROM {{ dataset(%d) }}".formatted(orders));
        int all = reader("all", "SELECT * FROM {{ dataset(%d) }}".formatted(reading));
        var said = Map.of(
                gallery.silent("double", orders, "", "metrics: [double]"), "BREAKS metric double",
                gallery.silent("macro", orders, "", metric("{{ metric('total') }}")), "BREAKS metric total",
                gallery.silent("far", items, metric("{{ metric('total', %d) }}".formatted(orders)), ""),
                        "BREAKS metric total",
                gallery.silent("reading", reading, "", "columns: [status]"),
                        "BREAKS column status in the query of reading",
                gallery.silent("all", all, "", "columns: [status]"), "BREAKS dataset reading in the query of all",
                gallery.silent("other", items, "", metric("{{ metric('total') }}")), "");
        var kept = world.models(KEPT + ITEMS);

        assertThat(kept.syncs().withheld()).contains("UPDATE orders metrics.total USED");
        assertThat(kept.strategy("REPLACE").syncs().withheld())
                .contains(
                        "REPLACE orders metrics.total USED",
                        "REPLACE orders columns.status USED",
                        "REPLACE orders metrics.double USED");

        var run = kept.strategy("REPLACE").guard("breaking_changes", "ALLOW").syncs();
        said.forEach((chart, words) -> assertThat(Gallery.said(run, chart)).isEqualTo(words));
        assertThat(Gallery.others(run)).containsExactly("METRIC double: BREAKS metric total");
        var deletion = world.models(ITEMS)
                .strategy("DELETE")
                .guard("breaking_changes", "ALLOW")
                .syncs();
        assertThat(Gallery.impacts(deletion).stream()
                        .map(impact -> impact.path("uses").toString()))
                .contains("[\"dataset() in the query of reading\"]", "[\"dataset reading in the query of all\"]");
    }

    /** A query of a person's, whether it runs or not. */
    private int reader(String name, String sql) {
        int id = API.post(
                        "/dataset/",
                        Map.of(
                                "database",
                                World.database(),
                                "schema",
                                world.name(),
                                "table_name",
                                name,
                                "sql",
                                "SELECT 'a' AS status"))
                .path("id")
                .asInt();
        World.PEOPLE.set(id, "sql", sql);
        return id;
    }

    @Test
    void aQueryThatLosesAColumnBreaksTheFiltersWhoseValuesAreFetchedByIt() {
        world.models(chosen("order_id, paid")).syncs();
        int chosen = world.see("chosen").id();
        World.PEOPLE.set(chosen, "fetch_values_predicate", "paid");
        gallery.chart(
                "as the filter asks",
                chosen,
                "",
                Fate.FAILS,
                "metrics: []",
                "columns: [order_id], apply_fetch_values_predicate: true");
        gallery.chart("another", chosen, "", Fate.SAME, "columns: [order_id]");
        dashboard("Filters", List.of(), """
                native_filter_configuration: [
                 {id: NATIVE_FILTER-1, name: Choice, filterType: filter_select, targets: [{datasetId: %1$d, column: {name: order_id}}]},
                 {id: NATIVE_FILTER-2, name: Range, filterType: filter_range, targets: [{datasetId: %1$d, column: {name: order_id}}]}]
                """.formatted(chosen));
        var changed = world.models(chosen("order_id"));

        assertThat(changed.syncs().withheld()).containsExactly("UPDATE chosen sql USED");

        var run = changed.guard("breaking_changes", "ALLOW").syncs();
        gallery.isAsSaid(run);
        assertThat(Gallery.others(run))
                .containsExactlyInAnyOrder(
                        "NATIVE_FILTER Filters: Choice: BREAKS column paid for its values",
                        "DASHBOARD Filters: BREAKS filter Filters: Choice");
    }

    private String chosen(String columns) {
        return "- {table: chosen, sql: 'SELECT %s FROM %s.orders', columns: [{name: order_id}]}\n"
                .formatted(columns, world.name());
    }

    @Test
    void aQueryThatLosesColumnsBreaksTheSqlThatNamesThem() {
        world.models(recent("order_id, revenue, status, paid") + ruled("order_id, status") + ORDERS)
                .syncs();
        int recent = world.see("recent").id();
        chartsOnRecent(recent);
        int ruled = world.see("ruled").id();
        world.rule(ruled, "status = 'done'", API.role("Admin"));
        gallery.chart("ruled", ruled, "", Fate.FAILS, "columns: [order_id]");
        gallery.chart("total", world.see("orders").id(), "BREAKS metric total", Fate.FAILS, "metrics: [total]");
        gallery.chart("margin", world.see("orders").id(), "BREAKS column margin", Fate.FAILS, "columns: [margin]");
        dashboard("Filters", List.of(), """
                native_filter_configuration: [
                 {id: NATIVE_FILTER-1, name: Null, targets: [{datasetId: %1$d, column: {name: status}}]},
                 {id: NATIVE_FILTER-2, name: By SQL, targets: [{datasetId: %1$d, column: {name: order_id}}],
                  adhoc_filters: [{clause: WHERE, expressionType: SQL, sqlExpression: paid}]}]""".formatted(recent));
        var changed = world.models(recent("order_id, revenue") + ruled("order_id") + KEPT);

        var withheld = changed.syncs();
        assertThat(withheld.withheld())
                .containsExactlyInAnyOrder(
                        "UPDATE recent sql USED",
                        "UPDATE ruled sql USED",
                        "UPDATE orders columns.margin USED",
                        "UPDATE orders metrics.total USED");
        gallery.isAsBefore();

        assertThat(changed.guard("breaking_changes", "FAIL").sync().expect(409).problem())
                .isEqualTo("breaking-changes");
        gallery.isAsBefore();

        var run = changed.guard("breaking_changes", "ALLOW").syncs();
        gallery.isAsSaid(run);
        assertThat(Gallery.others(run))
                .containsExactlyInAnyOrder(
                        "METRIC done: BREAKS column status",
                        "COLUMN size: BREAKS column status",
                        "ROW_LEVEL_SECURITY %s: BREAKS column status".formatted(world.name()),
                        "NATIVE_FILTER Filters: Null: RETURNS_NULL column status",
                        "NATIVE_FILTER Filters: By SQL: BREAKS column paid",
                        "DASHBOARD Filters: RETURNS_NULL filter Filters: Null",
                        "DASHBOARD Filters: BREAKS filter Filters: By SQL");
    }

    private String recent(String columns) {
        return """
                - table: recent
                  sql: SELECT %s FROM %s.orders
                  columns: [{name: order_id}, {name: revenue}, {name: size, type: BIGINT, expression: length(status)}]
                  undeclared_columns: INCLUDE
                  metrics:
                    - {name: done, expression: COUNT(*) FILTER (WHERE status = 'done')}
                    - {name: orders, aggregation: COUNT}
                """.formatted(columns, world.name());
    }

    private String ruled(String columns) {
        return "- {table: ruled, sql: 'SELECT %s FROM %s.orders', columns: [{name: order_id}]}\n"
                .formatted(columns, world.name());
    }

    private void chartsOnRecent(int recent) {
        var sql = "BREAKS column status";
        var empty = "RETURNS_NULL column status";
        gallery.chart("group by", recent, empty, Fate.NULL, "columns: [status], metrics: [orders]");
        gallery.chart("x axis", recent, empty, Fate.NULL, """
                metrics: [orders], columns: [{columnType: BASE_AXIS, sqlExpression: status, label: status,
                 expressionType: SQL}]""");
        gallery.chart(
                "filter", recent, empty, Fate.NULL, "columns: [order_id], filters: [{col: status, op: ==, val: done}]");
        gallery.chart("SIMPLE", recent, empty, Fate.NULL, """
                metrics: [{expressionType: SIMPLE, column: {column_name: status}, aggregate: MAX, label: m}]""");
        gallery.chart("distinct", recent, empty, Fate.OTHER, """
                metrics: [{expressionType: SIMPLE, column: {column_name: status}, aggregate: COUNT_DISTINCT, label: m}]""");
        gallery.chart("SQL", recent, sql, Fate.FAILS, metric("MAX(Status)"));
        gallery.chart("SQL column", recent, sql, Fate.FAILS, """
                metrics: [orders], columns: [{expressionType: SQL, sqlExpression: upper(status), label: s}]""");
        gallery.chart(
                "SQL filter", recent, sql, Fate.FAILS, "metrics: [orders], extras: {where: \"(status = 'done')\"}");
        gallery.chart(
                "SQL having",
                recent,
                sql,
                Fate.FAILS,
                "metrics: [orders], columns: [order_id], extras: {having: \"(MAX(status) <> 'open')\"}");
        gallery.chart("SQL in a dialect's own words", recent, sql + " ?", Fate.FAILS, metric("|/ SUM(length(status))"));
        gallery.chart("metric", recent, "BREAKS metric done", Fate.FAILS, "metrics: [done]");
        gallery.chart("calculated", recent, "BREAKS column size", Fate.FAILS, "columns: [size]");
        gallery.chart(
                "both",
                recent,
                "BREAKS column paid; RETURNS_NULL column status",
                Fate.FAILS,
                "columns: [status], " + metric("bool_or(paid)"));
        gallery.chart("only a text", recent, "", Fate.SAME, metric("COUNT(*) FILTER (WHERE revenue::text = 'status')"));
        gallery.chart("another", recent, "", Fate.SAME, "columns: [order_id], metrics: [orders]");
    }

    private static String metric(String sql) {
        return "metrics: [{expressionType: SQL, sqlExpression: \"%s\", label: m}]".formatted(sql);
    }

    @Test
    void aColumnThatTheWarehouseLostAnswersNullAndFailsInSql() {
        world.models(ORDERS).syncs();
        int orders = world.see("orders").id();
        int template = gallery.silent("template", orders, "", metric("SUM({{ 'cost' }})"));
        gallery.chart("group by", orders, "RETURNS_NULL column status", Fate.NULL, "columns: [status]");
        gallery.chart(
                "filter",
                orders,
                "RETURNS_NULL column status",
                Fate.NULL,
                "columns: [order_id], filters: [{col: status, op: IN, val: [done]}]");
        gallery.chart("SQL", orders, "BREAKS column cost", Fate.FAILS, metric("SUM(cost)"));
        gallery.chart("calculated", orders, "BREAKS column margin", Fate.FAILS, "columns: [margin]");
        gallery.chart("another", orders, "", Fate.SAME, "columns: [order_id], metrics: [total]");
        world.sql("ALTER TABLE %s.orders DROP COLUMN status, DROP COLUMN cost");
        var fewer = ORDERS.replace("    - {name: status}\n", "").replace("    - {name: cost}\n", "");

        var run = world.models(fewer).guard("breaking_changes", "FAIL").syncs();

        gallery.isAsSaid(run);
        assertThat(run.withheld()).isEmpty();
        assertThat(Gallery.said(run, template)).isEqualTo("BREAKS column cost ?");
        assertThat(Gallery.others(run)).containsExactly("COLUMN margin: BREAKS column cost");
    }

    @Test
    void whatIsRedefinedOrRetainedGivesOtherNumbersAndHoldsNothingBack() {
        world.models(ORDERS).syncs();
        int orders = world.see("orders").id();
        var other = "CHANGES_NUMBERS ";
        gallery.chart("metric", orders, other + "metric total", Fate.OTHER, "metrics: [total]");
        gallery.chart("calculated", orders, other + "column margin", Fate.OTHER, """
                metrics: [{expressionType: SIMPLE, column: {column_name: margin}, aggregate: SUM, label: m}]""");
        gallery.chart("time", orders, other + "column ordered_at", Fate.OTHER, """
                metrics: [orders], columns: [{columnType: BASE_AXIS, sqlExpression: ordered_at, label: ordered_at,
                 expressionType: SQL, timeGrain: P1M}]""");
        gallery.chart(
                "type",
                orders,
                other + "column status",
                Fate.NULL,
                "columns: [order_id], filters: [{col: status, op: IN, val: [done]}]");
        gallery.chart("retained", orders, "RETURNS_NULL column cost", Fate.NULL, "columns: [cost]");
        gallery.chart(
                "retained, in a filter",
                orders,
                "RETURNS_NULL column cost",
                Fate.NULL,
                "columns: [order_id], filters: [{col: cost, op: '>', val: 1}]");
        gallery.chart("retained, in SQL", orders, "", Fate.SAME, metric("SUM(cost)"));
        gallery.chart("another", orders, "", Fate.SAME, "columns: [order_id], metrics: [orders]");
        var redefined = ORDERS.replace("SUM(revenue)", "SUM(revenue) * 2")
                .replace("revenue - cost", "revenue - 2 * cost")
                .replace("    - {name: cost}\n", "")
                .replace("temporal: true", "temporal: false")
                .replace("- {name: status}", "- {name: status, type: BIGINT}")
                .replace("- table: orders", "- table: orders\n  undeclared_columns: RETAIN_AS_NULL");

        var run = world.models(redefined).guard("breaking_changes", "FAIL").syncs();

        assertThat(run.withheld()).isEmpty();
        gallery.isAsSaid(run);
        assertThat(Gallery.others(run)).isEmpty();
    }

    @Test
    void aDeletedDatasetBreaksEverybody() {
        world.models(ORDERS + ITEMS).syncs();
        int orders = world.see("orders").id();
        int grouped = gallery.chart(
                "group by", orders, "BREAKS dataset", Fate.FAILS, "columns: [order_id], metrics: [orders]");
        gallery.chart("without saved names", orders, "BREAKS dataset", Fate.FAILS, metric("COUNT(*)"));
        int layered = layered(world.see("items").id(), grouped);
        dashboard("Charts", List.of(layered), "");
        dashboard(
                "Filters",
                List.of(),
                "native_filter_configuration: [{id: NATIVE_FILTER-1, name: Only, targets: [{datasetId: %d, column: {name: status}}]}]"
                        .formatted(orders));
        world.rule(orders, "1 = 1", API.role("Gamma"));
        reports(grouped);
        var deleting = world.models(ITEMS).strategy("DELETE");

        assertThat(deleting.syncs().withheld()).containsExactly("DELETE orders USED");
        gallery.isAsBefore();
        assertThat(deleting.guard("breaking_changes", "FAIL").sync().expect(409).problem())
                .isEqualTo("breaking-changes");
        gallery.isAsBefore();

        var run = deleting.guard("breaking_changes", "ALLOW").syncs();
        gallery.isAsSaid(run);
        assertThat(Gallery.others(run))
                .containsExactlyInAnyOrder(
                        "NATIVE_FILTER Filters: Only: BREAKS dataset",
                        "ROW_LEVEL_SECURITY %s: BREAKS dataset".formatted(world.name()),
                        "DASHBOARD Charts: BREAKS chart layered",
                        "DASHBOARD Filters: BREAKS filter Filters: Only",
                        "ALERT Alert: BREAKS chart group by",
                        "ALERT Report: BREAKS chart group by");
    }

    /** A dashboard with these charts and this metadata. */
    private int dashboard(String title, List<Integer> charts, String metadata) {
        var body = new HashMap<String, Object>(Map.of("dashboard_title", title));
        body.put("json_metadata", JsonMapper.shared().writeValueAsString(Gallery.tree(metadata)));
        int id = API.post("/dashboard/", body).path("id").asInt();
        charts.forEach(chart -> API.put("/chart/" + chart, Map.of("dashboards", List.of(id))));
        return world.goesAfterwards("/dashboard/", id);
    }
}
