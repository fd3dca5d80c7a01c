package dev.supersetsync.source;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a manifest or catalog of dbt is needed, of which manifests are the smaller part: no macros, no lineage, no code,
 * no tests. It leaves out by name, so that a text of another format is still recognised as one.
 */
final class DbtNeeded {

    private static final Set<String> UNUSED = Set.of(
            "macros",
            "docs",
            "exposures",
            "groups",
            "selectors",
            "disabled",
            "parent_map",
            "child_map",
            "group_map",
            "saved_queries",
            "unit_tests",
            "functions");

    /** What the ids of nodes begin with that are neither tables nor views. */
    private static final Set<String> UNUSED_NODES =
            Set.of("test", "unit_test", "analysis", "operation", "sql_operation");

    private static final Set<String> UNUSED_OF_NODE = Set.of(
            "build_path",
            "checksum",
            "compiled_code",
            "compiled_path",
            "compiled_sql",
            "constraints",
            "contract",
            "depends_on",
            "docs",
            "extra_ctes",
            "metrics",
            "patch_path",
            "raw_code",
            "raw_sql",
            "refs",
            "root_path",
            "sources",
            "stats",
            "unrendered_config");

    private static final Set<String> UNUSED_OF_COLUMN =
            Set.of("constraints", "doc_blocks", "granularity", "policy_tags", "quote", "tags");

    private DbtNeeded() {}

    /** For whoever reads tables and views. */
    static @Nullable Needed ofRelations(String member) {
        return of(member, DbtNeeded::ofNodes);
    }

    /** For whoever reads semantic models and metrics: that there are nodes. */
    static @Nullable Needed ofSemantics(String member) {
        return of(member, _ -> null);
    }

    private static @Nullable Needed of(String member, Needed nodes) {
        if (UNUSED.contains(member)) {
            return null;
        }
        return member.equals("nodes") || member.equals("sources") ? nodes : Needed.ALL;
    }

    private static @Nullable Needed ofNodes(String id) {
        String kind = id.substring(0, Math.max(0, id.indexOf('.')));
        return UNUSED_NODES.contains(kind) ? null : DbtNeeded::ofNode;
    }

    private static @Nullable Needed ofNode(String member) {
        if (UNUSED_OF_NODE.contains(member)) {
            return null;
        }
        return member.equals("columns") ? _ -> DbtNeeded::ofColumn : Needed.ALL;
    }

    private static @Nullable Needed ofColumn(String member) {
        return UNUSED_OF_COLUMN.contains(member) ? null : Needed.ALL;
    }
}
