package dev.supersetsync.security;

import java.util.Set;

/**
 * To which targets or strategy sets a caller is limited.
 *
 * @param names their names; none means no limit
 */
public record Limit(Set<String> names) {

    /** No limit. */
    public static final Limit NONE = new Limit(Set.of());

    public Limit {
        names = Set.copyOf(names);
    }

    /** Whether there is a limit at all. */
    public boolean isSet() {
        return !names.isEmpty();
    }

    /** Whether a name is within the limit. */
    public boolean allows(String name) {
        return names.isEmpty() || names.contains(name);
    }

    /** The names in their order, for messages. */
    String listed() {
        return String.join(", ", names.stream().sorted().toList());
    }
}
