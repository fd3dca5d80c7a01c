package dev.supersetsync.source;

import dev.supersetsync.model.UndeclaredColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the semantic models and metrics of MetricFlow from a manifest of dbt or a semantic manifest: each semantic model
 * becomes the dataset of the relation that it is on, with the metrics that are SQL over that relation alone. What else a
 * manifest holds is for {@link DbtReader}.
 */
final class MetricFlowReader implements FormatReader {

    private static final Set<String> USUAL = Set.of("semantic_model");

    @Override
    public String what() {
        return "a manifest of dbt or a semantic manifest (manifest.json, semantic_manifest.json)";
    }

    @Override
    public boolean recognises(JsonNode root) {
        return DbtArtifact.isManifest(root)
                || root.path("semantic_models").isArray()
                        && root.path("metrics").isArray();
    }

    @Override
    public Needed needed() {
        return DbtNeeded::ofSemantics;
    }

    @Override
    public void read(Draft draft, Selection selection) {
        draft.undeclaredColumns(UndeclaredColumns.INCLUDE);
        List<MetricFlowManifest> manifests = new ArrayList<>();
        draft.parts().forEach(part -> MetricFlowManifest.of(draft, part).ifPresent(manifests::add));
        List<DbtNode> all = manifests.stream()
                .flatMap(manifest -> manifest.semanticModels().stream())
                .toList();
        List<DbtNode> selected = new DbtSelection(draft, USUAL).choose(all, selection);
        DbtDatabases databases = new DbtDatabases(draft, selected);
        for (MetricFlowManifest manifest : manifests) {
            draft.name(manifest.name());
            add(draft, manifest, selected, databases);
        }
    }

    private static void add(Draft draft, MetricFlowManifest manifest, List<DbtNode> selected, DbtDatabases databases) {
        DbtMeta meta = new DbtMeta(draft);
        List<MetricFlowModel> models = new ArrayList<>();
        Map<String, Drafted> drafted = new HashMap<>();
        for (DbtNode node : manifest.semanticModels()) {
            MetricFlowModel model = new MetricFlowModel(node);
            models.add(model);
            ObjectNode settings = meta.of(DbtMeta.Kind.MODEL, node);
            if (selected.contains(node) && DbtMeta.isEnabled(settings)) {
                Drafted dataset = draft.model(node.part(), node.path(), node.table());
                databases.locate(node, dataset.node());
                new MetricFlowDataset(meta, model, dataset).fill(settings);
                drafted.put(model.name(), dataset);
            }
        }
        new MetricFlowMetrics(draft, models, manifest.metrics()).addTo(drafted);
    }
}
