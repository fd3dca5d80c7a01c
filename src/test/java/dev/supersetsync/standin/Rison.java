package dev.supersetsync.standin;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads rison, the compact form of JSON in Superset's query parameters; JSON itself is accepted as well. */
final class Rison {

    private static final String END_OF_WORD = ",:()!'";

    private final String text;
    private int position;

    private Rison(String text) {
        this.text = text;
    }

    /** Throws {@link IllegalArgumentException} for what cannot be read. */
    static JsonNode read(String text) {
        if (text.startsWith("{") || text.startsWith("[")) {
            return Json.read(text);
        }
        Rison rison = new Rison(text);
        JsonNode value = rison.value();
        if (rison.position != text.length()) {
            throw new IllegalArgumentException("more after the end");
        }
        return value;
    }

    private JsonNode value() {
        return switch (peek()) {
            case '(' -> object();
            case '!' -> special();
            case '\'' -> JsonNodeFactory.instance.stringNode(quoted());
            default -> word();
        };
    }

    private ObjectNode object() {
        expect('(');
        ObjectNode object = Json.object();
        while (peek() != ')') {
            String key = peek() == '\'' ? quoted() : plain();
            expect(':');
            object.set(key, value());
            skipComma(')');
        }
        expect(')');
        return object;
    }

    private JsonNode special() {
        expect('!');
        char kind = next();
        return switch (kind) {
            case 't' -> JsonNodeFactory.instance.booleanNode(true);
            case 'f' -> JsonNodeFactory.instance.booleanNode(false);
            case 'n' -> JsonNodeFactory.instance.nullNode();
            case '(' -> array();
            default -> throw new IllegalArgumentException("!" + kind);
        };
    }

    private ArrayNode array() {
        ArrayNode array = Json.array();
        while (peek() != ')') {
            array.add(value());
            skipComma(')');
        }
        expect(')');
        return array;
    }

    private String quoted() {
        expect('\'');
        StringBuilder result = new StringBuilder();
        for (char c = next(); c != '\''; c = next()) {
            result.append(c == '!' ? next() : c);
        }
        return result.toString();
    }

    private JsonNode word() {
        String word = plain();
        return word.matches("-?\\d+")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(word))
                : JsonNodeFactory.instance.stringNode(word);
    }

    private String plain() {
        int start = position;
        while (position < text.length() && END_OF_WORD.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        if (start == position) {
            throw new IllegalArgumentException("nothing at " + start);
        }
        return text.substring(start, position);
    }

    private void skipComma(char end) {
        if (peek() != end) {
            expect(',');
        }
    }

    private void expect(char expected) {
        if (next() != expected) {
            throw new IllegalArgumentException("no " + expected + " at " + (position - 1));
        }
    }

    private char peek() {
        if (position >= text.length()) {
            throw new IllegalArgumentException("ends too early");
        }
        return text.charAt(position);
    }

    private char next() {
        char c = peek();
        position++;
        return c;
    }
}
