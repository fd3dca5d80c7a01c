package dev.supersetsync.cli;

import dev.supersetsync.run.Page;
import dev.supersetsync.run.RunHead;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads JSON in the words of the HTTP API. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Json() {}

    /** For people and programs. */
    static String pretty(Object value) {
        return MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
    }

    /** On one line. */
    static String compact(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /** A list of runs. */
    static Page<RunHead> page(JsonNode node) {
        return MAPPER.convertValue(node, new TypeReference<>() {});
    }

    /** A report; members that are not known are passed over. */
    static <T> T as(Class<T> type, JsonNode node) {
        return MAPPER.treeToValue(node, type);
    }
}
