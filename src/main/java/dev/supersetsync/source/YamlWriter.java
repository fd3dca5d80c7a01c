package dev.supersetsync.source;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;

/**
 * Writes content as YAML that a person likes to read: without quotes where a text can be taken for nothing else in any
 * version of YAML, and texts of several lines as blocks where that keeps them as they are.
 */
final class YamlWriter {

    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}_](?:[\\p{L}\\p{N}_.,/()*+=<>%$@;'-]|:(?=[^\\s])| (?=[^#\\s]))*");
    private static final Set<String> OTHERWISE = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Z}&&[^ \\n]]| (?=\\n|$)");
    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setSplitLines(false)
            .build();

    private YamlWriter() {}

    /** The text, which ends with a line. */
    static String write(JsonNode content) {
        var text = new StringBuilder();
        new Dump(SETTINGS).dumpNode(node(content), new StreamDataWriter() {
            @Override
            public void write(String part) {
                text.append(part);
            }

            @Override
            public void write(String part, int from, int length) {
                text.append(part, from, from + length);
            }
        });
        return text.toString();
    }

    private static Node node(JsonNode content) {
        if (content.isObject()) {
            FlowStyle style = content.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
            return new MappingNode(Tag.MAP, members(content), style);
        }
        if (content.isArray()) {
            FlowStyle style = content.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
            List<Node> items = content.valueStream().map(YamlWriter::node).toList();
            return new SequenceNode(Tag.SEQ, items, style);
        }
        if (content.isString()) {
            return text(content.stringValue());
        }
        return new ScalarNode(tag(content), content.toString(), ScalarStyle.PLAIN);
    }

    private static List<NodeTuple> members(JsonNode object) {
        return object.properties().stream()
                .map(member -> new NodeTuple(text(member.getKey()), node(member.getValue())))
                .toList();
    }

    private static Tag tag(JsonNode scalar) {
        return switch (scalar.getNodeType()) {
            case BOOLEAN -> Tag.BOOL;
            case NUMBER -> scalar.isIntegralNumber() ? Tag.INT : Tag.FLOAT;
            default -> Tag.NULL;
        };
    }

    private static ScalarNode text(String text) {
        return new ScalarNode(Tag.STR, text, style(text));
    }

    private static ScalarStyle style(String text) {
        if (PLAIN.matcher(text).matches() && !OTHERWISE.contains(text.toLowerCase(Locale.ROOT))) {
            return ScalarStyle.PLAIN;
        }
        return text.indexOf('\n') > 0 && isTame(text) ? ScalarStyle.LITERAL : ScalarStyle.DOUBLE_QUOTED;
    }

    /** Whether it begins with a sign, no line ends with blanks, and there is nothing else that is not seen. */
    private static boolean isTame(String text) {
        return !text.startsWith(" ") && !UNSEEN.matcher(text).find();
    }
}
