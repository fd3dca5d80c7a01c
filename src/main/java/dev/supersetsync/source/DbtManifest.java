package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The manifest of a dbt project: what the project consists of. What becomes of its parts is not its business. */
record DbtManifest(Part part) {

    private static final int OLDEST = 7;
    private static final int NEWEST = 12;

    /** The manifest in a text; empty, and refused or named, if it is none that can be read. */
    static Optional<DbtManifest> of(Draft draft, Part part) {
        int version = DbtArtifact.of(part.text().root()).orElseThrow().version();
        if (version < OLDEST) {
            draft.refuse(
                    part,
                    "metadata.dbt_schema_version",
                    "is version %d of the manifest; %d and newer are read, which dbt 1.3 and newer write"
                            .formatted(version, OLDEST));
            return Optional.empty();
        }
        if (!part.text().root().path("nodes").isObject()) {
            draft.refuse(part, "nodes", "is missing: this manifest is not complete");
            return Optional.empty();
        }
        if (version > NEWEST) {
            draft.lose("The manifest has version %d, newer than known (%d): what is new in it is not read"
                    .formatted(version, NEWEST));
        }
        return Optional.of(new DbtManifest(part));
    }

    /** The name of the project; null in manifests that are too old to say it. */
    @Nullable
    String project() {
        return root().below("metadata").text("project_name");
    }

    /** The nodes and sources that are tables or views of the warehouse. */
    List<DbtNode> relations() {
        List<DbtNode> relations = new ArrayList<>(list("nodes"));
        relations.addAll(list("sources"));
        relations.removeIf(node -> !node.isRelation());
        return relations;
    }

    /** The parts of one kind, such as {@code semantic_models}; none if the manifest has no such list. */
    List<DbtNode> list(String kind) {
        List<DbtNode> list = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : root().below(kind).node().properties()) {
            list.add(new DbtNode(part, Paths.member(kind, entry.getKey()), entry.getValue()));
        }
        return list;
    }

    private Fields root() {
        return new Fields(part.text().root());
    }
}
