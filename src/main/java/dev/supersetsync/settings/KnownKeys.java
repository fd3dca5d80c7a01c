package dev.supersetsync.settings;

import dev.supersetsync.model.Nearest;
import dev.supersetsync.settings.Shape.Any;
import dev.supersetsync.settings.Shape.Fixed;
import dev.supersetsync.settings.Shape.Leaf;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** All keys that the service's settings can be bound from, and what is wrong with one that is not among them. */
record KnownKeys(Fixed root) {

    /**
     * The keys of settings types.
     *
     * @param byPrefix the types that are bound, each with its prefix
     */
    static KnownKeys of(Collection<? extends Map.Entry<String, ? extends Class<?>>> byPrefix) {
        Fixed all = byPrefix.stream()
                .map(entry -> Shape.below(entry.getKey(), Shape.of(entry.getValue())))
                .reduce(new Fixed(Map.of()), Fixed::and);
        return new KnownKeys(all);
    }

    /** What is wrong with a key, or nothing. */
    Optional<String> complaint(ConfigurationPropertyName key) {
        Shape shape = root;
        for (int i = 0; i < key.getNumberOfElements(); i++) {
            switch (shape) {
                case Leaf leaf -> {
                    return key.isNumericIndex(i) ? Optional.empty() : Optional.of(tooDeep(key, i));
                }
                case Any(Shape each) -> shape = each;
                case Fixed(Map<String, Shape> members) -> {
                    Optional<Shape> next = member(members, key.getElement(i, Form.UNIFORM));
                    if (next.isEmpty()) {
                        return Optional.of(unknown(key, i, members.keySet()));
                    }
                    shape = next.get();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Shape> member(Map<String, Shape> members, String uniform) {
        return members.entrySet().stream()
                .filter(member -> member.getKey().replace("-", "").equals(uniform))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String unknown(ConfigurationPropertyName key, int at, Collection<String> known) {
        String parent = key.chop(at).toString();
        String advice = Nearest.to(key.getElement(at, Form.ORIGINAL), known)
                .map(nearest -> "did you mean " + parent + "." + nearest + "?")
                .orElseGet(() -> "known below " + parent + ": "
                        + String.join(", ", known.stream().sorted().toList()));
        return key + ": " + advice;
    }

    private static String tooDeep(ConfigurationPropertyName key, int at) {
        return key + ": " + key.chop(at) + " is a value; nothing can stand below it";
    }
}
