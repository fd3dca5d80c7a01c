package dev.supersetsync.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * A query on the rows of one dataset of Ossie, with the fields of those that are looked up for them. It is the model for
 * metrics about several of them.
 */
final class OssieJoin {

    private final Draft draft;
    private final OssieDataset root;
    private final List<OssieMetric> metrics = new ArrayList<>();
    private final SequencedSet<OssieRelationship> relationships = new LinkedHashSet<>();

    OssieJoin(Draft draft, OssieDataset root) {
        this.draft = draft;
        this.root = root;
    }

    void add(OssieMetric metric, SequencedSet<OssieRelationship> needed) {
        metrics.add(metric);
        relationships.addAll(needed);
    }

    boolean needs(OssieRelationship relationship) {
        return relationships.contains(relationship);
    }

    /** Makes the model, with the other metrics that are about its first dataset too. */
    void write(List<OssieMetric> others) {
        Placed first = metrics.getFirst().placed();
        Drafted model = draft.model(first.part(), first.path(), root.name() + "_joined");
        JoinedQuery query = new JoinedQuery(root.asTable(), root.name());
        relationships.forEach(join -> query.join(join.to().asTable(), join.to().name(), join.condition()));
        root.place(draft, model.node());
        addFields(root, query, model);
        relationships.stream().map(OssieRelationship::to).distinct().forEach(to -> addFields(to, query, model));
        others.stream()
                .filter(metric -> metric.datasets().equals(List.of(root)))
                .forEach(metric -> addMetric(metric, query, model));
        OssieExtras extras = new OssieExtras();
        for (OssieMetric metric : metrics) {
            addMetric(metric, query, model);
            extras.see(metric.name(), metric.placed());
        }
        extras.lose(message -> model.lose(null, message));
        model.node().put("sql", query.sql());
    }

    private void addFields(OssieDataset dataset, JoinedQuery query, Drafted model) {
        Map<String, String> qualified = dataset.qualifiedFields();
        for (OssieField field : dataset.fields()) {
            String name = name(dataset, field.name());
            String sql = qualified.get(field.name());
            if (sql == null) {
                model.lose(
                        "columns." + name,
                        "the field " + field.name() + " of " + dataset.name()
                                + " is left out: its SQL is not understood, so that it cannot stand in a join");
            } else {
                query.column(name, sql);
                field.describe(draft, model.column(name));
            }
        }
    }

    private void addMetric(OssieMetric metric, JoinedQuery query, Drafted model) {
        metric.owners().forEach((column, dataset) -> addColumn(dataset, column.name(), query, model));
        ObjectNode node = model.metric(metric.name());
        metric.calculate(
                node,
                column -> name(owner(metric, column), column.name()),
                column -> SqlNames.written(name(owner(metric, column), column.name())));
        metric.describe(draft, node);
    }

    private OssieDataset owner(OssieMetric metric, ColumnName column) {
        return metric.owners().getOrDefault(column, root);
    }

    /** A column that is no field, and that only a metric needs. */
    private void addColumn(OssieDataset dataset, String column, JoinedQuery query, Drafted model) {
        String name = name(dataset, column);
        if (!query.hasColumn(name)) {
            query.column(name, dataset.qualified(column));
            model.column(name).put("hidden", true);
        }
    }

    /** The fields of the first dataset keep their names; those of others have their dataset's name before them. */
    private String name(OssieDataset dataset, String field) {
        return dataset.equals(root) ? field : dataset.name() + "__" + field;
    }
}
