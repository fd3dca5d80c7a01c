package dev.supersetsync.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tables of one schema, each with 30 columns, and what shall become of them in Superset: a dataset each with all columns
 * and 8 metrics, said once as models for the service and once as the body that a bare client writes.
 *
 * @param schema the schema, which is of this alone
 * @param size how many tables there are
 */
public record ManyTables(String schema, int size) {

    public static final int COLUMNS = 30;
    public static final int METRICS = 8;

    /** What people read above the column whose label changes. */
    public static final String LABEL = "State";

    private static final String LABELLED = "c03";
    private static final List<String> TYPES = List.of("BIGINT", "TIMESTAMP", "TEXT", "NUMERIC", "INTEGER");

    /** The statements that make the schema and its tables, without rows. */
    public String ddl() {
        String columns =
                columns().mapToObj(column -> name(column) + " " + type(column)).collect(Collectors.joining(", "));
        return "CREATE SCHEMA %s;\n".formatted(schema)
                + names().stream()
                        .map(table -> "CREATE TABLE %s.%s (%s);\n".formatted(schema, table, columns))
                        .collect(Collectors.joining());
    }

    /** The names of the tables and of their datasets. */
    public List<String> names() {
        return IntStream.range(0, size).mapToObj("t%04d"::formatted).toList();
    }

    /** The models of all, in YAML. */
    public String models() {
        return modelsWith(LABEL, size);
    }

    /** The models, with another label of one column in the first so many. */
    public String modelsWith(String label, int changed) {
        var models = new StringBuilder();
        for (int i = 0; i < size; i++) {
            models.append(model(names().get(i), i < changed ? label : LABEL));
        }
        return models.toString();
    }

    private static String model(String table, String label) {
        return """
                - table: %s
                  description: Rows of %1$s
                  main_datetime_column: c02
                  columns:
                %s  metrics:
                %s""".formatted(
                        table,
                        columns().mapToObj(column -> column(column, label)).collect(Collectors.joining()),
                        metrics().mapToObj(ManyTables::metric).collect(Collectors.joining()));
    }

    private static String column(int column, String label) {
        return "    - {name: %s, label: %s, type: %s, description: What %1$s holds, temporal: %s}\n"
                .formatted(name(column), label(column, label), type(column), isTime(column));
    }

    private static String metric(int metric) {
        return "    - {name: m%d, label: Metric %1$d, expression: \"%s\", d3_format: \",.2f\"}\n"
                .formatted(metric, expression(metric));
    }

    /** The body of the PUT that gives a dataset without columns and metrics all that its model says. */
    static Map<String, Object> content(String table) {
        return Map.of(
                "description",
                "Rows of " + table,
                "main_dttm_col",
                "c02",
                "always_filter_main_dttm",
                false,
                "columns",
                columns().mapToObj(ManyTables::newColumn).toList(),
                "metrics",
                metrics().mapToObj(ManyTables::newMetric).toList());
    }

    private static Map<String, Object> newColumn(int column) {
        return Map.of(
                "column_name",
                name(column),
                "verbose_name",
                label(column, LABEL),
                "type",
                type(column),
                "description",
                "What " + name(column) + " holds",
                "is_dttm",
                isTime(column),
                "groupby",
                true,
                "filterable",
                true,
                "is_active",
                true);
    }

    private static Map<String, Object> newMetric(int metric) {
        return Map.of(
                "metric_name",
                "m" + metric,
                "verbose_name",
                "Metric " + metric,
                "expression",
                expression(metric),
                "d3format",
                ",.2f");
    }

    /** The body of the PUT that changes that one label, for columns that are there, by name. */
    static Map<String, Object> relabelling(Map<String, Integer> columnIds, String label) {
        var columns = new ArrayList<Map<String, Object>>();
        columnIds.forEach((name, id) -> {
            var column = new LinkedHashMap<String, Object>(Map.of("id", id, "column_name", name));
            if (name.equals(LABELLED)) {
                column.put("verbose_name", label);
            }
            columns.add(column);
        });
        return Map.of("always_filter_main_dttm", false, "columns", columns);
    }

    private static IntStream columns() {
        return IntStream.rangeClosed(1, COLUMNS);
    }

    private static IntStream metrics() {
        return IntStream.rangeClosed(1, METRICS);
    }

    private static String name(int column) {
        return "c%02d".formatted(column);
    }

    private static String type(int column) {
        return TYPES.get((column - 1) % TYPES.size());
    }

    private static boolean isTime(int column) {
        return type(column).equals("TIMESTAMP");
    }

    private static String label(int column, String ofLabelled) {
        return name(column).equals(LABELLED) ? ofLabelled : "Column " + column;
    }

    private static String expression(int metric) {
        return "SUM(%s) / NULLIF(COUNT(*), 0)".formatted(name(5 * (metric % 6) + 4));
    }
}
