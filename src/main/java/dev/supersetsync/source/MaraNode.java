package dev.supersetsync.source;

import dev.supersetsync.model.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An object in an export of mara-schema, with its place. What is not as it must be is refused at that place, and taken
 * as left out. It knows nothing of what the members mean.
 */
record MaraNode(Draft draft, Part part, String path, JsonNode node) {

    static MaraNode root(Draft draft, Part part) {
        return new MaraNode(draft, part, "", part.text().root());
    }

    /** A text that must be there. */
    String needed(String name) {
        String text = text(name);
        if (text == null && !node.hasNonNull(name)) {
            refuse(name, "is missing");
        }
        return Objects.requireNonNullElse(text, "unknown");
    }

    @Nullable
    String text(String name) {
        JsonNode member = node.path(name);
        if (member.isString()) {
            return member.stringValue();
        }
        if (node.hasNonNull(name)) {
            refuse(name, "must be a text");
        }
        return null;
    }

    boolean flag(String name) {
        JsonNode member = node.path(name);
        if (!member.isBoolean() && node.hasNonNull(name)) {
            refuse(name, "must be true or false");
        }
        return member.isBoolean() && member.booleanValue();
    }

    /** A constant by its name. */
    <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        String text = text(name);
        List<E> constants = List.of(type.getEnumConstants());
        Optional<E> constant =
                constants.stream().filter(known -> known.name().equals(text)).findFirst();
        if (text != null && constant.isEmpty()) {
            refuseWord(name, text, constants.stream().map(Enum::name).toList());
        }
        return constant;
    }

    void refuseWord(String name, String word, List<String> known) {
        refuse(name, "'" + word + "' is not one of " + String.join(", ", known) + Nearest.question(word, known));
    }

    /** An object that may be left out; then it has no members. */
    MaraNode below(String name) {
        JsonNode member = node.path(name);
        if (!member.isObject() && node.hasNonNull(name)) {
            refuse(name, "must be an object");
        }
        return new MaraNode(draft, part, Paths.member(path, name), member);
    }

    /** The objects of a list that may be left out. */
    List<MaraNode> items(String name) {
        JsonNode list = node.path(name);
        if (!list.isArray() && node.hasNonNull(name)) {
            refuse(name, "must be a list");
        }
        List<MaraNode> items = new ArrayList<>();
        String place = Paths.member(path, name);
        for (int index = 0; list.isArray() && index < list.size(); index++) {
            MaraNode item = new MaraNode(draft, part, Paths.item(place, index), list.get(index));
            if (item.node().isObject()) {
                items.add(item);
            } else {
                draft.refuse(part, item.path(), "must be an object");
            }
        }
        return items;
    }

    /** The members that are none of these, quoted, in their order. */
    List<String> unknown(Set<String> known) {
        return node.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .map(name -> "'" + name + "'")
                .toList();
    }

    void refuse(String member, String message) {
        draft.refuse(part, Paths.member(path, member), message);
    }
}
