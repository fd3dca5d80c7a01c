package dev.supersetsync.source;

import com.networknt.schema.Error;
import dev.supersetsync.model.Nearest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The words for what does not fit a schema: what was expected, and what is there instead. */
final class SchemaWords {

    private SchemaWords() {}

    /**
     * Says what is wrong with a value.
     *
     * @param expected what the schema says under the keyword that does not fit
     */
    static String mismatch(Error error, JsonNode expected) {
        JsonNode actual = error.getInstanceNode();
        return switch (error.getKeyword()) {
            case "type" -> "must be " + types(expected) + ", and is " + typeOf(actual);
            case "enum" -> oneOf(expected, actual);
            case "const" -> "must be " + expected;
            case "minLength" -> "must not be empty";
            case "maxLength" ->
                "must not be longer than %d characters, and has %d"
                        .formatted(expected.asInt(), actual.asString().length());
            case "pattern" -> "must be an ISO code of three capital letters, such as EUR";
            case "minimum" -> "must not be less than " + expected;
            case "maximum" -> "must not be more than " + expected;
            case "maxItems" ->
                "must not have more than %d entries, and has %d".formatted(expected.asInt(), actual.size());
            default -> error.getMessage();
        };
    }

    private static String types(JsonNode expected) {
        Stream<JsonNode> types = expected.isArray() ? expected.valueStream() : Stream.of(expected);
        return types.map(JsonNode::asString)
                .filter(type -> !type.equals("null"))
                .map(SchemaWords::typeName)
                .collect(Collectors.joining(" or "));
    }

    private static String typeName(String type) {
        return switch (type) {
            case "object" -> "an object";
            case "array" -> "a list";
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            default -> type;
        };
    }

    private static String typeOf(JsonNode actual) {
        return switch (actual.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "a list";
            case STRING, BINARY -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> actual.asString();
            case NULL -> "null";
            case MISSING -> "not there";
        };
    }

    private static String oneOf(JsonNode expected, JsonNode actual) {
        List<String> words = expected.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
        return "must be one of " + String.join(", ", words)
                + (actual.isString() ? Nearest.question(actual.stringValue(), words) : "");
    }
}
