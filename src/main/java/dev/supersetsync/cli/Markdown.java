package dev.supersetsync.cli;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes texts from elsewhere into Markdown, so that nothing of them is taken for Markdown, HTML or a person to notify.
 * References to characters hold where either is read: inside of HTML, Markdown's own escapes would be shown.
 */
final class Markdown {

    private static final String SPECIAL = "&<>|*_`[]\\~#";

    /** GitHub notifies whoever stands behind an at sign, unless something comes between. */
    private static final String QUIET_AT = "@&#8203;";

    private static final Map<Integer, String> ESCAPES =
            SPECIAL.chars().boxed().collect(Collectors.toMap(letter -> letter, letter -> "&#" + letter + ";"));

    private Markdown() {}

    /** Words in a line or in a cell of a table. */
    static String text(String text) {
        return escaped(text).replace("@", QUIET_AT);
    }

    /** Code in a line or in a cell of a table. */
    static String code(String text) {
        return "<code>" + escaped(text) + "</code>";
    }

    private static String escaped(String text) {
        return Paint.plain(text)
                .codePoints()
                .mapToObj(letter -> ESCAPES.getOrDefault(letter, Character.toString(letter)))
                .collect(Collectors.joining());
    }
}
