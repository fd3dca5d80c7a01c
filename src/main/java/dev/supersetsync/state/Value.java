package dev.supersetsync.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of one {@link Setting}, declared or found. {@link Unset} is a value of its own (Superset's null): a setting
 * that nobody declared is not in {@link Settings} at all.
 */
public sealed interface Value {

    /** Nothing is set: null in Superset. An empty text counts as this. */
    Value UNSET = new Unset();

    /** A text, or {@link #UNSET} for null and for the empty text, which Superset does not tell apart for users. */
    static Value text(@Nullable String text) {
        return text == null || text.isEmpty() ? UNSET : new Text(text);
    }

    /** A whole number, or {@link #UNSET} for null. */
    static Value whole(@Nullable Number number) {
        return number == null ? UNSET : new Whole(number.longValue());
    }

    /** A flag. */
    static Value flag(boolean on) {
        return on ? Flag.ON : Flag.OFF;
    }

    /** Nothing. */
    record Unset() implements Value {}

    /** A text that is not empty. */
    record Text(String text) implements Value {
        public Text {
            text = Recurring.text(text);
        }
    }

    /** A whole number, such as seconds. */
    record Whole(long number) implements Value {}

    /** On or off. */
    record Flag(boolean on) implements Value {
        private static final Value ON = new Flag(true);
        private static final Value OFF = new Flag(false);
    }

    /** Names in no order, such as the owners' e-mail addresses; kept sorted so that equal sets are equal. */
    record Names(List<String> names) implements Value {
        public Names {
            names = names.stream().sorted().distinct().toList();
        }
    }

    /** Who certified something, and what that means. */
    record Certification(@Nullable String by, @Nullable String details) implements Value {}

    /** A currency: its ISO code, and {@code prefix} or {@code suffix}. */
    record Currency(String symbol, @Nullable String position) implements Value {}

    /** All settings of a column or metric that is added or removed: only in the fields of a change. */
    record Parts(Settings settings) implements Value {}
}
