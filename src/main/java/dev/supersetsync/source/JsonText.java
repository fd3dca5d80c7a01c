package dev.supersetsync.source;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON, and notes where everything stands. */
final class JsonText {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DocumentText.DEEPEST_NESTING)
                    .maxStringLength(Intake.WHOLE_BYTES)
                    .build())
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** What Jackson says to programmers, and not to those who wrote the text. */
    private static final Pattern ASIDE = Pattern.compile("( \\(start marker at )?\\[Source: [^]]*]\\)?|: enable `.*");

    private final JsonParser parser;
    private final Marks marks;
    private final TextNodes texts = new TextNodes();

    private JsonText(JsonParser parser, Budget budget) {
        this.parser = parser;
        this.marks = new Marks(budget);
    }

    /** Reads all of a text that is there already. */
    static Tree parse(String text) {
        try {
            return parse(new StringReader(text), Needed.ALL, new Budget());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what is needed of a text; what cannot be read of the text itself is an exception of its reader. */
    static Tree parse(Reader text, Needed needed, Budget budget) throws IOException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new JsonText(parser, budget).read(needed);
        } catch (JacksonIOException broken) {
            throw broken.getCause();
        } catch (JacksonException broken) {
            throw unreadable(broken);
        }
    }

    private Tree read(Needed needed) {
        if (parser.nextToken() == null) {
            throw new UnreadableDocument(1, 1, "there is nothing to read");
        }
        JsonNode root = node(position(), needed);
        if (parser.nextToken() != null) {
            Position position = position();
            throw new UnreadableDocument(position.line(), position.column(), "nothing may follow the end of the JSON");
        }
        return new Tree(root, new Locations(marks, root));
    }

    private JsonNode node(Position key, Needed needed) {
        int mark = marks.begin(key, position());
        JsonNode node =
                switch (parser.currentToken()) {
                    case START_OBJECT -> object(needed);
                    case START_ARRAY -> array(needed);
                    case VALUE_STRING -> texts.node(parser.getString());
                    case VALUE_NUMBER_INT -> integer();
                    case VALUE_NUMBER_FLOAT -> Numbers.decimal(parser.getString(), position());
                    case VALUE_TRUE -> NODES.booleanNode(true);
                    case VALUE_FALSE -> NODES.booleanNode(false);
                    case VALUE_NULL -> NODES.nullNode();
                    default -> throw new IllegalStateException("JSON has no " + parser.currentToken());
                };
        marks.end(mark);
        return node;
    }

    private ObjectNode object(Needed needed) {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            Position key = position();
            if (object.has(name)) {
                throw new UnreadableDocument(key.line(), key.column(), "the key '" + name + "' is here twice");
            }
            parser.nextToken();
            Needed ofMember = needed.of(name);
            if (ofMember == null) {
                parser.skipChildren();
            } else {
                object.set(name, node(key, ofMember));
            }
        }
        return object;
    }

    private ArrayNode array(Needed needed) {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(node(position(), needed));
        }
        return array;
    }

    private JsonNode integer() {
        return Numbers.integer(parser.getString(), 10, position());
    }

    private Position position() {
        return position(parser.currentTokenLocation());
    }

    private static Position position(TokenStreamLocation location) {
        return new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static UnreadableDocument unreadable(JacksonException broken) {
        TokenStreamLocation location = broken.getLocation();
        Position position = location == null ? new Position(1, 1) : position(location);
        String problem = ASIDE.matcher(broken.getOriginalMessage()).replaceAll("");
        return new UnreadableDocument(position.line(), position.column(), problem);
    }
}
