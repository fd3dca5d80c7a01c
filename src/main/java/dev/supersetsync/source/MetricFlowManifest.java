package dev.supersetsync.source;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The semantic models and metrics in one text, wherever it keeps them: a manifest of dbt has them by their ids, a semantic
 * manifest in lists.
 *
 * @param name what the whole is called, or null. It differs from the name of the dbt project, because the same project
 *     read with the format dbt is another document, and both may have the same datasets
 */
record MetricFlowManifest(@Nullable String name, List<DbtNode> semanticModels, List<DbtNode> metrics) {

    private static final String SEMANTIC_MODELS = "semantic_models";
    private static final String METRICS = "metrics";

    /** What a text holds; empty, and refused, if it cannot hold any. */
    static Optional<MetricFlowManifest> of(Draft draft, Part part) {
        Optional<MetricFlowManifest> manifest =
                DbtArtifact.isManifest(part.text().root())
                        ? DbtManifest.of(draft, part).flatMap(of -> ofDbt(draft, part, of))
                        : Optional.of(ofLists(part));
        manifest.ifPresent(found -> found.refuseWithoutRelation(draft));
        if (manifest.filter(found -> found.semanticModels.isEmpty()).isPresent()) {
            draft.lose("The manifest has no semantic models; the format dbt reads its models");
        }
        return manifest.map(MetricFlowManifest::withRelations);
    }

    private static Optional<MetricFlowManifest> ofDbt(Draft draft, Part part, DbtManifest manifest) {
        if (!part.text().root().path(SEMANTIC_MODELS).isObject()) {
            draft.refuse(part, SEMANTIC_MODELS, "is missing: dbt 1.6 and newer write semantic models");
            return Optional.empty();
        }
        String project = manifest.project();
        return Optional.of(new MetricFlowManifest(
                project == null ? null : project + "-metrics",
                enabled(manifest.list(SEMANTIC_MODELS)),
                enabled(manifest.list(METRICS))));
    }

    private static MetricFlowManifest ofLists(Part part) {
        DbtNode root = new DbtNode(part, "", part.text().root());
        return new MetricFlowManifest(null, enabled(root.items(SEMANTIC_MODELS)), enabled(root.items(METRICS)));
    }

    private static List<DbtNode> enabled(List<DbtNode> nodes) {
        return nodes.stream().filter(DbtNode::isEnabled).toList();
    }

    private void refuseWithoutRelation(Draft draft) {
        semanticModels.stream()
                .filter(node -> !hasRelation(node))
                .forEach(node -> draft.refuse(
                        node.part(), Paths.member(node.path(), "node_relation"), "is missing, so there is no table"));
    }

    private MetricFlowManifest withRelations() {
        return new MetricFlowManifest(
                name,
                semanticModels.stream().filter(MetricFlowManifest::hasRelation).toList(),
                metrics);
    }

    private static boolean hasRelation(DbtNode node) {
        return node.json().path("node_relation").isObject();
    }
}
