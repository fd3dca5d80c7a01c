package dev.supersetsync.model;

import java.util.Locale;

/**
 * A piece of a formula that means something by itself.
 *
 * @param text as it was written; of a metric, its name
 * @param space what was written before it; a comment counts as a space
 */
record Token(Kind kind, String text, String space) {

    /** What a piece is. */
    enum Kind {
        /** The name of a metric, in brackets. */
        METRIC,
        /** A keyword, or a name without quotes. */
        WORD,
        /** A number. */
        NUMBER,
        /** A text in single quotes. */
        TEXT,
        /** A name in double quotes or backticks. */
        QUOTED_NAME,
        /** An opening parenthesis. */
        OPEN,
        /** A closing parenthesis. */
        CLOSE,
        /** The sign of a division. */
        SLASH,
        /** Any other sign. */
        SYMBOL
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** The word in upper case, or an empty text if this is no word. */
    String keyword() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "";
    }

    boolean canBeCalled() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }
}
