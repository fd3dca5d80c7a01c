package dev.supersetsync.standin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How Superset's lists and single rows are asked for: chosen columns, filters, order, pages. What is asked for in vain
 * is left out without a word, and a page has 100 rows at most, whatever is asked for.
 *
 * @param columns the columns that can be listed, as dotted names
 * @param orderColumns the columns to order by
 * @param searchColumns the columns to filter by
 */
record Listing(List<String> columns, Set<String> orderColumns, Set<String> searchColumns) {

    private static final int LARGEST_PAGE = 100;
    private static final int PAGE = 20;

    Answer answer(Call call, Collection<ObjectNode> rows) {
        JsonNode q = call.rison();
        List<ObjectNode> found = new ArrayList<>(rows);
        for (JsonNode filter : q.path("filters")) {
            checkColumn(filter);
            found.removeIf(row -> !matches(row, filter));
        }
        order(q, found);
        List<String> chosen = chosen(q, columns);
        ObjectNode answer = Json.object().put("count", found.size());
        List<ObjectNode> page = page(q, found);
        ArrayNode ids = answer.putArray("ids");
        page.forEach(row -> ids.add(row.path("id")));
        answer.set(
                "result",
                Json.array(page.stream().map(row -> prune(row, chosen)).toList()));
        describe(q, answer, chosen);
        return Answer.ok(answer);
    }

    /** One row with only what the call asks for; all of it if it asks for nothing that there is. */
    static ObjectNode pruned(Call call, ObjectNode row) {
        List<String> all = names(row);
        List<String> chosen = chosen(call.rison(), all);
        return chosen == all ? row : prune(row, chosen);
    }

    /** A row with only these fields. */
    static ObjectNode only(ObjectNode row, String... names) {
        return prune(row, List.of(names));
    }

    private static List<String> chosen(JsonNode q, List<String> all) {
        List<String> wanted = new ArrayList<>();
        q.path("columns").forEach(column -> wanted.add(column.asString()));
        wanted.retainAll(all);
        return wanted.isEmpty() ? all : wanted;
    }

    private void checkColumn(JsonNode filter) {
        String column = filter.path("col").asString();
        if (!searchColumns.contains(column)) {
            throw new Refused(Answer.message(400, "Filter column: " + column + " not allowed to filter"));
        }
    }

    private static boolean matches(ObjectNode row, JsonNode filter) {
        String column = filter.path("col").asString();
        JsonNode value = filter.path("value");
        JsonNode actual = row.path(column);
        String text = actual.asString("");
        return switch (filter.path("opr").asString()) {
            case "eq" -> same(actual, value);
            case "neq" -> !same(actual, value);
            case "gt" -> actual.asLong(0) > value.asLong(0);
            case "lt" -> actual.asLong(0) < value.asLong(0);
            case "sw" -> text.startsWith(value.asString(""));
            case "ct" -> text.contains(value.asString(""));
            case "in" -> value.valueStream().anyMatch(one -> same(actual, one));
            case "rel_o_m" -> actual.path("id").asInt(0) == value.asInt(0);
            case "dataset_is_null_or_empty" -> text.isEmpty() == value.asBoolean(false);
            default -> true;
        };
    }

    private static boolean same(JsonNode actual, JsonNode value) {
        return actual.asString("").equals(value.asString(""));
    }

    private void order(JsonNode q, List<ObjectNode> rows) {
        String column = q.path("order_column").asString("");
        if (column.isEmpty()) {
            return;
        }
        if (!orderColumns.contains(column)) {
            throw new Refused(Answer.message(400, "Invalid order by column: " + column));
        }
        String key = column.equals("changed_on_delta_humanized") ? "changed_on_utc" : column;
        Map<ObjectNode, String> keys = new IdentityHashMap<>();
        rows.forEach(row -> keys.put(row, at(row, key)));
        Comparator<ObjectNode> comparator = Comparator.comparing(keys::get);
        boolean descending = q.path("order_direction").asString("asc").equals("desc");
        rows.sort(descending ? comparator.reversed() : comparator);
    }

    private static String at(JsonNode row, String dotted) {
        JsonNode value = row;
        for (String name : dotted.split("\\.")) {
            value = value.path(name);
        }
        return value.isInt() ? String.format("%010d", value.asInt()) : value.asString("");
    }

    private static List<ObjectNode> page(JsonNode q, List<ObjectNode> rows) {
        int asked = q.path("page_size").asInt(PAGE);
        int size = asked <= 0 || asked > LARGEST_PAGE ? LARGEST_PAGE : asked;
        return rows.stream()
                .skip((long) q.path("page").asInt(0) * size)
                .limit(asked == 0 ? PAGE : size)
                .toList();
    }

    private static void describe(JsonNode q, ObjectNode answer, List<String> chosen) {
        if (q.path("keys").isMissingNode()) {
            answer.set("list_columns", Json.texts(chosen.toArray(String[]::new)));
        }
    }

    private static ObjectNode prune(ObjectNode row, List<String> chosen) {
        ObjectNode result = Json.object();
        LinkedHashMap<String, List<String>> nested = new LinkedHashMap<>();
        for (String name : chosen) {
            int dot = name.indexOf('.');
            if (dot < 0) {
                result.set(name, row.path(name));
            } else {
                nested.computeIfAbsent(name.substring(0, dot), any -> new ArrayList<>())
                        .add(name.substring(dot + 1));
            }
        }
        nested.forEach((name, inner) -> result.set(name, pruneNested(row.path(name), inner)));
        return result;
    }

    private static JsonNode pruneNested(JsonNode value, List<String> chosen) {
        if (value instanceof ArrayNode array) {
            return Json.array(array.valueStream()
                    .map(one -> one instanceof ObjectNode row ? prune(row, chosen) : one)
                    .toList());
        }
        return value instanceof ObjectNode row ? prune(row, chosen) : value;
    }

    /** The dotted names of what a row has; of lists and objects only what they hold can be chosen. */
    private static List<String> names(ObjectNode row) {
        List<String> names = new ArrayList<>();
        row.forEachEntry((name, value) -> {
            JsonNode inner = value instanceof ArrayNode array ? array.path(0) : value;
            if (inner instanceof ObjectNode object && !object.isEmpty()) {
                object.propertyNames().forEach(nested -> names.add(name + "." + nested));
            } else if (value instanceof ArrayNode) {
                names.add(name + ".id");
            } else {
                names.add(name);
            }
        });
        return names;
    }
}
