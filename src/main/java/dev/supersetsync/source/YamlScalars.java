package dev.supersetsync.source;

import java.util.Set;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a single value of YAML means by the core schema of YAML 1.2: only {@code true}, {@code null} and numbers are
 * something else than text, if they are not quoted; {@code no}, {@code on}, {@code 12:30} and dates are text.
 */
final class YamlScalars {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);
    private static final String ANY_TEXT = "!";
    private static final Set<String> NO_NUMBERS = Set.of(
            ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN");

    private YamlScalars() {}

    static JsonNode node(ScalarEvent scalar, Position position, TextNodes texts) {
        Tag resolved = scalar.isPlain() ? RESOLVER.resolve(scalar.getValue(), true) : Tag.STR;
        String tag = scalar.getTag().orElse(resolved.getValue());
        if (tag.equals(ANY_TEXT) || tag.equals(Tag.STR.getValue())) {
            return texts.node(scalar.getValue());
        }
        if (!tag.equals(resolved.getValue())) {
            throw new UnreadableDocument(position.line(), position.column(), unknownTag(tag));
        }
        return typed(resolved, scalar.getValue(), position);
    }

    static String unknownTag(String tag) {
        return "the tag " + tag + " means nothing here";
    }

    private static JsonNode typed(Tag tag, String text, Position position) {
        if (tag.equals(Tag.NULL)) {
            return NODES.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return NODES.booleanNode(Boolean.parseBoolean(text));
        }
        if (tag.equals(Tag.INT)) {
            return integer(text, position);
        }
        // JSON has no such numbers, and no setting wants one.
        return NO_NUMBERS.contains(text) ? NODES.stringNode(text) : Numbers.decimal(text, position);
    }

    private static JsonNode integer(String text, Position position) {
        if (text.startsWith("0x")) {
            return Numbers.integer(text.substring(2), 16, position);
        }
        if (text.startsWith("0o")) {
            return Numbers.integer(text.substring(2), 8, position);
        }
        return Numbers.integer(text, 10, position);
    }
}
