package dev.supersetsync.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what the rules find, with the few questions that all of them ask. */
final class Findings {

    private final List<Violation> violations = new ArrayList<>();

    void add(String path, String message) {
        violations.add(Violation.at(path, message));
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** A name must have something to read in it, and fit in Superset. */
    void checkName(String path, String name, int longest) {
        checkNotBlank(path, name);
        checkLength(path, name, longest);
    }

    void checkNotBlank(String path, @Nullable String text) {
        if (text != null && text.isBlank()) {
            add(path, "must not be empty");
        }
    }

    void checkLength(String path, @Nullable String text, int longest) {
        if (text != null && text.length() > longest) {
            add(path, "must not be longer than %d characters, and has %d".formatted(longest, text.length()));
        }
    }

    void checkCount(String path, List<?> entries, int most, String what) {
        if (entries.size() > most) {
            add(path, "must not have more than %d %s, and has %d".formatted(most, what, entries.size()));
        }
    }

    /** Of entries of one name, each but the first is refused. */
    <T> void checkUnique(String path, List<T> entries, Function<T, String> name, String what) {
        Map<String, Integer> first = HashMap.newHashMap(entries.size());
        for (int index = 0; index < entries.size(); index++) {
            Integer other = first.putIfAbsent(name.apply(entries.get(index)), index);
            if (other != null) {
                add(
                        "%s[%d].name".formatted(path, index),
                        "is the name of another %s: %s[%d]".formatted(what, path, other));
            }
        }
    }
}
