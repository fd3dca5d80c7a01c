package dev.supersetsync.source;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one YAML document, and notes where everything stands. Anchors and aliases work, as far as they stay small;
 * tags of one's own, keys that are not plain, merge keys and several documents in a text do not.
 */
final class YamlText {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Iterator<Event> events;
    private final Marks marks;
    private final TextNodes texts = new TextNodes();
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int depth;

    private YamlText(Iterator<Event> events, Budget budget) {
        this.events = events;
        this.marks = new Marks(budget);
    }

    static Tree parse(String text, Budget budget) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Intake.WHOLE_BYTES).build();
        try {
            return new YamlText(
                            new Parse(settings)
                                    .parseReader(new RoomForPairs(text))
                                    .iterator(),
                            budget)
                    .read();
        } catch (MarkedYamlEngineException broken) {
            String context = broken.getContext() == null ? "" : broken.getContext() + ": ";
            throw unreadable(position(broken.getProblemMark()), context + broken.getProblem());
        } catch (ReaderException broken) {
            throw unreadable(position(text, broken.getPosition()), "this character is not allowed in YAML");
        } catch (YamlEngineException broken) {
            throw unreadable(new Position(1, 1), String.valueOf(broken.getMessage()));
        }
    }

    private Tree read() {
        events.next();
        Event start = events.next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            throw unreadable(new Position(1, 1), "there is nothing to read");
        }
        Event first = events.next();
        JsonNode root = node(first, position(first.getStartMark()));
        events.next();
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw unreadable(position(end.getStartMark()), "only one YAML document is read; another one begins here");
        }
        return new Tree(root, new Locations(marks, root));
    }

    private JsonNode node(Event event, Position key) {
        Position position = position(event.getStartMark());
        int mark = marks.begin(key, position);
        JsonNode node =
                switch (event) {
                    case MappingStartEvent mapping -> nested(position, () -> mapping(mapping, position));
                    case SequenceStartEvent sequence -> nested(position, () -> sequence(sequence, position));
                    case ScalarEvent scalar -> YamlScalars.node(scalar, position, texts);
                    case AliasEvent alias -> repeated(alias, position);
                    default -> throw new IllegalStateException("YAML has no content " + event.getEventId());
                };
        marks.end(mark);
        if (event instanceof NodeEvent content && !(event instanceof AliasEvent)) {
            content.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(node, mark)));
        }
        return node;
    }

    private JsonNode nested(Position position, Supplier<JsonNode> content) {
        if (++depth > DocumentText.DEEPEST_NESTING) {
            throw unreadable(position, "this is nested more than %d deep".formatted(DocumentText.DEEPEST_NESTING));
        }
        JsonNode node = content.get();
        depth--;
        return node;
    }

    private ObjectNode mapping(MappingStartEvent start, Position position) {
        checkTag(start.getTag(), Tag.MAP, position);
        ObjectNode object = NODES.objectNode();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            Position key = position(next.getStartMark());
            String name = name(next, key);
            if (object.has(name)) {
                throw unreadable(key, "the key '" + name + "' is here twice");
            }
            object.set(name, node(events.next(), key));
        }
        return object;
    }

    private String name(Event key, Position position) {
        if (key instanceof ScalarEvent scalar) {
            YamlScalars.node(scalar, position, texts);
            return texts.name(scalar.getValue());
        }
        throw unreadable(position, "a key must be a plain text");
    }

    private ArrayNode sequence(SequenceStartEvent start, Position position) {
        checkTag(start.getTag(), Tag.SEQ, position);
        ArrayNode array = NODES.arrayNode();
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            array.add(node(next, position(next.getStartMark())));
        }
        return array;
    }

    private JsonNode repeated(AliasEvent alias, Position position) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw unreadable(position, "no &" + alias.getAlias().getValue() + " comes before this");
        }
        marks.repeatContent(anchored.mark());
        return anchored.node();
    }

    private static void checkTag(Optional<String> tag, Tag expected, Position position) {
        if (tag.isPresent() && !tag.get().equals(expected.getValue())) {
            throw unreadable(position, YamlScalars.unknownTag(tag.get()));
        }
    }

    private static Position position(Optional<Mark> mark) {
        return mark.map(there -> new Position(there.getLine() + 1, there.getColumn() + 1))
                .orElse(new Position(1, 1));
    }

    private static Position position(String text, int codePoints) {
        String before = text.substring(0, text.offsetByCodePoints(0, codePoints));
        return Position.after(before);
    }

    private static UnreadableDocument unreadable(Position position, String problem) {
        return new UnreadableDocument(position.line(), position.column(), problem);
    }

    /** A node that an alias can repeat. */
    private record Anchored(JsonNode node, int mark) {}
}
