package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The SQL of a data model of Cube taken apart into SQL and what stands in braces. Texts, quoted names and comments of the
 * SQL are passed over.
 */
final class CubeTemplate {

    private static final Pattern PATH = Pattern.compile("\\s*+[A-Za-z_]\\w*+(\\s*+\\.\\s*+[A-Za-z_]\\w*+)*+\\s*+");

    /** What a template is made of. */
    sealed interface Piece {

        /** SQL as it is. */
        record Sql(String text) implements Piece {}

        /**
         * The name of a cube or member.
         *
         * @param path the names between its dots
         */
        record Reference(List<String> path) implements Piece {}
    }

    private final String sql;
    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int position;

    private CubeTemplate(String sql) {
        this.sql = sql;
    }

    static List<Piece> of(String sql) throws NotConvertible {
        CubeTemplate template = new CubeTemplate(sql);
        template.run();
        return template.pieces;
    }

    private void run() throws NotConvertible {
        while (position < sql.length()) {
            char next = sql.charAt(position);
            if (next == '\'' || next == '"' || next == '`') {
                passTo(sql.indexOf(next, position + 1) + 1);
            } else if (sql.startsWith("--", position)) {
                passTo(sql.indexOf('\n', position));
            } else if (sql.startsWith("/*", position)) {
                passTo(sql.indexOf("*/", position) + 2);
            } else if (next == '\\' && position + 1 < sql.length() && "{}".indexOf(sql.charAt(position + 1)) >= 0) {
                text.append(sql.charAt(position + 1));
                position += 2;
            } else if (next == '{') {
                readBraces();
            } else {
                text.append(next);
                position++;
            }
        }
        endText();
    }

    private void passTo(int end) throws NotConvertible {
        int to = end <= position ? sql.length() : end;
        String passed = sql.substring(position, to);
        if (!passed.startsWith("--") && !passed.startsWith("/*") && passed.indexOf('{') >= 0) {
            throw new NotConvertible("it has braces within quotes, where it is not certain what Cube puts: " + passed);
        }
        text.append(passed);
        position = to;
    }

    private void readBraces() throws NotConvertible {
        int end = sql.indexOf('}', position);
        String content = sql.substring(position + 1, end < 0 ? sql.length() : end);
        if (end < 0 || !PATH.matcher(content).matches()) {
            throw new NotConvertible(special(content));
        }
        endText();
        List<String> path = new ArrayList<>();
        for (String name : content.strip().split("\\s*\\.\\s*", -1)) {
            path.add(name);
        }
        if (isOfContext(path.getFirst())) {
            throw new NotConvertible(special(content));
        }
        pieces.add(new Piece.Reference(path));
        position = end + 1;
    }

    private static boolean isOfContext(String name) {
        return List.of("SECURITY_CONTEXT", "FILTER_PARAMS", "FILTER_GROUP", "SQL_UTILS", "COMPILE_CONTEXT")
                .contains(name);
    }

    private static String special(String content) {
        String reference = "{" + content.strip() + "}";
        if (content.contains("SECURITY_CONTEXT") || content.contains("COMPILE_CONTEXT")) {
            return "it depends on who asks, by " + reference
                    + ", which a dataset of Superset cannot: restrict its rows there" + " with row level security";
        }
        if (content.contains("FILTER_PARAMS") || content.contains("FILTER_GROUP")) {
            return "it depends on the filters of each query, by " + reference;
        }
        return "it has " + reference + ", which only Cube can work out";
    }

    private void endText() {
        if (!text.isEmpty()) {
            pieces.add(new Piece.Sql(text.toString()));
            text.setLength(0);
        }
    }
}
