package dev.supersetsync.source;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a model of one data set: of its flattened table, or of the query that would fill it. */
final class MaraDataSet {

    private static final Set<String> KNOWN = Set.of("name", "table", "sql", "entity", "attributes", "metrics");
    private static final Set<String> KNOWN_OF_ENTITY = Set.of("name", "description", "schema_name", "table_name");

    private final Draft draft;
    private final MaraSettings settings;
    private final MaraNode dataSet;

    MaraDataSet(Draft draft, MaraSettings settings, MaraNode dataSet) {
        this.draft = draft;
        this.settings = settings;
        this.dataSet = dataSet;
    }

    void read() {
        String name = dataSet.needed("name");
        String table = Objects.requireNonNullElse(dataSet.text("table"), name);
        Drafted model = draft.model(dataSet.part(), dataSet.path(), table);
        place(model);
        MaraNode entity = dataSet.below("entity");
        putIfGiven(model, "description", entity.text("description"));
        // An empty list is not the same as none, with which the warehouse would decide
        model.node().putArray("columns");
        List<MaraNode> attributes = dataSet.items("attributes");
        Set<String> taken = new HashSet<>();
        attributes.forEach(attribute -> new MaraAttribute(settings, attribute).addTo(model, taken));
        List<MaraNode> metrics = dataSet.items("metrics");
        metrics.forEach(metric -> new MaraMetric(settings, metric).addTo(model));

        lose(model, name, table, entity);
        loseImportance(model, attributes, metrics);
    }

    private void place(Drafted model) {
        putIfGiven(model, "database", draft.database(settings.database()));
        putIfGiven(model, "schema", settings.schema());
        putIfGiven(model, "sql", dataSet.text("sql"));
    }

    private static void putIfGiven(Drafted model, String key, @Nullable String value) {
        if (value != null) {
            model.node().put(key, value);
        }
    }

    private void lose(Drafted model, String name, String table, MaraNode entity) {
        if (!table.equals(name)) {
            model.lose(null, "its name as a data set, '" + name + "', has no place: Superset calls it as its table");
        }
        Stream.concat(dataSet.unknown(KNOWN).stream(), entity.unknown(KNOWN_OF_ENTITY).stream())
                .forEach(key -> model.lose(null, key + " is not known, and was left out"));
    }

    /** Once for all of them: Superset marks nothing as important, whatever it is. */
    private static void loseImportance(Drafted model, List<MaraNode> attributes, List<MaraNode> metrics) {
        String important = Stream.concat(attributes.stream(), metrics.stream())
                .filter(part -> part.flag("important_field"))
                .map(part -> part.node().path("name").asString(""))
                .distinct()
                .collect(Collectors.joining(", "));
        if (!important.isEmpty()) {
            model.lose(null, "that these are important (important_field) has no place in Superset: " + important);
        }
    }
}
