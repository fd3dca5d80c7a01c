package dev.supersetsync.source;

import dev.supersetsync.model.UndeclaredColumns;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads what the Python package {@code superset_sync_mara} writes of the data sets of mara-schema. Which columns a data
 * set has, and what they are called, was decided by mara-schema itself; what they become is decided here. As with mara,
 * the columns of a flattened table that are no attributes, such as those that metrics are made of, are hidden.
 */
final class MaraReader implements FormatReader {

    private static final int VERSION = 1;
    private static final String DATA_SETS = "data_sets";
    private static final Set<String> KNOWN = Set.of(
            "format",
            "version",
            "mara_schema_version",
            "name",
            "database",
            "schema",
            MaraSettings.PERSONAL_DATA,
            MaraSettings.HIGH_CARDINALITY,
            MaraSettings.CURRENCY,
            DATA_SETS);

    @Override
    public String what() {
        return "an export of superset_sync_mara";
    }

    @Override
    public boolean recognises(JsonNode root) {
        return root.path("format").asString("").equals(Format.MARA_SCHEMA.word())
                || root.path(DATA_SETS).isArray();
    }

    @Override
    public void read(Draft draft, Selection selection) {
        draft.undeclaredColumns(UndeclaredColumns.HIDE);
        for (Part part : draft.parts()) {
            MaraNode root = MaraNode.root(draft, part);
            if (isOfKnownVersion(root)) {
                read(draft, root);
            }
        }
    }

    private static boolean isOfKnownVersion(MaraNode root) {
        JsonNode version = root.node().path("version");
        boolean known = version.isInt() && version.intValue() == VERSION;
        if (!known) {
            root.refuse(
                    "version", "must be " + VERSION + ": write the export with the superset_sync_mara of this service");
        }
        return known;
    }

    private static void read(Draft draft, MaraNode root) {
        root.unknown(KNOWN).forEach(key -> draft.lose("mara-schema: " + key + " is not known, and was left out"));
        draft.name(root.text("name"));
        MaraSettings settings = MaraSettings.of(root);
        List<MaraNode> dataSets = root.items(DATA_SETS);
        dataSets.forEach(dataSet -> new MaraDataSet(draft, settings, dataSet).read());
    }
}
