package dev.supersetsync.superset;

import dev.supersetsync.state.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Turns JSON into plain trees. Superset keeps JSON in texts, and texts of JSON within that: they are read as well. */
final class Trees {

    private Trees() {}

    /** The tree of a JSON text; {@link Tree#NOTHING} if it is none. */
    static Tree parsed(String json) {
        return of(node(json));
    }

    /** The JSON of a text; an empty object if it is none. */
    static JsonNode node(String json) {
        try {
            return Answer.JSON.readTree(json.isBlank() ? "{}" : json);
        } catch (JacksonException e) {
            return Answer.JSON.createObjectNode();
        }
    }

    static Tree of(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> text(node.asString());
            case NUMBER -> node.isIntegralNumber() ? new Tree.Whole(node.longValue()) : Tree.NOTHING;
            case ARRAY -> new Tree.Items(node.valueStream().map(Trees::of).toList());
            case OBJECT -> object(node);
            case BOOLEAN, NULL, MISSING, BINARY, POJO -> Tree.NOTHING;
        };
    }

    private static Tree text(String text) {
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                JsonNode inside = Answer.JSON.readTree(text);
                return inside.isContainer() ? of(inside) : new Tree.Text(text);
            } catch (JacksonException e) {
                return new Tree.Text(text);
            }
        }
        return new Tree.Text(text);
    }

    private static Tree object(JsonNode node) {
        Map<String, Tree> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
        return new Tree.Members(members);
    }
}
