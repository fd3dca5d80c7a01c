package dev.supersetsync.superset;

import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.schema.Schema;
import tools.jackson.databind.JsonNode;

/**
 * Reads the YAML of Superset's exports as PyYAML writes it, which is that of YAML 1.1: without quotes stands a text that
 * looked like nothing else there, such as {@code 08} or {@code 1e5}, both of them numbers in YAML 1.2.
 */
final class PythonYaml {

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern FRACTION = Pattern.compile("-?[0-9]+\\.[0-9]+(e[-+][0-9]+)?");
    private static final Pattern NO_NUMBER = Pattern.compile("-?\\.inf|\\.nan");

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new AsWritten())
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();

    private PythonYaml() {}

    /**
     * The content of a file.
     *
     * @throws YamlEngineException if it is not YAML, or cannot be JSON
     */
    static JsonNode read(String file) {
        try {
            return Answer.JSON.valueToTree(new Load(SETTINGS).loadFromString(file));
        } catch (IndexOutOfBoundsException e) {
            // So the engine (3.0.1) fails where the halves of a surrogate pair do not fit in one buffer.
            throw new YamlEngineException(e);
        }
    }

    private static Tag tag(String plain) {
        if (plain.equals("null")) {
            return Tag.NULL;
        }
        if (plain.equals("true") || plain.equals("false")) {
            return Tag.BOOL;
        }
        if (INTEGER.matcher(plain).matches()) {
            return Tag.INT;
        }
        if (NO_NUMBER.matcher(plain).matches()) {
            throw new YamlEngineException("JSON has no number " + plain);
        }
        return FRACTION.matcher(plain).matches() ? Tag.FLOAT : Tag.STR;
    }

    /** What PyYAML's safe dump writes for the types of JSON. */
    private static final class AsWritten implements Schema {

        private final Schema core = new CoreSchema();

        @Override
        public ScalarResolver getScalarResolver() {
            return (value, isImplicit) -> isImplicit ? tag(value) : Tag.STR;
        }

        @Override
        public Map<Tag, ConstructNode> getSchemaTagConstructors() {
            return core.getSchemaTagConstructors();
        }
    }
}
