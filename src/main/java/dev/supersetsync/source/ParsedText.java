package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a text says, and where in the text it says so. What it means is not known yet.
 *
 * @param file the name of the file, or null for the only text there is
 * @param root the content; a missing node if there is none
 * @param locations by paths from that root
 */
public record ParsedText(@Nullable String file, JsonNode root, Locations locations) {

    /** Content that came from no text, so that nothing has a line. */
    public static ParsedText ofTree(JsonNode root) {
        return new ParsedText(null, root, Locations.UNKNOWN);
    }

    /** The items of a list, each as a text of its own. */
    public List<ParsedText> items() {
        List<ParsedText> items = new ArrayList<>();
        for (int index = 0; index < root.size(); index++) {
            items.add(new ParsedText(file, root.get(index), locations.at(index)));
        }
        return items;
    }

    /** One member of the content, such as the document in a request; paths then start from there. */
    public ParsedText below(String member) {
        JsonNode node = root.get(member);
        return new ParsedText(file, node == null ? MissingNode.getInstance() : node, locations.at(member));
    }
}
