package dev.supersetsync.testenv;

import java.util.List;
import java.util.Map;

/**
 * What people have made in the demo's Superset before the first sync: the connection to the warehouse, two datasets of
 * the shop, two charts, and a dashboard with a filter.
 */
public final class Demo {

    private final SupersetServer superset;
    private final SupersetApi api;

    private Demo(SupersetServer superset) {
        this.superset = superset;
        this.api = SupersetApi.of(superset);
    }

    /** Makes what is not there yet, and gives the address of the dashboard. */
    public static String prepare(SupersetServer superset) {
        var demo = new Demo(superset);
        return "%s/superset/dashboard/%d/".formatted(superset.baseUrl(), demo.dashboard());
    }

    private int dashboard() {
        int database = api.registerDatabase("warehouse", Warehouse.shared().sqlalchemyUriFor(superset));
        return api.list("/dashboard/", "(page_size:100)").stream()
                .filter(row -> row.path("dashboard_title").asString().equals("Shop"))
                .findFirst()
                .map(row -> row.path("id").asInt())
                .orElseGet(() -> makeDashboard(database));
    }

    private int makeDashboard(int database) {
        int items = api.createDataset(database, "shop", "order_items");
        int orders = api.createDataset(database, "shop", "orders");
        return api.createDashboard(
                "Shop",
                List.of(revenueByMonth(items), ordersByChannel(orders)),
                List.of(new NativeFilter("Category", items, "category")));
    }

    private int revenueByMonth(int items) {
        var month = Map.of(
                "expressionType", "SQL",
                "sqlExpression", "ordered_at",
                "label", "ordered_at",
                "columnType", "BASE_AXIS",
                "timeGrain", "P1M");
        var revenue = List.of(SupersetApi.adHoc("SUM", "revenue"));
        return api.createChart(
                "Revenue by month",
                items,
                "echarts_timeseries_bar",
                Map.of(
                        "x_axis",
                        "ordered_at",
                        "time_grain_sqla",
                        "P1M",
                        "metrics",
                        revenue,
                        "groupby",
                        List.of("category"),
                        "adhoc_filters",
                        List.of(),
                        "stack",
                        "Stack"),
                Map.of("columns", List.of(month, "category"), "metrics", revenue, "row_limit", 10000));
    }

    private int ordersByChannel(int orders) {
        var number = SupersetApi.adHoc("COUNT", "order_id");
        return api.createChart(
                "Orders by channel",
                orders,
                "pie",
                Map.of("groupby", List.of("channel"), "metric", number, "adhoc_filters", List.of()),
                Map.of("columns", List.of("channel"), "metrics", List.of(number), "row_limit", 100));
    }
}
