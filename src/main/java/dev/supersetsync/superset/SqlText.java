package dev.supersetsync.superset;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL of a document as it can stand within other SQL: without the semicolons and comments at its end. It splits and
 * parses nothing; SQL of more than one statement is refused, since the second one would run by itself.
 */
final class SqlText {

    /** A comment, a quoted text, or one other character. */
    private static final Pattern TOKEN = Pattern.compile(
            "--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"" + "|`(?:[^`]|``)*`|\\$(\\w*)\\$.*?\\$\\1\\$|.",
            Pattern.DOTALL);

    private static final Pattern JINJA = Pattern.compile("\\{\\{|\\{%");

    private SqlText() {}

    /** The one statement, empty if there are several, or it can't be told. */
    static Optional<String> single(String sql) {
        // Some dialects escape quotes with a backslash, others don't: what is quoted can't be told then.
        if (sql.indexOf('\\') >= 0 && sql.strip().replaceAll(";+$", "").indexOf(';') >= 0) {
            return Optional.empty();
        }
        int end = 0;
        boolean ended = false;
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            String token = matcher.group();
            if (isNothing(token)) {
                continue;
            }
            if (token.equals(";")) {
                ended = true;
            } else if (ended) {
                return Optional.empty();
            } else {
                end = matcher.end();
            }
        }
        return Optional.of(sql.substring(0, end));
    }

    /** Whether Superset fills something in before the warehouse sees it, differently here and in a chart. */
    static boolean hasJinja(String sql) {
        return JINJA.matcher(sql).find();
    }

    private static boolean isNothing(String token) {
        return token.isBlank() || token.startsWith("--") || token.startsWith("/*") && token.length() > 2;
    }
}
