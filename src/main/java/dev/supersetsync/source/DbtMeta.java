package dev.supersetsync.source;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a dbt project says of Superset under {@code superset} in its {@code meta}, for what dbt has no word for. The words
 * are those of our own format, held against a schema of their own. dbt copies {@code meta} into {@code config.meta}, so
 * only the latter counts where there are both.
 */
final class DbtMeta {

    /** What it is that says something, and what it may say. */
    enum Kind {
        MODEL("model"),
        COLUMN("column"),
        METRIC("metric");

        private final SchemaCheck check;

        Kind(String definition) {
            this.check = SchemaCheck.ofDefinition("dbt-meta-v1", definition);
        }
    }

    private static final String ENABLED = "enabled";
    private static final String OWN = "superset";

    private final Draft draft;

    DbtMeta(Draft draft) {
        this.draft = draft;
    }

    /** The settings that an element of the project states; none, and refused, if they do not fit the schema. */
    ObjectNode of(Kind kind, DbtNode element) {
        return stated(element).map(settings -> checked(kind, settings)).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    /**
     * The settings that a part of a semantic model, or a metric on some, states itself. dbt copies what the semantic model
     * states into all of them that state nothing.
     */
    ObjectNode ofPart(Kind kind, DbtNode element, Collection<DbtNode> semanticModels) {
        Optional<JsonNode> stated = stated(element).map(DbtNode::json);
        boolean isCopied = semanticModels.stream()
                .flatMap(model -> stated(model).stream())
                .anyMatch(model -> stated.filter(model.json()::equals).isPresent());
        return isCopied ? JsonNodeFactory.instance.objectNode() : of(kind, element);
    }

    /** Whether settings leave it to be taken over. */
    static boolean isEnabled(ObjectNode settings) {
        return settings.path(ENABLED).asBoolean(true);
    }

    /** Writes settings into what they are about; what was there of the same name goes. */
    static void apply(ObjectNode settings, ObjectNode target) {
        settings.properties().stream()
                .filter(setting -> !setting.getKey().equals(ENABLED))
                .forEach(setting -> target.set(setting.getKey(), setting.getValue()));
    }

    /** What an element says, unchecked, with its place. */
    private static Optional<DbtNode> stated(DbtNode element) {
        return Stream.of(element.below("config").below("meta"), element.below("meta"))
                .filter(meta -> meta.fields().has(OWN))
                .map(meta -> meta.below(OWN))
                .findFirst();
    }

    private ObjectNode checked(Kind kind, DbtNode settings) {
        var violations = kind.check.check(ParsedText.ofTree(settings.json()));
        violations.forEach(violation ->
                draft.refuse(settings.part(), joined(settings.path(), violation.path()), violation.message()));
        return violations.isEmpty() ? (ObjectNode) settings.json().deepCopy() : JsonNodeFactory.instance.objectNode();
    }

    private static String joined(String path, String rest) {
        if (rest.isEmpty()) {
            return path;
        }
        return rest.startsWith("[") ? path + rest : path + "." + rest;
    }
}
