package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An object in a text of another format, with its place, so that what is wrong with it can be told there. It says nothing
 * of what the object means.
 *
 * @param path from the root of the text
 */
record Placed(Part part, String path, Fields fields) {

    static Placed root(Part part) {
        return new Placed(part, "", new Fields(part.text().root()));
    }

    @Nullable
    String text(String name) {
        return fields.text(name);
    }

    boolean has(String name) {
        return fields.has(name);
    }

    boolean isTrue(String name) {
        return fields.node().path(name).isBoolean() && fields.node().path(name).booleanValue();
    }

    boolean isFalse(String name) {
        return fields.node().path(name).isBoolean() && !fields.node().path(name).booleanValue();
    }

    Placed below(String name) {
        return new Placed(part, Paths.member(path, name), fields.below(name));
    }

    /** The objects of a list; what else is in it is left out. */
    List<Placed> list(String name) {
        List<Placed> items = new ArrayList<>();
        List<JsonNode> nodes = fields.list(name);
        for (int index = 0; index < nodes.size(); index++) {
            if (nodes.get(index).isObject()) {
                String at = Paths.item(Paths.member(path, name), index);
                items.add(new Placed(part, at, new Fields(nodes.get(index))));
            }
        }
        return items;
    }

    /** The texts of a list, or the only text where a list could be. */
    List<String> texts(String name) {
        String only = text(name);
        return only != null
                ? List.of(only)
                : fields.list(name).stream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue)
                        .toList();
    }

    /** A text that must be there; refused if it is not. */
    Optional<String> required(Draft draft, String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            refuse(draft, name, has(name) ? "must be a text that is not empty" : "is missing");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** Refuses a member that is there and is no list of objects. */
    void refuseUnlessList(Draft draft, String name) {
        if (!has(name)) {
            return;
        }
        JsonNode node = fields.node().path(name);
        if (!node.isArray()) {
            refuse(draft, name, "must be a list");
            return;
        }
        for (int index = 0; index < node.size(); index++) {
            if (!node.get(index).isObject()) {
                draft.refuse(part, Paths.item(Paths.member(path, name), index), "must be an object");
            }
        }
    }

    void refuse(Draft draft, String member, String message) {
        draft.refuse(part, Paths.member(path, member), message);
    }

    void refuse(Draft draft, String message) {
        draft.refuse(part, path, message);
    }

    /** The names of members that are not among these. */
    List<String> others(Set<String> known) {
        return fields.node().propertyNames().stream()
                .filter(name -> !known.contains(name))
                .toList();
    }
}
