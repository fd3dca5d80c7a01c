package dev.supersetsync.source;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import dev.supersetsync.model.Nearest;
import dev.supersetsync.model.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds a text against a JSON Schema that is part of the product, and says in plain words what does not fit. What a
 * schema cannot say, such as that names differ, is checked elsewhere.
 */
final class SchemaCheck {

    /** What holds for documents in our own format. */
    static final SchemaCheck MODELS = new SchemaCheck(readSchema("models-v1"));

    /** Part of the format, and what it means for charts is still to come. */
    private static final Set<String> NOT_YET = Set.of("previous_names");

    private final String text;
    private final JsonNode tree;
    private final Schema schema;

    private SchemaCheck(String text) {
        this(text, JsonText.parse(text).root());
    }

    private SchemaCheck(String text, JsonNode tree) {
        this.text = text;
        this.tree = tree;
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(tree);
    }

    /** What one definition of a schema asks for. */
    static SchemaCheck ofDefinition(String schemaName, String definition) {
        String text = readSchema(schemaName);
        ObjectNode tree = (ObjectNode) JsonText.parse(text).root();
        return new SchemaCheck(text, tree.put("$ref", "#/$defs/" + definition));
    }

    String schemaText() {
        return text;
    }

    List<Violation> check(ParsedText checked) {
        Locations locations = checked.locations();
        return Stream.concat(
                        schema.validate(checked.root()).stream().map(error -> violation(error, locations)),
                        UnstorableTexts.in(checked.root()).stream().map(locations::locate))
                .toList();
    }

    private static String readSchema(String name) {
        String file = "/schema/" + name + ".schema.json";
        try (InputStream schema = Objects.requireNonNull(SchemaCheck.class.getResourceAsStream(file))) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Violation violation(Error error, Locations locations) {
        String path = path(error.getInstanceLocation());
        JsonNode expected = expected(error.getSchemaLocation().getFragment());
        return switch (error.getKeyword()) {
            case "additionalProperties" -> {
                String key = String.valueOf(error.getProperty());
                yield locations.locateKey(Violation.at(Paths.member(path, key), unknownKey(key, error)));
            }
            case "required" ->
                locations.locate(Violation.at(Paths.member(path, String.valueOf(error.getProperty())), "is missing"));
            default -> locations.locate(Violation.at(path, SchemaWords.mismatch(error, expected)));
        };
    }

    private String unknownKey(String key, Error error) {
        if (NOT_YET.contains(key)) {
            return "is not supported yet";
        }
        JsonNode object = expected(error.getSchemaLocation().getFragment().getParent());
        Set<String> known =
                object.path("properties").propertyNames().stream().collect(Collectors.toCollection(TreeSet::new));
        String question = Nearest.question(key, known);
        return question.isEmpty()
                ? "is no known key; known are " + String.join(", ", known)
                : "is no known key" + question;
    }

    private JsonNode expected(NodePath schemaPath) {
        JsonNode node = tree;
        for (int index = 0; index < schemaPath.getNameCount(); index++) {
            node = node.path(schemaPath.getName(index));
        }
        return node;
    }

    private static String path(NodePath location) {
        String path = "";
        for (int index = 0; index < location.getNameCount(); index++) {
            path = location.getElement(index) instanceof Integer item
                    ? Paths.item(path, item)
                    : Paths.member(path, location.getName(index));
        }
        return path;
    }
}
