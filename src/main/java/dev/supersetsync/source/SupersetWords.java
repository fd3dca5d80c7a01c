package dev.supersetsync.source;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What other formats have no word for and leave to whoever reads them: settings in the words of our own format, kept in a
 * place of the format that is free. They win over what the format says itself; whether they are right is checked with the
 * rest of the document.
 */
final class SupersetWords {

    /** What a thing is, which only the format itself says. */
    private static final Set<String> OF_THE_FORMAT = Set.of(
            "name",
            "table",
            "sql",
            "database",
            "catalog",
            "schema",
            "columns",
            "metrics",
            "expression",
            "aggregation",
            "column",
            "filter",
            "formula");

    private SupersetWords() {}

    /** Takes the settings over, and refuses those that are not for here. */
    static void apply(Draft draft, Placed settings, ObjectNode to) {
        JsonNode given = settings.fields().node();
        if (!given.isObject()) {
            settings.refuse(draft, "must be an object with settings of Superset, such as {\"cache_timeout\": 3600}");
            return;
        }
        given.properties().forEach(setting -> {
            if (OF_THE_FORMAT.contains(setting.getKey())) {
                settings.refuse(draft, setting.getKey(), "is said by the format itself, and cannot be said here");
            } else {
                to.set(setting.getKey(), setting.getValue());
            }
        });
    }
}
