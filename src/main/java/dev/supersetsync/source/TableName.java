package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table or view as SQL names it: up to three names with dots between them.
 *
 * @param top the database or catalog, or null
 * @param schema the schema, or null
 */
record TableName(@Nullable String top, @Nullable String schema, String table) {

    private static final String PART = "(\"(?:[^\"]|\"\")+\"|`[^`]+`|\\[[^\\]]+]|[\\p{L}_][\\p{L}\\p{N}_$-]*)";
    private static final Pattern PARTS = Pattern.compile("\\s*+" + PART + "\\s*+(\\.|$)");

    /** The table of that name; empty if it is something else, such as a query. */
    static Optional<TableName> of(String text) {
        String name = wholeQuoted(text.strip());
        List<String> parts = new ArrayList<>();
        Matcher matcher = PARTS.matcher(name);
        int position = 0;
        while (position < name.length()
                && matcher.region(position, name.length()).lookingAt()) {
            parts.add(ColumnName.unquoted(matcher.group(1)));
            position = matcher.end();
        }
        boolean whole = position == name.length() && !name.endsWith(".");
        if (!whole || parts.isEmpty() || parts.size() > 3) {
            return Optional.empty();
        }
        List<String> fromTable = parts.reversed();
        return Optional.of(new TableName(
                fromTable.size() > 2 ? fromTable.get(2) : null,
                fromTable.size() > 1 ? fromTable.get(1) : null,
                fromTable.getFirst()));
    }

    /** Backticks around all of it, as BigQuery has them, say nothing. */
    private static String wholeQuoted(String text) {
        boolean whole = text.length() > 2 && text.indexOf('`') == 0 && text.indexOf('`', 1) == text.length() - 1;
        return whole ? text.substring(1, text.length() - 1) : text;
    }

    /** As it can stand in a query in its own database. */
    String inDatabase() {
        return written(Stream.of(schema, table));
    }

    /** As it can stand in a query, with its catalog. */
    String inFull() {
        return written(Stream.of(top, schema, table));
    }

    private static String written(Stream<@Nullable String> names) {
        return names.filter(Objects::nonNull).map(SqlNames::written).collect(Collectors.joining("."));
    }
}
