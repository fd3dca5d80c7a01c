package dev.supersetsync.cli;

import dev.supersetsync.api.RequestWords;
import dev.supersetsync.source.Format;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The options that say which models are meant, and what their format cannot say. */
final class ModelOptions {

    @Option(
            names = "--models",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files with models, or patterns such as 'models/**.yaml'; - is standard input.")
    private List<String> models = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = "native (the default), mara-schema, dbt, metricflow, ossie or cube.")
    private @Nullable String format;

    @Option(
            names = "--select",
            arity = "1..*",
            paramLabel = "WORD",
            description = "dbt and metricflow: what is meant, in the words of dbt's --select.")
    private List<String> select = List.of();

    @Option(
            names = "--exclude",
            arity = "1..*",
            paramLabel = "WORD",
            description = "dbt and metricflow: what is not meant, though selected.")
    private List<String> exclude = List.of();

    @Option(names = "--name", paramLabel = "NAME", description = "Whose models these are, if they do not say so.")
    private @Nullable String name;

    @Option(
            names = "--database",
            paramLabel = "NAME",
            description = "Superset's name of the database, for models that do not say it.")
    private @Nullable String database;

    @Option(names = "--catalog", paramLabel = "NAME", description = "The same for the catalog.")
    private @Nullable String catalog;

    @Option(names = "--schema", paramLabel = "NAME", description = "The same for the schema.")
    private @Nullable String schema;

    @Option(
            names = "--undeclared-columns",
            paramLabel = "WHAT",
            description = "The same for columns that a model leaves out: KEEP, INCLUDE, HIDE or RETAIN_AS_NULL.")
    private @Nullable String undeclaredColumns;

    @Option(
            names = "--database-name",
            paramLabel = "OWN=SUPERSET",
            description = "What a database is called in Superset that the models call otherwise; may be repeated.")
    private Map<String, String> databaseNames = new LinkedHashMap<>();

    private List<ModelFile> files = List.of();

    /** The words that can follow {@code --format}. */
    static final class Formats implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Format.words().iterator();
        }
    }

    /** The request without a word about where and how far. */
    Asked asked(Surroundings surroundings) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        put(members, RequestWords.FORMAT, format);
        put(members, RequestWords.SELECT, select);
        put(members, RequestWords.EXCLUDE, exclude);
        put(members, RequestWords.NAME, name);
        ObjectNode defaults = JsonNodeFactory.instance.objectNode();
        put(defaults, "database", database);
        put(defaults, "catalog", catalog);
        put(defaults, "schema", schema);
        put(defaults, "undeclared_columns", undeclaredColumns);
        put(members, RequestWords.DEFAULTS, defaults);
        ObjectNode names = JsonNodeFactory.instance.objectNode();
        databaseNames.forEach(names::put);
        put(members, RequestWords.DATABASE_NAMES, names);
        long mostBytes = surroundings.mostBytes();
        files = ModelFiles.read(models, surroundings.console().in(), mostBytes);
        return new Asked(members, files, mostBytes);
    }

    /** The names of the files that were read; none before. */
    List<String> fileNames() {
        return files.stream().map(ModelFile::name).toList();
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static void put(ObjectNode node, String name, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(node.putArray(name)::add);
        }
    }

    private static void put(ObjectNode node, String name, ObjectNode value) {
        if (!value.isEmpty()) {
            node.set(name, value);
        }
    }
}
