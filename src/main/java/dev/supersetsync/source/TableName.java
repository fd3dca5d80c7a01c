package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table or view as SQL names it: up to three names with dots between them.
 *
 * @param written the names as they are written, with their quotes; that of the table last
 */
record TableName(List<String> written) {

    private static final String PART = "(\"(?:[^\"]|\"\")+\"|`[^`]+`|\\[[^\\]]+]|[\\p{L}_][\\p{L}\\p{N}_$-]*)";
    private static final Pattern PARTS = Pattern.compile("\\s*+" + PART + "\\s*+(\\.|$)");
    private static final int MOST_PARTS = 3;

    TableName {
        written = List.copyOf(written);
    }

    /** The table of that name; empty if it is something else, such as a query. */
    static Optional<TableName> of(String text) {
        String name = quotedApart(text.strip());
        List<String> parts = new ArrayList<>();
        Matcher matcher = PARTS.matcher(name);
        int position = 0;
        while (position < name.length()
                && matcher.region(position, name.length()).lookingAt()) {
            parts.add(matcher.group(1));
            position = matcher.end();
        }
        boolean whole = position == name.length() && !name.endsWith(".");
        return whole && !parts.isEmpty() && parts.size() <= MOST_PARTS
                ? Optional.of(new TableName(parts))
                : Optional.empty();
    }

    /** Backticks around all of it, as BigQuery has them, are backticks around each name. */
    private static String quotedApart(String text) {
        boolean whole = text.length() > 2 && text.indexOf('`') == 0 && text.indexOf('`', 1) == text.length() - 1;
        return whole ? text.replace(".", "`.`") : text;
    }

    String table() {
        return ColumnName.unquoted(written.getLast());
    }

    @Nullable
    String schema() {
        return nameBefore(1);
    }

    /** The database or catalog. */
    @Nullable
    String top() {
        return nameBefore(2);
    }

    private @Nullable String nameBefore(int table) {
        int index = written.size() - 1 - table;
        return index < 0 ? null : ColumnName.unquoted(written.get(index));
    }

    /** As it can stand in a query in its own database. */
    String inDatabase() {
        return String.join(".", written.subList(Math.max(0, written.size() - 2), written.size()));
    }

    /** As it can stand in a query, with its catalog. */
    String inFull() {
        return String.join(".", written);
    }
}
