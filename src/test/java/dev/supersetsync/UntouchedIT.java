package dev.supersetsync;

import static dev.supersetsync.World.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.testenv.SupersetLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Settings that a document cannot even name survive every update, though Superset wants whole lists of columns sent. */
@ExtendWith(SupersetLog.class)
class UntouchedIT {

    @RegisterExtension
    private final World world = new World();

    @Test
    void settingsOfTheDatasetStay() {
        int orders = world.personMakes("orders");
        API.put(
                "/dataset/" + orders,
                Map.of(
                        "always_filter_main_dttm",
                        true,
                        "offset",
                        3,
                        "default_endpoint",
                        "https://example.org/orders",
                        "fetch_values_predicate",
                        "paid",
                        "filter_select_enabled",
                        false,
                        "template_params",
                        "{\"a\": 1}",
                        "normalize_columns",
                        true,
                        "extra",
                        "{\"warning_markdown\":\"Mind the gap\",\"ours\":[1,{\"a\":null}]}"));
        var before = world.see("orders");

        world.models("- {table: orders, description: New, columns: [{name: status, label: Status}]}")
                .syncs();

        var after = world.see("orders");
        assertThat(after.text("description")).isEqualTo("New");
        for (var field : List.of(
                "always_filter_main_dttm",
                "offset",
                "default_endpoint",
                "fetch_values_predicate",
                "filter_select_enabled",
                "template_params",
                "normalize_columns",
                "main_dttm_col",
                "catalog",
                "owners")) {
            assertThat(after.json().path(field))
                    .as(field)
                    .isEqualTo(before.json().path(field));
        }
        assertThat(after.extra().path("warning_markdown").asString()).isEqualTo("Mind the gap");
        assertThat(after.extra().path("ours")).isEqualTo(before.extra().path("ours"));
        assertThat(after.extra().has("superset_sync")).isTrue();
    }

    @Test
    void settingsOfColumnsAndMetricsStay() {
        int orders = world.personMakes("orders");
        API.put("/dataset/" + orders, Map.of("columns", columns(), "metrics", metrics()));
        var before = world.see("orders");

        world.models("""
                - table: orders
                  columns: [{name: status, label: Status}]
                  metrics: [{name: more, aggregation: COUNT}]
                """).syncs();

        var after = world.see("orders");
        for (var field : List.of("extra", "python_date_format", "advanced_data_type", "type", "id")) {
            assertThat(after.column("status").path(field))
                    .as(field)
                    .isEqualTo(before.column("status").path(field));
        }
        for (var field : List.of("extra", "d3format", "warning_text", "verbose_name", "expression", "id")) {
            assertThat(after.metric("count").path(field))
                    .as(field)
                    .isEqualTo(before.metric("count").path(field));
        }
        assertThat(after.metric("count").path("extra").asString()).contains("Board");
    }

    private List<Map<String, Object>> columns() {
        var orders = world.see("orders");
        return orders.columnNames().stream()
                .map(name -> column(name, orders.column(name).path("id").asInt()))
                .toList();
    }

    private static Map<String, Object> column(String name, int id) {
        var column = new HashMap<String, Object>(Map.of("id", id, "column_name", name));
        if (name.equals("status")) {
            column.put("extra", "{\"warning_markdown\":\"Old\"}");
            column.put("python_date_format", "%Y-%m-%d");
            column.put("advanced_data_type", "ipv4");
        }
        return column;
    }

    private List<Map<String, Object>> metrics() {
        var count = world.see("orders").metric("count");
        return List.of(Map.of(
                "id", count.path("id").asInt(),
                "metric_name", "count",
                "expression", "COUNT(*)",
                "d3format", ",d",
                "warning_text", "Careful",
                "extra", "{\"certification\":{\"certified_by\":\"Board\",\"details\":\"x\"}}"));
    }
}
