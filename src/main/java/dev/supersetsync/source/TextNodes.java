package dev.supersetsync.source;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/**
 * The texts in a text, as nodes: one for those that are the same, since a document repeats most of its words thousands
 * of times. It remembers the first ones only, so that it stays small itself.
 */
final class TextNodes {

    private static final int MOST = 50_000;

    private final Map<String, StringNode> nodes = new HashMap<>();

    StringNode node(String text) {
        StringNode known = nodes.get(text);
        if (known != null) {
            return known;
        }
        StringNode node = JsonNodeFactory.instance.stringNode(text);
        if (nodes.size() < MOST) {
            nodes.put(text, node);
        }
        return node;
    }

    /** A text that is a key and not a value. */
    String name(String text) {
        return node(text).stringValue();
    }
}
