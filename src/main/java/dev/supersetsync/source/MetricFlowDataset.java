package dev.supersetsync.source;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a semantic model as a dataset: its entities and dimensions as columns. A dimension that is a column of the table
 * becomes that column; one that is SQL, or a second one on the same column, becomes a calculated column. Metrics are for
 * {@link MetricFlowMetrics}.
 */
final class MetricFlowDataset {

    private final DbtMeta meta;
    private final MetricFlowModel model;
    private final Drafted dataset;
    private final Map<String, ObjectNode> columns = new HashMap<>();
    private final Set<String> ofDimensions = new HashSet<>();

    MetricFlowDataset(DbtMeta meta, MetricFlowModel model, Drafted dataset) {
        this.meta = meta;
        this.model = model;
        this.dataset = dataset;
    }

    /** Fills the dataset; what its own meta says wins. */
    void fill(ObjectNode settings) {
        copy(model.node(), "description", dataset.node());
        if (isStated(model.node(), "label")) {
            dataset.lose(null, "the label of the semantic model " + model.name() + " has no place in a dataset");
        }
        model.entities().forEach(this::addEntity);
        model.dimensions().forEach(this::addDimension);
        settings.path("columns")
                .forEach(column -> dataset.node().withArray("/columns").add(column));
        settings.remove("columns");
        DbtMeta.apply(settings, dataset.node());
    }

    private void addEntity(DbtNode entity) {
        String sql = MetricFlowModel.sql(entity);
        boolean isColumn = MetricFlowModel.isColumn(sql);
        String name = isColumn ? sql : entity.name();
        if (columns.containsKey(name)) {
            return;
        }
        ObjectNode column = column(name);
        if (!isColumn) {
            column.put("expression", sql);
        }
        describe(entity, column);
    }

    private void addDimension(DbtNode dimension) {
        String sql = MetricFlowModel.sql(dimension);
        boolean isColumn = MetricFlowModel.isColumn(sql) && !ofDimensions.contains(sql);
        String name = isColumn ? sql : dimension.name();
        if (columns.containsKey(name) && !isColumn) {
            dataset.lose(
                    "columns." + name,
                    "the dimension %s is left out: the column of that name is something else".formatted(name));
            return;
        }
        ofDimensions.add(name);
        ObjectNode column = columns.containsKey(name) ? columns.get(name) : column(name);
        if (!isColumn) {
            column.put("expression", sql);
        }
        if (!name.equals(dimension.name())) {
            column.put("label", dimension.name());
        }
        if (MetricFlowModel.isTime(dimension)) {
            column.put("temporal", true);
        }
        if (dimension.name().equals(model.timeDimension())) {
            dataset.node().put("main_datetime_column", name);
        }
        describe(dimension, column);
    }

    private ObjectNode column(String name) {
        ObjectNode column = dataset.column(name);
        columns.put(name, column);
        return column;
    }

    private void describe(DbtNode element, ObjectNode column) {
        copy(element, "label", column);
        copy(element, "description", column);
        DbtMeta.apply(meta.ofPart(DbtMeta.Kind.COLUMN, element, List.of(model.node())), column);
    }

    private static void copy(DbtNode from, String name, ObjectNode to) {
        if (isStated(from, name)) {
            to.put(name, from.fields().textOr(name, ""));
        }
    }

    private static boolean isStated(DbtNode node, String name) {
        return !node.fields().textOr(name, "").isBlank();
    }
}
