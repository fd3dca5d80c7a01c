package dev.supersetsync.superset;

import dev.supersetsync.state.Value;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON that Superset stores as text and exports as what stands in it. Both give the same value here, which so has
 * neither the order of keys nor the spaces of the text, and its fractions as Superset itself computes with them.
 */
final class JsonTexts {

    private JsonTexts() {}

    /** The JSON that this is, or that stands in this text; null for a text in which there is none. */
    static @Nullable JsonNode parsed(JsonNode stored) {
        return stored.isString() ? parsed(stored.asString()) : stored;
    }

    static @Nullable JsonNode parsed(String text) {
        try {
            return Answer.JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The JSON as one text that is always the same; what is none stays as it is. */
    static Value value(JsonNode stored) {
        JsonNode json = parsed(stored);
        if (json == null) {
            return Value.text(stored.asString(""));
        }
        // An export tells the texts null and "" as it tells that there is none.
        boolean isNothing = json.isNull()
                || json.isMissingNode()
                || json.isString() && json.asString().isEmpty();
        return isNothing ? Value.UNSET : Value.text(canonical(json).toString());
    }

    private static JsonNode canonical(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode sorted = Answer.JSON.createObjectNode();
                object.properties().stream()
                        .sorted(Comparator.comparing(Map.Entry::getKey))
                        .forEach(entry -> sorted.set(entry.getKey(), canonical(entry.getValue())));
                yield sorted;
            }
            case ArrayNode array -> {
                ArrayNode same = Answer.JSON.createArrayNode();
                array.values().forEach(value -> same.add(canonical(value)));
                yield same;
            }
            default -> node.isFloatingPointNumber() ? fraction(node.decimalValue()) : node;
        };
    }

    private static JsonNode fraction(BigDecimal number) {
        var nodes = Answer.JSON.getNodeFactory();
        double inPython = number.doubleValue();
        return Double.isFinite(inPython) ? nodes.numberNode(inPython) : nodes.numberNode(number);
    }
}
