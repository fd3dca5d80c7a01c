package dev.supersetsync.superset;

import dev.supersetsync.state.Mark;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Superset's {@code extra}: a text with JSON in it, in which the certification, our mark and the keys of others live
 * together. What can't be read is kept as the text that it is.
 *
 * @param certification who vouches for it
 * @param mark our mark, null if there is none
 * @param rest everything else, as JSON with sorted keys
 */
record Extra(Value certification, @Nullable Mark mark, Value rest) {

    private static final String MARK = "superset_sync";
    private static final String CERTIFICATION = "certification";

    /** Reads what Superset answers, which is a text, an object or null. */
    static Extra read(JsonNode stored) {
        if (!(JsonTexts.parsed(stored) instanceof ObjectNode object)) {
            return new Extra(Value.UNSET, null, JsonTexts.value(stored));
        }
        ObjectNode rest = object.deepCopy();
        Mark mark = mark(rest.remove(MARK));
        Value certification = certification(rest.path(CERTIFICATION));
        if (!certification.equals(Value.UNSET) || rest.path(CERTIFICATION).isNull()) {
            rest.remove(CERTIFICATION);
        }
        return new Extra(certification, mark, rest.isEmpty() ? Value.UNSET : JsonTexts.value(rest));
    }

    /** The same with what these settings state. */
    Extra with(Settings settings) {
        return new Extra(
                settings.get(Setting.CERTIFICATION).orElse(certification),
                mark,
                settings.get(Setting.EXTRA).orElse(rest));
    }

    Extra with(@Nullable Mark newMark) {
        return new Extra(certification, newMark, rest);
    }

    /** Whether it is an object in which more can be put. */
    boolean isReadable() {
        return parsed() instanceof ObjectNode;
    }

    /** Whether the certification can be put in it without writing over what somebody else put there. */
    boolean holdsCertification() {
        return certification.equals(Value.UNSET)
                || (parsed() instanceof ObjectNode object && !object.has(CERTIFICATION));
    }

    private @Nullable JsonNode parsed() {
        return rest instanceof Value.Text(String text) ? JsonTexts.parsed(text) : Answer.JSON.createObjectNode();
    }

    /** As it is sent: the text, or null if there is nothing to say. */
    @Nullable
    String written() {
        if (!(parsed() instanceof ObjectNode object)) {
            return rest instanceof Value.Text(String text) ? text : null;
        }
        if (certification instanceof Value.Certification(String by, String details)) {
            object.putObject(CERTIFICATION).put("certified_by", by).put("details", details);
        }
        if (mark != null) {
            object.putObject(MARK)
                    .put("document", mark.document())
                    .put("created", mark.created())
                    .put("hash", mark.hash());
        }
        return object.isEmpty() ? null : object.toString();
    }

    private static @Nullable Mark mark(@Nullable JsonNode node) {
        return node == null || !node.isObject()
                ? null
                : new Mark(
                        node.path("document").asString(null),
                        node.path("created").asBoolean(false),
                        node.path("hash").asString(""));
    }

    private static Value certification(JsonNode node) {
        String by = node.path("certified_by").asString(null);
        String details = node.path("details").asString(null);
        return by == null && details == null ? Value.UNSET : new Value.Certification(by, details);
    }
}
