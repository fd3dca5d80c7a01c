package dev.supersetsync.standin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One query of a chart as SQL. Columns and metrics named go through the entries of the dataset, with their
 * expressions; free SQL goes to the warehouse as it is. A filter on a column that the dataset does not have is left
 * out, and remembered.
 */
final class ChartQuery {

    private static final Pattern SUBQUERY = Pattern.compile("(?is).*\\(\\s*select\\b.*");
    private static final Map<String, String> GRAINS =
            Map.of("PT1H", "hour", "P1D", "day", "P1W", "week", "P1M", "month", "P3M", "quarter", "P1Y", "year");

    private final SupersetVersion version;
    private final ObjectNode dataset;
    private final JsonNode query;
    private final List<String> ignored = new ArrayList<>();

    ChartQuery(SupersetVersion version, ObjectNode dataset, JsonNode query) {
        this.version = version;
        this.dataset = dataset;
        this.query = query;
    }

    /** The columns whose filters were left out. */
    List<String> ignored() {
        return ignored;
    }

    String sql() {
        List<String> columns = new ArrayList<>();
        query.path("columns").forEach(column -> columns.add(column(column)));
        List<String> metrics = new ArrayList<>();
        query.path("metrics").forEach(metric -> metrics.add(metric(metric)));
        if (columns.isEmpty() && metrics.isEmpty()) {
            throw refused("Empty query?");
        }
        checkMissing();
        List<String> selected = new ArrayList<>(columns);
        selected.addAll(metrics);
        int limit = query.path("row_limit").asInt(0);
        return "SELECT " + String.join(", ", selected) + " FROM " + from() + where()
                + (metrics.isEmpty() ? "" : groups(columns)) + having() + order()
                + " LIMIT " + (limit > 0 ? limit : 50_000);
    }

    private static String groups(List<String> columns) {
        return columns.isEmpty()
                ? ""
                : columns.stream()
                        .map(column -> column.substring(0, column.lastIndexOf(" AS ")))
                        .collect(Collectors.joining(", ", " GROUP BY ", ""));
    }

    private String from() {
        String sql = dataset.path("sql").asString("");
        if (!sql.isEmpty()) {
            return "(" + sql + ") AS virtual_table";
        }
        String schema = dataset.path("schema").asString("");
        return (schema.isEmpty() ? "" : quoted(schema) + ".")
                + quoted(dataset.path("table_name").asString());
    }

    private String column(JsonNode column) {
        if (column.isString()) {
            return entry(column.asString()).map(ChartQuery::expression).orElse("NULL") + as(column.asString());
        }
        String sql = column.path("sqlExpression").asString("");
        String label = column.path("label").asString(sql);
        boolean axis = column.path("columnType").asString("").equals("BASE_AXIS");
        String expression = entry(sql).map(ChartQuery::expression).orElse(sql);
        if (axis && entry(sql).isEmpty()) {
            throw new Refused(Answer.unexpected("column \"" + sql + "\" does not exist\nLINE 1:\n"));
        }
        String grain = GRAINS.get(column.path("timeGrain").asString(""));
        return (grain == null ? expression : "DATE_TRUNC('" + grain + "', " + expression + ")") + as(label);
    }

    private String metric(JsonNode metric) {
        if (metric.isString()) {
            return child("metrics", "metric_name", metric.asString())
                            .orElseThrow(() -> refused("Metric '" + metric.asString() + "' does not exist"))
                            .path("expression")
                            .asString("")
                    + as(metric.asString());
        }
        String label = metric.path("label").asString("metric");
        if (metric.path("expressionType").asString("").equals("SQL")) {
            return checked(metric.path("sqlExpression").asString("")) + as(label);
        }
        String name = metric.path("column").path("column_name").asString();
        String expression = entry(name).map(ChartQuery::expression).orElse("NULL");
        String aggregate = metric.path("aggregate").asString("SUM");
        return (aggregate.equals("COUNT_DISTINCT")
                        ? "COUNT(DISTINCT " + expression + ")"
                        : aggregate + "(" + expression + ")")
                + as(label);
    }

    private String checked(String sql) {
        boolean reads = version.isSix() || sql.toLowerCase(Locale.ROOT).contains(" from ");
        if (reads && SUBQUERY.matcher(sql).matches()) {
            throw refused("Custom SQL fields cannot contain sub-queries.");
        }
        return sql;
    }

    private void checkMissing() {
        Set<String> missing = new HashSet<>();
        for (JsonNode column : query.path("columns")) {
            if (column.isString() && entry(column.asString()).isEmpty()) {
                missing.add(column.asString());
            }
        }
        for (JsonNode metric : query.path("metrics")) {
            String name = metric.path("column").path("column_name").asString("");
            if (metric.path("expressionType").asString("").equals("SIMPLE")
                    && entry(name).isEmpty()) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw refused("Columns missing in dataset: " + ChartData.listed(List.copyOf(missing)));
        }
    }

    private String where() {
        List<String> conditions = new ArrayList<>();
        for (JsonNode filter : query.path("filters")) {
            String name = filter.path("col").asString("");
            Optional<JsonNode> entry = entry(name);
            if (entry.isEmpty()) {
                ignored.add(name);
            } else {
                conditions.add(condition(expression(entry.get()), filter));
            }
        }
        String free = query.path("extras").path("where").asString("");
        if (!free.isEmpty()) {
            conditions.add("(" + free + ")");
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private static String condition(String column, JsonNode filter) {
        JsonNode value = filter.path("val");
        return switch (filter.path("op").asString()) {
            case "==" -> column + " = " + literal(value);
            case "IN", "NOT IN" ->
                column + " " + filter.path("op").asString() + " ("
                        + value.valueStream().map(ChartQuery::literal).collect(Collectors.joining(", ")) + ")";
            case "IS NULL", "IS NOT NULL" -> column + " " + filter.path("op").asString();
            case "TEMPORAL_RANGE" -> range(column, value.asString().split(" : "));
            default -> column + " " + filter.path("op").asString() + " " + literal(value);
        };
    }

    private static String range(String column, String[] bounds) {
        return column + " >= '" + bounds[0] + "' AND " + column + " < '" + bounds[1] + "'";
    }

    private String having() {
        String free = query.path("extras").path("having").asString("");
        return free.isEmpty() ? "" : " HAVING (" + free + ")";
    }

    private String order() {
        List<String> terms = new ArrayList<>();
        for (JsonNode term : query.path("orderby")) {
            String name = term.path(0).asString("");
            if (entry(name).isEmpty() && child("metrics", "metric_name", name).isEmpty()) {
                throw refused("Unknown column used in orderby: " + name);
            }
            terms.add(quoted(name) + (term.path(1).asBoolean(true) ? " ASC" : " DESC"));
        }
        return terms.isEmpty() ? "" : " ORDER BY " + String.join(", ", terms);
    }

    private Optional<JsonNode> entry(String name) {
        return child("columns", "column_name", name);
    }

    private Optional<JsonNode> child(String list, String key, String name) {
        return dataset.path(list)
                .valueStream()
                .filter(one -> one.path(key).asString("").equals(name))
                .findFirst();
    }

    private static String expression(JsonNode column) {
        String expression = column.path("expression").asString("");
        return expression.isEmpty() ? quoted(column.path("column_name").asString()) : expression;
    }

    private static String literal(JsonNode value) {
        return value.isNumber() ? value.toString() : "'" + value.asString("").replace("'", "''") + "'";
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String as(String label) {
        return " AS " + quoted(label);
    }

    private static Refused refused(String message) {
        return new Refused(Answer.message(400, "Error: " + message));
    }
}
