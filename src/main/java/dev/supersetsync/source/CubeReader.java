package dev.supersetsync.source;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the data model of Cube as it is in YAML: what people may see of it. A cube becomes a dataset of its table or
 * query, a view a query that joins.
 */
final class CubeReader implements FormatReader {

    private static final Set<String> KNOWN = Set.of("cubes", "views");

    @Override
    public String what() {
        return "a data model of Cube (cubes or views)";
    }

    @Override
    public boolean recognises(JsonNode root) {
        return root.path("cubes").isArray() || root.path("views").isArray();
    }

    @Override
    public void read(Draft draft, Selection selection) {
        for (Part part : draft.parts()) {
            CubeTexts.check(draft, part);
            Placed.root(part).others(KNOWN).forEach(key -> draft.lose("the key " + key + " of a file is not read"));
        }
        if (!draft.violations().isEmpty()) {
            return;
        }
        CubeCatalog catalog = CubeCatalog.of(draft);
        if (!draft.violations().isEmpty()) {
            return;
        }
        catalog.views().forEach(view -> CubeView.read(draft, catalog, view));
        catalog.cubes().forEach(cube -> CubeDataset.read(draft, catalog, cube));
    }

    /** Which database of Superset the data of a cube is in. */
    static void putDatabase(Draft draft, CubeDefinition cube, ObjectNode node) {
        String own = cube.dataSource();
        String database = draft.database(own);
        if (database != null && !(own.equals("default") && database.equals(own))) {
            node.put("database", database);
        }
    }

    /** What cubes and views say that no dataset can. */
    static void loseFeatures(CubeDefinition definition, Drafted model, List<String> features) {
        losePolicy(definition, model);
        if (definition.text("title") != null) {
            model.lose(null, "its title '" + definition.text("title") + "' has no place in Superset");
        }
        features.stream()
                .filter(feature -> definition.holder(feature).isPresent())
                .forEach(feature ->
                        model.lose(null, "its " + feature + " are not taken over: datasets of Superset have none"));
    }

    /** What is said of who may see what is security, and told as such. */
    static void losePolicy(CubeDefinition definition, Drafted model) {
        if (definition.holder("access_policy").isPresent()) {
            model.lose(
                    null,
                    "the access_policy of " + definition.name()
                            + " is NOT taken over: in Superset everybody who may use"
                            + " the dataset sees all its rows and columns; restrict that there, with roles and row level"
                            + " security");
        }
    }
}
