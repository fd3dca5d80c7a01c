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

    /** Where stands, since 6.0, what changes charts from the filter bar. */
    static final String CUSTOMIZATIONS = "chart_customization_config";

    private static final String DATASET = "datasetId";
    private static final String CHOSEN = "value";

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
        return !pointers(metadata, datasetId).isEmpty();
    }

    /** The same with another dataset where this one is named. */
    FilterReferences pointed(int from, int to) {
        ObjectNode copy = metadata.deepCopy();
        pointers(copy, from).forEach(pointer -> pointer.set(to));
        return new FilterReferences(copy);
    }

    private static List<Pointer> pointers(ObjectNode metadata, int datasetId) {
        return Stream.of(FILTERS, CUSTOMIZATIONS)
                .flatMap(member -> metadata.path(member).valueStream())
                .flatMap(FilterReferences::pointers)
                .filter(pointer -> pointer.isAt(datasetId))
                .toList();
    }

    /** A customisation of 6.0 has its dataset elsewhere: an id, also as a text, or what was chosen from a list. */
    private static Stream<Pointer> pointers(JsonNode filter) {
        JsonNode customization = filter.path("customization");
        return Stream.concat(
                filter.path("targets").valueStream().map(target -> new Pointer(target, DATASET)),
                Stream.of(
                        new Pointer(customization, "dataset"),
                        new Pointer(customization.path("dataset"), CHOSEN),
                        new Pointer(customization.path("datasetInfo"), CHOSEN)));
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

    /** A place where the id of a dataset may stand. */
    private record Pointer(JsonNode place, String member) {

        boolean isAt(int datasetId) {
            return place.path(member).asString("").equals(String.valueOf(datasetId));
        }

        /** What was a text stays one. */
        void set(int datasetId) {
            ObjectNode object = (ObjectNode) place;
            if (object.path(member).isString()) {
                object.put(member, String.valueOf(datasetId));
            } else {
                object.put(member, datasetId);
            }
        }
    }

    private static SupersetException unreadable() {
        return new SupersetException(
                Kind.REFUSED, "GET /api/v1/dashboard/{id}", 200, "The dashboard's metadata can't be read.");
    }
}
