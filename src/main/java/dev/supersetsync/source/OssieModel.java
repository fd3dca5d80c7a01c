package dev.supersetsync.source;

import dev.supersetsync.model.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One semantic model of Ossie: its datasets become models, its metrics go to the dataset that they are about, and those
 * about several datasets to a query that joins them, if that is exact.
 */
final class OssieModel {

    private static final Set<String> KNOWN =
            Set.of("name", "description", "ai_context", "datasets", "relationships", "metrics", "custom_extensions");

    private final Draft draft;
    private final Placed model;
    private final String name;
    private final SequencedMap<String, OssieDataset> datasets = new LinkedHashMap<>();

    private OssieModel(Draft draft, Placed model) {
        this.draft = draft;
        this.model = model;
        this.name = model.fields().textOr("name", "the semantic model");
    }

    static void read(Draft draft, Placed model) {
        new OssieModel(draft, model).read();
    }

    private void read() {
        List.of("datasets", "relationships", "metrics").forEach(list -> model.refuseUnlessList(draft, list));
        if (!model.has("datasets")) {
            model.refuse(draft, "datasets", "is missing");
        }
        model.list("datasets").forEach(this::readDataset);
        loseMixedDatabases();
        OssieJoins joins = new OssieJoins(draft, relationships());
        Map<String, Placed> seen = new HashMap<>();
        for (Placed metric : model.list("metrics")) {
            metric.required(draft, "name").ifPresent(metricName -> {
                if (seen.putIfAbsent(metricName, metric) == null) {
                    readMetric(metricName, metric, joins);
                } else {
                    metric.refuse(draft, "name", "is the name of another metric too: '" + metricName + "'");
                }
            });
        }
        datasets.values().forEach(OssieDataset::finish);
        joins.finish();
        loseRest(joins);
    }

    private void readDataset(Placed dataset) {
        OssieDataset.read(draft, dataset).ifPresent(read -> {
            if (datasets.putIfAbsent(read.name(), read) != null) {
                dataset.refuse(draft, "name", "is the name of another dataset too: '" + read.name() + "'");
            }
        });
    }

    /** Two databases of the format that become one in Superset would be read from one of them only. */
    private void loseMixedDatabases() {
        Map<String, Set<String>> own = datasets.values().stream()
                .filter(dataset -> dataset.ownDatabase() != null)
                .collect(Collectors.groupingBy(
                        dataset -> String.valueOf(draft.database(dataset.ownDatabase())),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                dataset -> String.valueOf(dataset.ownDatabase()),
                                Collectors.toCollection(TreeSet::new))));
        own.forEach((database, names) -> {
            if (names.size() > 1) {
                draft.lose(name + ": its databases " + String.join(", ", names) + " are all read as '" + database
                        + "' of Superset; tell them apart with database_names");
            }
        });
    }

    private List<OssieRelationship> relationships() {
        List<OssieRelationship> relationships = new ArrayList<>();
        model.list("relationships")
                .forEach(relationship ->
                        OssieRelationship.read(draft, relationship, datasets).ifPresent(relationships::add));
        return relationships;
    }

    private void readMetric(String metricName, Placed placed, OssieJoins joins) {
        Optional<String> sql = OssieExpression.of(draft, placed, "metric " + metricName, draft::lose);
        sql.flatMap(text -> resolve(metricName, placed, text)).ifPresent(metric -> {
            if (metric.datasets().size() == 1) {
                metric.datasets().getFirst().add(draft, metric);
            }
            joins.add(metric).ifPresent(why -> lose(metricName, why));
        });
    }

    private Optional<OssieMetric> resolve(String metricName, Placed placed, String sql) {
        Optional<SqlText> text = SqlText.of(sql);
        if (text.isEmpty()) {
            lose(
                    metricName,
                    "its expression has a window, a query of its own, or SQL that is not understood, so that it"
                            + " is not known which dataset it is about: " + sql);
            return Optional.empty();
        }
        Map<ColumnName, OssieDataset> owners = new LinkedHashMap<>();
        for (ColumnName column : text.get().columns()) {
            Optional<OssieDataset> owner = owner(metricName, placed, column);
            if (owner.isEmpty()) {
                return Optional.empty();
            }
            owners.put(column, owner.get());
        }
        if (owners.isEmpty() && datasets.size() != 1) {
            lose(metricName, "its expression does not say which dataset it is about: " + sql);
            return Optional.empty();
        }
        List<OssieDataset> about = owners.isEmpty()
                ? List.of(datasets.firstEntry().getValue())
                : owners.values().stream().distinct().toList();
        return Optional.of(new OssieMetric(metricName, placed, text.get(), owners, about));
    }

    private Optional<OssieDataset> owner(String metricName, Placed placed, ColumnName column) {
        String qualifier = column.qualifier();
        if (qualifier == null) {
            return ownerOfBare(metricName, column);
        }
        OssieDataset owner = datasets.get(qualifier);
        if (owner == null) {
            placed.refuse(
                    draft,
                    "expression",
                    "names the dataset '" + qualifier + "', which the semantic model does not have"
                            + Nearest.question(qualifier, datasets.keySet()));
        }
        return Optional.ofNullable(owner);
    }

    private Optional<OssieDataset> ownerOfBare(String metricName, ColumnName column) {
        if (datasets.size() == 1) {
            return Optional.of(datasets.firstEntry().getValue());
        }
        List<OssieDataset> owners = datasets.values().stream()
                .filter(dataset -> dataset.hasField(column.name()))
                .toList();
        if (owners.size() == 1) {
            return Optional.of(owners.getFirst());
        }
        lose(metricName, "it does not say which dataset '" + column.name() + "' is of");
        return Optional.empty();
    }

    private void lose(String metricName, String why) {
        draft.lose(name + ": the metric " + metricName + " is left out: " + why);
    }

    private void loseRest(OssieJoins joins) {
        OssieExtras.loseUnknown(draft, name, model, KNOWN);
        if (model.has("description")) {
            draft.lose(name + ": its description has no place, since a dataset of Superset is one table or query");
        }
        List<String> unused = joins.unused();
        if (!unused.isEmpty()) {
            draft.lose(name + ": no metric needs the relationships " + String.join(", ", unused)
                    + ", and datasets of Superset have none");
        }
        OssieExtras extras = new OssieExtras();
        extras.see(name, model);
        model.list("relationships")
                .forEach(relation -> extras.see(relation.fields().textOr("name", "a relationship"), relation));
        extras.lose(message -> draft.lose(name + ": " + message));
    }
}
