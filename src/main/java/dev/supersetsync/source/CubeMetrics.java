package dev.supersetsync.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The metrics of one model that come from measures: each is calculated when it is first wanted, so that one that needs
 * others is left out with them. How one is calculated is for whoever makes the model.
 */
final class CubeMetrics {

    private final Draft draft;
    private final Calculation calculation;
    private final Map<String, ObjectNode> done = new LinkedHashMap<>();
    private final Map<String, String> failed = new HashMap<>();
    private final Deque<String> within = new ArrayDeque<>();

    CubeMetrics(Draft draft, Calculation calculation) {
        this.draft = draft;
        this.calculation = calculation;
    }

    /** Writes how a measure is calculated. */
    @FunctionalInterface
    interface Calculation {
        void write(CubeDefinition cube, Placed measure, ObjectNode metric) throws NotConvertible;
    }

    /** How a measure is calculated, in the words of our format. */
    ObjectNode calculated(CubeDefinition cube, String measure, Placed placed) throws NotConvertible {
        String key = cube.name() + "." + measure;
        ObjectNode known = done.get(key);
        if (known != null) {
            return known;
        }
        String why = failed.get(key);
        if (why != null) {
            throw new NotConvertible(why);
        }
        return calculate(key, cube, placed);
    }

    private ObjectNode calculate(String key, CubeDefinition cube, Placed placed) throws NotConvertible {
        if (within.contains(key)) {
            placed.refuse(draft, "is circular: it needs itself, by way of " + String.join(", ", within));
            throw new NotConvertible("it is circular");
        }
        within.push(key);
        try {
            ObjectNode metric = JsonNodeFactory.instance.objectNode();
            calculation.write(cube, placed, metric);
            done.put(key, metric);
            return metric;
        } catch (NotConvertible failure) {
            failed.put(key, failure.why());
            throw failure;
        } finally {
            within.pop();
        }
    }

    /** A metric as formulas name it. */
    static String inFormula(String metric) {
        return "[" + metric.replace("]", "]]") + "]";
    }
}
