package dev.supersetsync.source;

import dev.supersetsync.model.Declared;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The members of an object in a document. A member of the wrong type is as good as left out: that it is wrong was found
 * by the schema, and the rest can still be checked.
 */
record Fields(JsonNode node) {

    /** Whether the member is there, and not null. */
    boolean has(String name) {
        return node.hasNonNull(name);
    }

    Fields below(String name) {
        return new Fields(node.isObject() ? node.path(name) : MissingNode.getInstance());
    }

    @Nullable
    String text(String name) {
        return typed(name, JsonNode::isString, JsonNode::stringValue).orElse(null);
    }

    String textOr(String name, String otherwise) {
        return Optional.ofNullable(text(name)).orElse(otherwise);
    }

    /** The text, also if it says null; the other one only if there is no such member. */
    @Nullable
    String textUnlessLeftOut(String name, @Nullable String otherwise) {
        return node.has(name) ? text(name) : otherwise;
    }

    <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        String text = text(name);
        return List.of(type.getEnumConstants()).stream()
                .filter(constant -> constant.name().equals(text))
                .findFirst();
    }

    List<JsonNode> list(String name) {
        JsonNode list = node.path(name);
        return list.isArray() ? List.copyOf(list.values()) : List.of();
    }

    Declared<String> declaredText(String name) {
        return declared(name, JsonNode::isString, JsonNode::stringValue);
    }

    Declared<Boolean> declaredFlag(String name) {
        return declared(name, JsonNode::isBoolean, JsonNode::booleanValue);
    }

    Declared<Integer> declaredInteger(String name) {
        return declared(name, JsonNode::canConvertToInt, JsonNode::intValue);
    }

    <T> Declared<T> declared(String name, Predicate<JsonNode> is, Function<JsonNode, T> as) {
        if (node.path(name).isNull()) {
            return Declared.of(null);
        }
        return typed(name, is, as).map(Declared::of).orElseGet(Declared::leftOut);
    }

    private <T> Optional<T> typed(String name, Predicate<JsonNode> is, Function<JsonNode, T> as) {
        return Optional.of(node.path(name)).filter(is).map(as);
    }
}
