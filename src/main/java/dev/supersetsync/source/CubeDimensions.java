package dev.supersetsync.source;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the types of dimensions of Cube mean to a column. What their SQL is, is for {@link CubeSql}. */
final class CubeDimensions {

    private static final Map<String, String> TYPES =
            Map.of("string", "VARCHAR", "number", "NUMERIC", "boolean", "BOOLEAN", "time", "TIMESTAMP");
    private static final List<String> BEYOND = List.of("sub_query", "multi_stage", "values");

    private CubeDimensions() {}

    /**
     * A column that a dimension becomes.
     *
     * @param holder has its sql
     * @param type the SQL type if it is calculated, or null
     */
    record Column(String name, Placed holder, @Nullable String type) {}

    /** The columns that a dimension becomes: one, or two for a place on the map. */
    static List<Column> columns(String name, Placed dimension) throws NotConvertible {
        for (String feature : BEYOND) {
            if (dimension.has(feature) && !dimension.isFalse(feature)) {
                throw new NotConvertible("it has " + feature + ", which a column of Superset cannot do");
            }
        }
        String type = dimension.fields().textOr("type", "");
        if (type.equals("geo")) {
            return List.of(
                    new Column(name + "_latitude", dimension.below("latitude"), "NUMERIC"),
                    new Column(name + "_longitude", dimension.below("longitude"), "NUMERIC"));
        }
        return List.of(new Column(name, dimension, TYPES.get(type)));
    }

    /** What a dimension is to charts. */
    static void describe(Placed dimension, ObjectNode column) {
        if (dimension.fields().textOr("type", "").equals("time")) {
            column.put("temporal", true);
        }
        if (!CubeDefinition.isPublic(dimension)) {
            column.put("hidden", true);
        }
    }
}
