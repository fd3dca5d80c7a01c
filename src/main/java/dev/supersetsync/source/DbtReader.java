package dev.supersetsync.source;

import dev.supersetsync.model.UndeclaredColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads manifests of dbt, with catalogs if they are sent too: each model, seed and snapshot becomes the dataset of its
 * relation, and each source that is selected. Semantic models and metrics are for {@link MetricFlowReader}.
 */
final class DbtReader implements FormatReader {

    private static final Set<String> USUAL = Set.of("model", "seed", "snapshot");

    @Override
    public String what() {
        return "a manifest or catalog of dbt (manifest.json, catalog.json)";
    }

    @Override
    public boolean recognises(JsonNode root) {
        return DbtArtifact.of(root).isPresent();
    }

    @Override
    public Needed needed() {
        return DbtNeeded::ofRelations;
    }

    @Override
    public void read(Draft draft, Selection selection) {
        draft.undeclaredColumns(UndeclaredColumns.INCLUDE);
        DbtCatalog catalog = new DbtCatalog();
        List<DbtManifest> manifests = new ArrayList<>();
        for (Part part : draft.parts()) {
            DbtArtifact artifact = DbtArtifact.of(part.text().root()).orElseThrow();
            switch (artifact.kind()) {
                case DbtArtifact.MANIFEST -> DbtManifest.of(draft, part).ifPresent(manifests::add);
                case DbtArtifact.CATALOG -> catalog.add(part.text().root());
                default ->
                    draft.refuse(
                            part, "", "is a file of dbt, but no manifest and no catalog: it is " + artifact.kind());
            }
        }
        if (manifests.isEmpty() && draft.violations().isEmpty()) {
            draft.refuse(
                    draft.parts().getFirst(), "", "is a catalog, which goes with a manifest: send manifest.json too");
        }
        manifests.forEach(manifest -> draft.name(manifest.project()));
        List<DbtNode> relations = manifests.stream()
                .flatMap(manifest -> manifest.relations().stream())
                .toList();
        List<DbtNode> selected = new DbtSelection(draft, USUAL).choose(relations, selection);
        new Models(draft, catalog, new DbtDatabases(draft, selected)).add(selected);
    }

    /** Writes nodes as models. */
    private record Models(Draft draft, DbtCatalog catalog, DbtDatabases databases, DbtMeta meta) {

        Models(Draft draft, DbtCatalog catalog, DbtDatabases databases) {
            this(draft, catalog, databases, new DbtMeta(draft));
        }

        void add(List<DbtNode> nodes) {
            nodes.forEach(this::add);
        }

        private void add(DbtNode node) {
            ObjectNode settings = meta.of(DbtMeta.Kind.MODEL, node);
            if (!DbtMeta.isEnabled(settings)) {
                return;
            }
            Drafted model = draft.model(node.part(), node.path(), node.table());
            databases.locate(node, model.node());
            describe(node.fields(), model.node());
            node.fields().below("columns").node().properties().forEach(entry -> addColumn(node, entry, model));
            settings.path("columns")
                    .forEach(column -> model.node().withArray("/columns").add(column));
            settings.remove("columns");
            DbtMeta.apply(settings, model.node());
        }

        private void addColumn(DbtNode node, Map.Entry<String, JsonNode> entry, Drafted model) {
            String path = Paths.member(Paths.member(node.path(), "columns"), entry.getKey());
            Fields fields = new Fields(entry.getValue());
            String name = fields.textOr("name", entry.getKey());
            ObjectNode column = model.column(name);
            String type = catalog.type(node, name);
            String documented = fields.text("data_type");
            if (type != null || documented != null && !documented.isBlank()) {
                column.put("type", type == null ? documented : type);
            }
            describe(fields, column);
            DbtMeta.apply(meta.of(DbtMeta.Kind.COLUMN, new DbtNode(node.part(), path, entry.getValue())), column);
        }

        /** dbt writes an empty description where there is none. */
        private static void describe(Fields fields, ObjectNode target) {
            String description = fields.textOr("description", "");
            if (!description.isBlank()) {
                target.put("description", description);
            }
        }
    }
}
