package dev.supersetsync.run;

import org.springframework.stereotype.Component;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads what is stored as JSON, in the words of the HTTP API: snake case, instants as ISO 8601. All that is
 * not ASCII is escaped, so that every database takes every text, half characters and U+0000 included.
 */
@Component
public class StoredJson {

    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** The value as JSON. */
    public String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    /**
     * What {@link #write} wrote; members that are not known any more are passed over, and flags that were not known then
     * are false.
     */
    public <T> T read(String json, Class<T> type) {
        return mapper.readValue(json, type);
    }

    JsonNode tree(String json) {
        return mapper.readTree(json);
    }
}
