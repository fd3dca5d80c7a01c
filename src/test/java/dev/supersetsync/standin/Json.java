package dev.supersetsync.standin;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads, writes and makes JSON trees. It knows nothing of what stands in them. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    static JsonNode read(byte[] text) {
        return read(new String(text, StandardCharsets.UTF_8));
    }

    static boolean isReadable(byte[] text) {
        try {
            return !read(text).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode object(String key, JsonNode value) {
        return object().set(key, value) instanceof ObjectNode node ? node : object();
    }

    static ObjectNode object(String key, String value) {
        return object().put(key, value);
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode texts(String... values) {
        ArrayNode array = array();
        for (String value : values) {
            array.add(value);
        }
        return array;
    }

    static ArrayNode array(Collection<? extends JsonNode> values) {
        return array().addAll(values);
    }
}
