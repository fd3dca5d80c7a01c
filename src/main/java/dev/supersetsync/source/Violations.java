package dev.supersetsync.source;

import dev.supersetsync.model.InvalidModels;
import dev.supersetsync.model.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gathers what is wrong with the parts of a document, once for each place, in the order in which one reads them. */
final class Violations {

    private static final Comparator<Violation> IN_READING_ORDER =
            Comparator.comparingInt(Violations::line).thenComparingInt(Violations::column);

    private final List<Part> parts;
    private final List<List<Violation>> byPart = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();

    Violations(List<Part> parts) {
        this.parts = parts;
        parts.forEach(part -> byPart.add(new ArrayList<>()));
    }

    void addAll(List<Violation> violations) {
        for (Violation violation : violations) {
            int part = part(violation);
            byPart.get(part).add(parts.get(part).locate(violation));
            paths.add(violation.path());
        }
    }

    /** Leaves out what is wrong at a place where something more basic is wrong already. */
    void addUnlessKnown(List<Violation> violations) {
        addAll(violations.stream()
                .filter(violation -> !paths.contains(violation.path()))
                .toList());
    }

    void throwIfAny() {
        List<Violation> all = byPart.stream()
                .flatMap(part -> part.stream().sorted(IN_READING_ORDER))
                .toList();
        if (!all.isEmpty()) {
            throw new InvalidModels(all);
        }
    }

    private int part(Violation violation) {
        for (int index = 0; index < parts.size(); index++) {
            if (parts.get(index).has(violation)) {
                return index;
            }
        }
        return 0;
    }

    private static int line(Violation violation) {
        Integer line = violation.line();
        return line == null ? 0 : line;
    }

    private static int column(Violation violation) {
        Integer column = violation.column();
        return column == null ? 0 : column;
    }
}
