package dev.supersetsync.source;

import dev.supersetsync.model.Certification;
import dev.supersetsync.model.Declared;
import dev.supersetsync.model.Defaults;
import dev.supersetsync.model.Model;
import dev.supersetsync.model.ModelColumn;
import dev.supersetsync.model.ModelMetric;
import dev.supersetsync.model.UndeclaredColumns;
import dev.supersetsync.model.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/**
 * Makes models of the content of a document, with defaults applied. It also makes them of content that does not fit the
 * schema, with stand-ins for what cannot be told, so that everything else can be checked as well; such models go no
 * further.
 */
final class ModelBinder {

    private final IntFunction<String> paths;
    private final Fields document;
    private final Fields defaults;
    private final Supplement supplement;
    private final List<Violation> violations = new ArrayList<>();

    /**
     * A binder for one document.
     *
     * @param paths what the model at a place in the list is called in what is said about it
     */
    ModelBinder(IntFunction<String> paths, JsonNode document, Supplement supplement) {
        this.paths = paths;
        this.document = new Fields(document);
        this.defaults = this.document.below("defaults");
        this.supplement = supplement;
    }

    /** The models by their paths; without those that have no name. */
    SequencedMap<String, Model> models() {
        SequencedMap<String, Model> models = new LinkedHashMap<>();
        List<JsonNode> entries = document.list("models");
        for (int index = 0; index < entries.size(); index++) {
            String path = paths.apply(index);
            Fields fields = new Fields(entries.get(index));
            if (fields.text("table") != null) {
                models.put(path, model(path, fields));
            }
        }
        return models;
    }

    /** What was found to be wrong on the way, and no schema can say. */
    List<Violation> violations() {
        return violations;
    }

    private Model model(String path, Fields fields) {
        Defaults stated = supplement.defaults();
        return new Model(
                database(path, fields),
                fields.textUnlessLeftOut("catalog", defaults.textUnlessLeftOut("catalog", stated.catalog())),
                fields.textUnlessLeftOut("schema", defaults.textUnlessLeftOut("schema", stated.schema())),
                fields.textOr("table", ""),
                fields.text("sql"),
                fields.declaredText("description"),
                fields.declaredText("main_datetime_column"),
                fields.declaredInteger("cache_timeout"),
                certification(fields),
                owners(fields),
                entries(fields, path, "columns", ModelBinder::column),
                entries(fields, path, "metrics", this::metric),
                undeclaredColumns(fields));
    }

    private String database(String path, Fields fields) {
        Optional<String> own = Optional.ofNullable(fields.text("database"))
                .or(() -> Optional.ofNullable(defaults.text("database")))
                .map(name -> supplement.databaseNames().getOrDefault(name, name));
        String database = own.orElse(supplement.defaults().database());
        if (database == null) {
            violations.add(Violation.at(
                    path + ".database", "is missing: state it for the model, or for all models in defaults"));
        }
        return Objects.requireNonNullElse(database, "unknown");
    }

    /** Where the columns are left out the warehouse decides their list, whatever the defaults say. */
    private UndeclaredColumns undeclaredColumns(Fields fields) {
        if (!fields.has("columns")) {
            return UndeclaredColumns.INCLUDE;
        }
        return fields.constant("undeclared_columns", UndeclaredColumns.class)
                .or(() -> defaults.constant("undeclared_columns", UndeclaredColumns.class))
                .or(() -> Optional.ofNullable(supplement.defaults().undeclaredColumns()))
                .orElse(UndeclaredColumns.KEEP);
    }

    static Declared<Certification> certification(Fields fields) {
        return fields.declared("certification", JsonNode::isObject, node -> {
            Fields certification = new Fields(node);
            return new Certification(certification.textOr("by", ""), certification.text("details"));
        });
    }

    private static Declared<List<String>> owners(Fields fields) {
        if (!fields.node().has("owners")) {
            return Declared.leftOut();
        }
        return Declared.of(fields.list("owners").stream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList());
    }

    private static <T> List<T> entries(Fields fields, String path, String name, BiFunction<String, Fields, T> bind) {
        List<JsonNode> nodes = fields.list(name);
        List<T> entries = new ArrayList<>(nodes.size());
        for (int index = 0; index < nodes.size(); index++) {
            entries.add(bind.apply(path + "." + Paths.item(name, index), new Fields(nodes.get(index))));
        }
        return entries;
    }

    private static ModelColumn column(String path, Fields fields) {
        return new ModelColumn(
                fields.textOr("name", path),
                fields.text("type"),
                fields.text("expression"),
                fields.declaredText("label"),
                fields.declaredText("description"),
                fields.declaredFlag("temporal"),
                fields.declaredFlag("groupable"),
                fields.declaredFlag("filterable"),
                fields.declaredFlag("hidden"),
                fields.declaredText("date_format"));
    }

    private ModelMetric metric(String path, Fields fields) {
        return new MetricBinder(path, fields, violations).metric();
    }
}
