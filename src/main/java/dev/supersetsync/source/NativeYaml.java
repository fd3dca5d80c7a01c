package dev.supersetsync.source;

import dev.supersetsync.model.Document;
import dev.supersetsync.model.Loss;
import dev.supersetsync.model.Model;
import dev.supersetsync.model.ModelKey;
import dev.supersetsync.model.UndeclaredColumns;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a document in our own format as a person would write it: what all models have in common stands once, what would
 * hold anyway is left out, and what the document cannot say stands in comments. Reading it gives the same models.
 */
public final class NativeYaml {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private final Document document;
    private final @Nullable String database;
    private final @Nullable String schema;

    private NativeYaml(Document document) {
        this.document = document;
        this.database = common(document.models(), Model::database);
        this.schema = common(document.models(), Model::schema);
    }

    /** The text of a document. */
    public static String write(Document document) {
        return new NativeYaml(document).text();
    }

    /** The same document as a tree, for notations without comments. */
    public static ObjectNode tree(Document document) {
        var yaml = new NativeYaml(document);
        ObjectNode tree = yaml.head();
        ArrayNode models = tree.putArray("models");
        document.models().forEach(model -> models.add(yaml.compact(model)));
        return tree;
    }

    private String text() {
        var text = new StringBuilder();
        comments(text, "", null);
        text.append(YamlWriter.write(head()));
        if (document.models().isEmpty()) {
            return text.append("models: []\n").toString();
        }
        text.append("models:\n");
        for (Model model : document.models()) {
            comments(text, "  ", model.key());
            ArrayNode one = NODES.arrayNode().add(compact(model));
            text.append(YamlWriter.write(one));
        }
        return text.toString();
    }

    /** A comment ends with its line, so nothing of what it tells may end it earlier. */
    private void comments(StringBuilder text, String indent, @Nullable ModelKey model) {
        document.losses().stream()
                .filter(loss -> Objects.equals(loss.model(), model))
                .map(Loss::message)
                .forEach(message -> text.append(indent)
                        .append("# ")
                        .append(message.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " "))
                        .append('\n'));
    }

    private ObjectNode head() {
        ObjectNode head = NODES.objectNode().put("version", Document.VERSION);
        if (document.name() != null) {
            head.put("name", document.name());
        }
        if (database != null) {
            ObjectNode defaults = head.putObject("defaults").put("database", database);
            if (schema != null) {
                defaults.put("schema", schema);
            }
        }
        return head;
    }

    private ObjectNode compact(Model model) {
        ObjectNode node = NativeWriter.model(model);
        if (database != null) {
            node.remove("database");
        }
        boolean isInCommonSchema = database != null && schema != null;
        if (isInCommonSchema || model.schema() == null) {
            node.remove("schema");
        }
        if (model.catalog() == null) {
            node.remove("catalog");
        }
        if (model.undeclaredColumns() == UndeclaredColumns.KEEP) {
            node.remove("undeclared_columns");
        } else if (model.columns().isEmpty() && model.undeclaredColumns() == UndeclaredColumns.INCLUDE) {
            node.remove(List.of("undeclared_columns", "columns"));
        }
        if (model.metrics().isEmpty()) {
            node.remove("metrics");
        }
        return node;
    }

    private static @Nullable String common(List<Model> models, Function<Model, @Nullable String> part) {
        Set<Optional<String>> parts = models.stream()
                .map(model -> Optional.ofNullable(part.apply(model)))
                .collect(Collectors.toSet());
        return parts.size() == 1 ? parts.iterator().next().orElse(null) : null;
    }
}
