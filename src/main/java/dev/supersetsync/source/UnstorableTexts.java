package dev.supersetsync.source;

import dev.supersetsync.model.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Finds the texts of a document that JSON and YAML can write and no database stores: PostgreSQL has no NUL, and half of a
 * surrogate pair is no Unicode. It looks at values alone; keys are for the schema.
 */
final class UnstorableTexts {

    private final Deque<Object> path = new ArrayDeque<>();
    private final List<Violation> found = new ArrayList<>();

    private UnstorableTexts() {}

    static List<Violation> in(JsonNode root) {
        var texts = new UnstorableTexts();
        texts.look(root);
        return texts.found;
    }

    private void look(JsonNode node) {
        if (node.isString()) {
            check(node.stringValue());
        } else if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                lookAt(index, node.path(index));
            }
        } else {
            node.properties().forEach(member -> lookAt(member.getKey(), member.getValue()));
        }
    }

    private void lookAt(Object segment, JsonNode node) {
        path.addLast(segment);
        look(node);
        path.removeLast();
    }

    private void check(String text) {
        if (text.indexOf('\0') >= 0) {
            found.add(Violation.at(path(), "must not contain the character NUL"));
        } else if (text.codePoints().anyMatch(UnstorableTexts::isHalf)) {
            found.add(Violation.at(path(), "must not contain half of a surrogate pair"));
        }
    }

    /** Of a whole pair, {@link String#codePoints} makes one sign. */
    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private String path() {
        String whole = "";
        for (Object segment : path) {
            whole = segment instanceof Integer index
                    ? Paths.item(whole, index)
                    : Paths.member(whole, segment.toString());
        }
        return whole;
    }
}
