package dev.supersetsync.source;

import dev.supersetsync.model.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Says for a path in the content of a text in which line and column it stands; knows nothing of content without text. */
public final class Locations {

    static final Locations UNKNOWN = new Locations(new Marks(new Budget()), MissingNode.getInstance(), 0);

    private final Marks marks;
    private final Spot root;
    private final Map<Integer, int[]> children = new HashMap<>();

    Locations(Marks marks, JsonNode root) {
        this(marks, root, 0);
    }

    private Locations(Marks marks, JsonNode node, int mark) {
        this.marks = marks;
        this.root = new Spot(node, mark);
    }

    /** The violation with line and column of the value at its path, or of the innermost one around it that exists. */
    public Violation locate(Violation violation) {
        if (violation.line() != null || marks.size() == 0) {
            return violation;
        }
        return located(violation, marks.value(innermost(violation.path()).mark()));
    }

    /** The violation with line and column of the key at the end of its path. */
    Violation locateKey(Violation violation) {
        return marks.size() == 0
                ? violation
                : located(violation, marks.key(innermost(violation.path()).mark()));
    }

    /** The places of the content at one key or index. */
    Locations at(Object segment) {
        return child(root, segment)
                .map(spot -> new Locations(marks, spot.node(), spot.mark()))
                .orElse(UNKNOWN);
    }

    private static Violation located(Violation violation, Position position) {
        return new Violation(violation.path(), position.line(), position.column(), violation.message());
    }

    private Spot innermost(String path) {
        Spot spot = root;
        for (Object segment : Paths.segments(path)) {
            Optional<Spot> child = child(spot, segment);
            if (child.isEmpty()) {
                return spot;
            }
            spot = child.get();
        }
        return spot;
    }

    private Optional<Spot> child(Spot parent, Object segment) {
        return switch (segment) {
            case Integer index -> child(parent, index, parent.node().get(index));
            case String name ->
                child(parent, indexOf(parent.node(), name), parent.node().get(name));
            default -> Optional.empty();
        };
    }

    private Optional<Spot> child(Spot parent, int index, @Nullable JsonNode node) {
        return node == null ? Optional.empty() : Optional.of(new Spot(node, childMarks(parent)[index]));
    }

    private static int indexOf(JsonNode node, String name) {
        return List.copyOf(node.propertyNames()).indexOf(name);
    }

    private int[] childMarks(Spot parent) {
        return children.computeIfAbsent(parent.mark(), mark -> {
            int[] found = new int[parent.node().size()];
            int next = mark + 1;
            for (int index = 0; index < found.length; index++) {
                found[index] = next;
                next = marks.next(next);
            }
            return found;
        });
    }

    private record Spot(JsonNode node, int mark) {}
}
