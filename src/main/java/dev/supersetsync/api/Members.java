package dev.supersetsync.api;

import dev.supersetsync.model.Nearest;
import dev.supersetsync.model.Violation;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The members of one object of a request. What is wrong with one is told to {@code found}, and the member counts as left
 * out, so that all that is wrong is found at once. Null is the same as left out.
 *
 * @param path where the object is, empty for the request itself
 * @param node the object
 * @param found hears of everything that is wrong
 */
record Members(String path, JsonNode node, Consumer<Violation> found) {

    static Members of(String path, JsonNode node, Consumer<Violation> found) {
        if (!node.isObject() && !node.isNull() && !node.isMissingNode()) {
            found.accept(Violation.at(path, "must be an object with members"));
            return new Members(path, MissingNode.getInstance(), found);
        }
        return new Members(path, node, found);
    }

    Members below(String name) {
        return of(at(name), node.path(name), found);
    }

    /** Refuses what is none of the known names. */
    void refuseOthers(Collection<String> known) {
        node.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> complain(name, "is not known" + Nearest.question(name, known)));
    }

    void complain(String name, String message) {
        found.accept(Violation.at(at(name), message));
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Whether a member says anything: an object without members, or with none that has a value, says nothing. */
    boolean states(String name) {
        JsonNode value = node.path(name);
        return has(name) && !(value.isObject() && value.valueStream().allMatch(JsonNode::isNull));
    }

    @Nullable
    String text(String name) {
        JsonNode value = node.path(name);
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (!value.isString()) {
            complain(name, "must be a text");
            return null;
        }
        if (value.stringValue().indexOf('\0') >= 0) {
            complain(name, Nul.REFUSED);
            return null;
        }
        if (value.stringValue().isBlank()) {
            complain(name, "must not be empty; leave it out instead");
            return null;
        }
        return value.stringValue();
    }

    /** One text or a list of them; null if left out. */
    @Nullable
    List<String> texts(String name) {
        JsonNode value = node.path(name);
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (value.isString()) {
            return List.of(value.stringValue());
        }
        if (value.isArray() && value.valueStream().allMatch(JsonNode::isString)) {
            return value.valueStream().map(JsonNode::stringValue).toList();
        }
        complain(name, "must be a text or a list of texts");
        return null;
    }

    @Nullable
    Boolean flag(String name) {
        JsonNode value = node.path(name);
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (has(name)) {
            complain(name, "must be true or false");
        }
        return null;
    }

    @Nullable
    Integer number(String name, int least, int most) {
        JsonNode value = node.path(name);
        if (value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= least
                && value.intValue() <= most) {
            return value.intValue();
        }
        if (has(name)) {
            complain(name, "must be a whole number from " + least + " to " + most);
        }
        return null;
    }

    /** A word of a closed set, in any case. */
    <E extends Enum<E>> @Nullable E word(String name, Class<E> type) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        String upper = text.toUpperCase(Locale.ROOT);
        if (words.contains(upper)) {
            return Enum.valueOf(type, upper);
        }
        complain(name, "'" + text + "' is none of " + String.join(", ", words) + Nearest.question(text, words));
        return null;
    }

    /** Names chosen by the caller, each with a text. */
    Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        for (String name : node.propertyNames()) {
            String text = text(name);
            if (text != null) {
                texts.put(name, text);
            }
        }
        return texts;
    }

    private String at(String name) {
        if (!name.matches("[\\p{L}_][\\p{L}\\p{N}_-]*")) {
            return path + "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }
}
