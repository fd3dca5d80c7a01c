package dev.supersetsync.superset;

import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.SupersetException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parts of a dashboard's {@code json_metadata} that name datasets.
 *
 * @param metadata all of it
 */
record FilterReferences(ObjectNode metadata) {

    /** Where native filters stand. */
    static final String FILTERS = "native_filter_configuration";

    /** Where stands, since 6.1, what changes charts from the filter bar. */
    static final String CUSTOMIZATIONS = "chart_customization_config";

    private static final String DATASET = "datasetId";

    static FilterReferences of(JsonNode dashboard) {
        String text = dashboard.path("json_metadata").asString("");
        try {
            if (Answer.JSON.readTree(text.isBlank() ? "{}" : text) instanceof ObjectNode object) {
                return new FilterReferences(object);
            }
        } catch (JacksonException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    /** Whether any of them names this dataset. */
    boolean name(int datasetId) {
        return !targetsOn(metadata, datasetId).isEmpty();
    }

    /** The same with another dataset where this one is named. */
    FilterReferences pointed(int from, int to) {
        ObjectNode copy = metadata.deepCopy();
        targetsOn(copy, from).forEach(target -> target.put(DATASET, to));
        return new FilterReferences(copy);
    }

    private static List<ObjectNode> targetsOn(ObjectNode metadata, int datasetId) {
        return Stream.of(FILTERS, CUSTOMIZATIONS)
                .flatMap(member -> metadata.path(member).valueStream())
                .flatMap(filter -> filter.path("targets").valueStream())
                .filter(target -> target.path(DATASET).asInt(-1) == datasetId)
                .map(ObjectNode.class::cast)
                .toList();
    }

    /** The entries of a part that are other ones than before. */
    List<JsonNode> changed(String member, FilterReferences before) {
        var changed = new ArrayList<>(part(member).values());
        changed.removeAll(before.part(member).values());
        return changed;
    }

    JsonNode part(String member) {
        return metadata.path(member);
    }

    /** Whether both name the same in the same places. */
    boolean isAlike(FilterReferences other) {
        return part(FILTERS).equals(other.part(FILTERS)) && part(CUSTOMIZATIONS).equals(other.part(CUSTOMIZATIONS));
    }

    private static SupersetException unreadable() {
        return new SupersetException(
                Kind.REFUSED, "GET /api/v1/dashboard/{id}", 200, "The dashboard's metadata can't be read.");
    }
}
