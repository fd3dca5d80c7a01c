package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Reads a whole list of Superset's, page by page and one after the other: Superset mixes up the filters of lists that
 * are asked at the same time, so none is set here, and a pass whose pages disagree about the count, or whose rows do not
 * add up to it, is made again. Of a list that is not confirmed it says nothing about what is not on it.
 */
final class Pages {

    /** Superset cuts larger pages to this. */
    static final int SIZE = 100;

    private static final int PASSES = 5;

    private final Calls calls;

    Pages(Calls calls) {
        this.calls = calls;
    }

    /** How many calls so many rows take, at least one. */
    static int number(int rows) {
        return Math.max(1, (rows + SIZE - 1) / SIZE);
    }

    /** All rows of one pass, sorted by id. They may be the answer to somebody else's filter. */
    List<JsonNode> rows(String path, String columns, String orderColumn) {
        return rows(path, columns, orderColumn, _ -> true);
    }

    /**
     * All rows, sorted by id, for whoever concludes something from what is not among them: the first page is asked for
     * once more, and must know of no other rows. For a list of one page that is a second pass; a longer one is hardly
     * the answer to one filter of somebody else's on every page, and need not be read twice.
     */
    List<JsonNode> confirmed(String path, String columns, String orderColumn) {
        return rows(path, columns, orderColumn, rows -> {
            JsonNode again = page(path, what("id", orderColumn), 0);
            return again.path("count").asInt(0) == rows.size()
                    && again.path("result").values().stream()
                            .allMatch(row -> rows.containsKey(row.path("id").asInt()));
        });
    }

    private List<JsonNode> rows(
            String path, String columns, String orderColumn, Predicate<Map<Integer, JsonNode>> isWhole) {
        for (int pass = 1; pass <= PASSES; pass++) {
            var rows = new TreeMap<Integer, JsonNode>();
            if (pass(path, what(columns, orderColumn), rows) && isWhole.test(rows)) {
                return List.copyOf(rows.values());
            }
        }
        throw new SupersetException(
                Kind.UNAVAILABLE,
                Request.get(path).call(),
                null,
                "The list moved while it was read, " + PASSES + " times in a row");
    }

    private static String what(String columns, String orderColumn) {
        return "columns:!(" + columns + "),order_column:" + orderColumn;
    }

    /**
     * The rows that changed last, newest first: as many pages as end with one that is not known as it is. They prove
     * nothing of what is not among them, unless the list is as long as it should be.
     */
    Head head(String path, String columns, Predicate<JsonNode> isKnown) {
        var rows = new ArrayList<JsonNode>();
        for (int page = 0; ; page++) {
            JsonNode answer = newestPage(path, columns, page, SIZE);
            JsonNode result = answer.path("result");
            rows.addAll(result.values());
            boolean isLast = (page + 1) * SIZE >= answer.path("count").asInt(0) || result.isEmpty();
            if (isLast || isKnown.test(result.path(result.size() - 1))) {
                return new Head(answer.path("count").asInt(-1), rows);
            }
        }
    }

    /** So many rows that changed last, newest first, of one page. */
    Head newest(String path, String columns, int rows) {
        JsonNode answer = newestPage(path, columns, 0, rows);
        return new Head(
                answer.path("count").asInt(-1),
                List.copyOf(answer.path("result").values()));
    }

    private JsonNode newestPage(String path, String columns, int page, int size) {
        return calls.json(Request.get(
                path,
                "(keys:!(none),columns:!(" + columns + "),order_column:changed_on_delta_humanized,"
                        + "order_direction:desc,page:" + page + ",page_size:" + size + ")"));
    }

    private boolean pass(String path, String what, Map<Integer, JsonNode> rows) {
        JsonNode first = page(path, what, 0);
        int count = first.path("count").asInt(0);
        add(first, rows);
        for (int page = 1; page < number(count); page++) {
            JsonNode next = page(path, what, page);
            if (next.path("count").asInt(0) != count || next.path("result").isEmpty()) {
                return false;
            }
            add(next, rows);
        }
        return rows.size() == count;
    }

    private JsonNode page(String path, String what, int page) {
        return calls.json(Request.get(
                path, "(keys:!(none)," + what + ",order_direction:asc,page:" + page + ",page_size:" + SIZE + ")"));
    }

    private static void add(JsonNode page, Map<Integer, JsonNode> rows) {
        page.path("result").values().forEach(row -> rows.put(row.path("id").asInt(), row));
    }

    /** The pages of a {@code related} list, whose rows have no id. */
    List<JsonNode> related(String path) {
        var rows = new ArrayList<JsonNode>();
        for (int page = 0; ; page++) {
            JsonNode answer = calls.json(Request.get(path, "(page:" + page + ",page_size:" + SIZE + ")"));
            JsonNode result = answer.path("result");
            rows.addAll(result.values());
            if ((page + 1) * SIZE >= answer.path("count").asInt(0) || result.isEmpty()) {
                return rows;
            }
        }
    }

    /**
     * The beginning of a list by time of change.
     *
     * @param count how many rows the list has
     * @param rows those that changed last
     */
    record Head(int count, List<JsonNode> rows) {}
}
