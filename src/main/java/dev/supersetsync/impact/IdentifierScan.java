package dev.supersetsync.impact;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Everything in a piece of SQL that may be an identifier: words, and what stands in identifier quotes, in lower case. It
 * passes over texts and comments, but not inside a Jinja template, where a name may be a text ({@code filter_values}).
 * Words of SQL itself are among the result; it is a first, wide net.
 */
final class IdentifierScan {

    private final String sql;
    private final Dialect dialect;
    private final boolean backslashEscapes;
    private final Set<String> found = new HashSet<>();
    private int at;

    /**
     * A scan of a piece of SQL.
     *
     * @param backslashEscapes whether a backslash in a text takes the character behind it into the text
     */
    IdentifierScan(String sql, Dialect dialect, boolean backslashEscapes) {
        this.sql = sql;
        this.dialect = dialect;
        this.backslashEscapes = backslashEscapes;
    }

    Set<String> identifiers() {
        while (at < sql.length()) {
            step();
        }
        return found;
    }

    private void step() {
        char here = sql.charAt(at);
        if (starts("{{") || starts("{%")) {
            template();
        } else if (starts("--")) {
            skipTo("\n");
        } else if (starts("/*")) {
            skipTo("*/");
        } else if (here == '\'' || (here == '"' && dialect.doubleQuotesAreTexts())) {
            quoted(here);
        } else if (here == '"' || here == '`') {
            add(quoted(here));
        } else if (here == '[' && dialect.squareBracketsQuote()) {
            add(quoted(']'));
        } else if (isWordStart(here)) {
            add(word());
        } else {
            at++;
        }
    }

    private boolean starts(String token) {
        return sql.startsWith(token, at);
    }

    private void skipTo(String end) {
        int found = sql.indexOf(end, at);
        at = found < 0 ? sql.length() : found + end.length();
    }

    /** In a template every word counts, and every text in it as well. */
    private void template() {
        int start = at;
        skipTo(starts("{{") ? "}}" : "%}");
        String content = sql.substring(start, at);
        for (String text : content.split("['\"]", -1)) {
            add(text);
        }
        for (String word : content.split("[^\\p{L}\\p{N}_$]+", -1)) {
            add(word);
        }
    }

    /** What stands up to the closing quote; two of them in a row are one inside. */
    private String quoted(char close) {
        var content = new StringBuilder();
        for (at++; at < sql.length(); at++) {
            char here = sql.charAt(at);
            if (backslashEscapes && here == '\\' && at + 1 < sql.length()) {
                at++;
            } else if (here == close && at + 1 < sql.length() && sql.charAt(at + 1) == close) {
                at++;
            } else if (here == close) {
                at++;
                break;
            }
            content.append(sql.charAt(at));
        }
        return content.toString();
    }

    private String word() {
        int start = at;
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            at++;
        }
        return sql.substring(start, at);
    }

    private void add(String identifier) {
        if (!identifier.isBlank()) {
            found.add(identifier.toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
