package dev.supersetsync.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says the values of fields: on one line, or on as many as they have. */
final class Values {

    private Values() {}

    /** As JSON, but for quotes in texts: SQL is full of them, and a line has its end. */
    static String line(@Nullable Object value) {
        return switch (value) {
            case String text when text.chars().noneMatch(letter -> letter < ' ' || letter == '\\') -> '"' + text + '"';
            case null -> "null";
            default -> Json.compact(value);
        };
    }

    /** A text of several lines as these, the members of an object one by one, all else on one line. */
    static List<String> lines(@Nullable Object value) {
        return switch (value) {
            case String text when text.contains("\n") -> text.lines().toList();
            case Map<?, ?> members ->
                members.entrySet().stream()
                        .map(member -> member.getKey() + ": " + line(member.getValue()))
                        .toList();
            case null -> List.of();
            default -> List.of(line(value));
        };
    }
}
