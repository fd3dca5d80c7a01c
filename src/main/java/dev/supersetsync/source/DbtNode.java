package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One part of a dbt project that has a table or view: a model, seed, snapshot or source, or a semantic model on one of
 * these. It says what dbt calls the part and its relation.
 *
 * @param path where it stands in its text
 */
record DbtNode(Part part, String path, JsonNode json) {

    /** The kinds of parts that are tables or views themselves. */
    static final Set<String> RELATIONS = Set.of("model", "seed", "snapshot", "source");

    Fields fields() {
        return new Fields(json);
    }

    String uniqueId() {
        return fields().textOr("unique_id", path);
    }

    String name() {
        return fields().textOr("name", path);
    }

    /** Its resource type; a semantic manifest does not write it, and has only semantic models with a relation. */
    String kind() {
        return fields().textOr("resource_type", fields().has("node_relation") ? "semantic_model" : "");
    }

    /** A part of it. */
    DbtNode below(String member) {
        return new DbtNode(part, Paths.member(path, member), json.path(member));
    }

    /** The items of a list in it, each as a part of its own. */
    List<DbtNode> items(String member) {
        List<DbtNode> items = new ArrayList<>();
        for (JsonNode item : fields().list(member)) {
            items.add(new DbtNode(part, Paths.item(Paths.member(path, member), items.size()), item));
        }
        return items;
    }

    /** The table or view: under its alias or identifier, if it has one. */
    String table() {
        Fields relation = relation();
        return Stream.of("identifier", "alias", "name")
                .map(relation::text)
                .filter(DbtNode::isStated)
                .findFirst()
                .orElseGet(this::name);
    }

    @Nullable
    String schema() {
        String schema = relation().text("schema");
        return schema == null ? relation().text("schema_name") : schema;
    }

    @Nullable
    String database() {
        return relation().text("database");
    }

    String packageName() {
        return fields().textOr("package_name", "");
    }

    /** The folders and names that lead to it, from the name of its package on. */
    List<String> fullName() {
        List<String> names = texts(fields(), "fqn");
        return names.isEmpty() ? List.of(name()) : names;
    }

    boolean isVersioned() {
        return fields().has("version") && fullName().size() > 1;
    }

    /** The file that it is written in, from the root of its project on. */
    String file() {
        return fields().textOr("original_file_path", "").replace('\\', '/');
    }

    List<String> tags() {
        return Stream.concat(texts(fields(), "tags").stream(), texts(config(), "tags").stream())
                .distinct()
                .toList();
    }

    Fields config() {
        return fields().below("config");
    }

    boolean isEnabled() {
        JsonNode enabled = config().node().path("enabled");
        return !enabled.isBoolean() || enabled.booleanValue();
    }

    /** Whether the warehouse has a table or view of it: an ephemeral model and a test have none. */
    boolean isRelation() {
        return RELATIONS.contains(kind()) && isEnabled() && !isEphemeral();
    }

    private boolean isEphemeral() {
        return "ephemeral".equals(config().text("materialized")) || kind().equals("model") && !hasRelationName();
    }

    private boolean hasRelationName() {
        return isStated(fields().text("relation_name"));
    }

    private Fields relation() {
        return fields().has("node_relation") ? fields().below("node_relation") : fields();
    }

    private static boolean isStated(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    /** A list of texts, which older versions of dbt also write as a single text. */
    private static List<String> texts(Fields fields, String name) {
        String single = fields.text(name);
        return single != null
                ? List.of(single)
                : fields.list(name).stream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue)
                        .toList();
    }
}
