package dev.supersetsync.superset;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.Macros;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.Settings;
import dev.supersetsync.state.Usages.QueryUse;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The datasets whose SQL reads datasets, or takes in metrics, by macros: virtual ones by their queries, and all by their
 * metrics, calculated columns and predicates for values. No list tells the latter, so they are read where templates run.
 */
final class Readers {

    private static final String PATH = "/api/v1/dataset/";

    private final SupersetDatasetReader datasets;
    private final boolean templatesMayRun;
    private final Map<QueryUse, Macros> queries = new HashMap<>();
    private final Map<Integer, ActualDataset> templated = new LinkedHashMap<>();
    private final Map<Integer, Macros> macros = new HashMap<>();

    private Readers(SupersetDatasetReader datasets, boolean templatesMayRun) {
        this.datasets = datasets;
        this.templatesMayRun = templatesMayRun;
    }

    /**
     * Those of a Superset, from the list of its datasets.
     *
     * @param wanted the ids of the datasets that are asked for first
     */
    static Readers read(Calls calls, SupersetDatasetReader datasets, Set<Integer> wanted) {
        List<JsonNode> rows = new Pages(calls).confirmed(PATH, "id,table_name,sql", "table_name");
        boolean templatesMayRun = rows.stream()
                .map(UsageRows::id)
                .min(Comparator.comparing(id -> !wanted.contains(id)))
                .filter(dataset -> Templates.mayRun(calls, dataset))
                .isPresent();
        var readers = new Readers(datasets, templatesMayRun);
        rows.forEach(readers::addQuery);
        if (templatesMayRun) {
            datasets.read(rows.stream().map(UsageRows::id).toList()).forEach(readers::addDataset);
        }
        return readers;
    }

    private void addQuery(JsonNode row) {
        String sql = row.path("sql").asString("");
        Macros inside = Macros.in(sql);
        if (!inside.equals(Macros.NONE)) {
            queries.put(new QueryUse(UsageRows.id(row), row.path("table_name").asString(""), sql), inside);
        }
    }

    private void addDataset(ActualDataset dataset) {
        Macros inside = sqlOf(dataset.dataset()).map(Macros::in).reduce(Macros.NONE, Macros::and);
        if (!inside.equals(Macros.NONE)) {
            templated.put(dataset.id(), dataset);
            macros.put(dataset.id(), inside);
        }
    }

    private static Stream<String> sqlOf(Dataset dataset) {
        Stream<Settings> parts = Stream.concat(
                dataset.columns().stream().map(column -> column.settings()),
                dataset.metrics().stream().map(metric -> metric.settings()));
        return Stream.concat(
                parts.flatMap(part -> part.text(Setting.EXPRESSION).stream()),
                dataset.settings().text(Setting.FETCH_VALUES_PREDICATE).stream());
    }

    /** Whether what has macros in it may run at all. */
    boolean templatesMayRun() {
        return templatesMayRun;
    }

    /** Those that name one of these datasets, those that name these, and so on. */
    Found of(Set<Integer> wanted) {
        Set<Integer> ids = new HashSet<>(wanted);
        Set<QueryUse> found = new HashSet<>();
        boolean grew = true;
        while (grew) {
            List<QueryUse> more = queries.entrySet().stream()
                    .filter(entry -> concerns(entry.getKey(), entry.getValue(), ids))
                    .map(Map.Entry::getKey)
                    .toList();
            grew = found.addAll(more);
            more.forEach(query -> ids.add(query.datasetId()));
            grew |= ids.addAll(naming(ids));
        }
        readIds(naming(ids));
        return new Found(
                ids,
                found.stream()
                        .sorted(Comparator.comparingInt(QueryUse::datasetId))
                        .toList(),
                List.copyOf(templated.values()));
    }

    private static boolean concerns(QueryUse query, Macros macros, Set<Integer> ids) {
        return macros.datasetIds().stream().anyMatch(ids::contains) || ids.contains(query.datasetId());
    }

    private List<Integer> naming(Set<Integer> ids) {
        return macros.entrySet().stream()
                .filter(entry -> entry.getValue().datasetIds().stream().anyMatch(ids::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void readIds(Collection<Integer> ids) {
        List<Integer> missing = templated.values().stream()
                .filter(dataset -> ids.contains(dataset.id()) && !dataset.tellsIds())
                .map(ActualDataset::id)
                .toList();
        datasets.readWithIds(missing).forEach(dataset -> templated.put(dataset.id(), dataset));
    }

    /**
     * What was found.
     *
     * @param ids the ids of the datasets that were asked for, and of all that name one
     * @param queries the virtual ones, and those of the datasets asked for that have macros
     * @param templated all datasets with macros in their other SQL; those that name one with the ids of their parts
     */
    record Found(Set<Integer> ids, List<QueryUse> queries, List<ActualDataset> templated) {}
}
