package dev.supersetsync.source;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/**
 * A query in the making that looks up further columns for the rows of one table. Whether a join repeats rows is for who
 * adds it to know.
 */
final class JoinedQuery {

    private static final Pattern BARE_COLUMN = Pattern.compile("(?:\\w+|\"[^\"]+\")\\.(?:\\w+|\"[^\"]+\")");

    private final String from;
    private final SequencedMap<String, String> columns = new LinkedHashMap<>();
    private final SequencedSet<String> joins = new LinkedHashSet<>();

    /**
     * A query on one table.
     *
     * @param table a table's name, or a query in parentheses
     * @param alias what the other parts of the query call it
     */
    JoinedQuery(String table, String alias) {
        this.from = table + " AS " + SqlNames.alias(alias);
    }

    void join(String table, String alias, String condition) {
        joins.add("LEFT JOIN " + table + " AS " + SqlNames.alias(alias) + " ON " + condition);
    }

    /** A further column; the first one of a name stays. */
    void column(String name, String sql) {
        columns.putIfAbsent(name, sql);
    }

    boolean hasColumn(String name) {
        return columns.containsKey(name);
    }

    String sql() {
        StringBuilder sql = new StringBuilder("SELECT");
        String separator = "\n  ";
        for (Map.Entry<String, String> column : columns.entrySet()) {
            sql.append(separator).append(item(column.getKey(), column.getValue()));
            separator = ",\n  ";
        }
        sql.append("\nFROM ").append(from);
        joins.forEach(join -> sql.append('\n').append(join));
        return sql.toString();
    }

    private static String item(String name, String sql) {
        String written = SqlNames.written(name);
        boolean bare = BARE_COLUMN.matcher(sql).matches() && sql.endsWith("." + written);
        return bare ? sql : SqlText.closed(sql) + " AS " + written;
    }

    /** A query as it can stand where a table can. */
    static String asTable(String query) {
        String text = query.strip();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        return SqlText.parenthesized(text);
    }
}
