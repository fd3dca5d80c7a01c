package dev.supersetsync.source;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The types that the warehouse gave the columns when dbt last looked, from catalogs. It is asked by the names of a
 * project, whose case may differ from the warehouse's.
 */
final class DbtCatalog {

    private final Map<String, Map<String, String>> types = new HashMap<>();

    /** Takes over what a catalog says. */
    void add(JsonNode root) {
        Fields catalog = new Fields(root);
        for (String kind : new String[] {"nodes", "sources"}) {
            for (Map.Entry<String, JsonNode> entry : catalog.below(kind).node().properties()) {
                types.computeIfAbsent(entry.getKey(), _ -> new HashMap<>()).putAll(types(new Fields(entry.getValue())));
            }
        }
    }

    /** The type of a column, or null if no catalog knows it. */
    @Nullable
    String type(DbtNode node, String column) {
        Map<String, String> ofNode = types.getOrDefault(node.uniqueId(), Map.of());
        String type = ofNode.get(column);
        return type == null ? ofNode.get(column.toLowerCase(Locale.ROOT)) : type;
    }

    private static Map<String, String> types(Fields node) {
        Map<String, String> types = new HashMap<>();
        for (Map.Entry<String, JsonNode> column : node.below("columns").node().properties()) {
            String type = new Fields(column.getValue()).text("type");
            if (type != null && !type.isBlank()) {
                types.putIfAbsent(column.getKey().toLowerCase(Locale.ROOT), type);
                types.put(column.getKey(), type);
            }
        }
        return types;
    }
}
