package dev.supersetsync.impact;

import dev.supersetsync.state.Macros;
import dev.supersetsync.state.Macros.DatasetCall;
import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.CrossFilterUse;
import dev.supersetsync.state.Usages.FilterUse;
import dev.supersetsync.state.Usages.QueryUse;
import dev.supersetsync.state.Usages.RuleUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who has to do with which dataset, looked up by the dataset's id. It does not look into anybody. */
final class UserIndex {

    private final Map<Integer, List<ChartUse>> charts = new HashMap<>();
    private final Map<Integer, List<ChartUse>> chartsByMacro = new HashMap<>();
    private final Map<Integer, List<FilterUse>> filters = new HashMap<>();
    private final Map<Integer, List<RuleUse>> rules = new HashMap<>();
    private final Map<Integer, List<RuleUse>> rulesByMacro = new HashMap<>();
    private final Map<Integer, List<Query>> queries = new HashMap<>();
    private final Map<Integer, List<CrossFilterUse>> crossFilters = new HashMap<>();
    private final List<DatasetSql> templated;
    private final MetricMacros metricMacros;

    UserIndex(Usages usages) {
        usages.charts().forEach(this::add);
        usages.filters().forEach(filter -> datasetsOf(filter).forEach(id -> put(filters, id, filter)));
        usages.rules().forEach(this::add);
        usages.queries().forEach(query -> add(new Query(query, Macros.in(query.sql()))));
        usages.crossFilters()
                .forEach(filter -> filter.filteredChartIds().forEach(chart -> put(crossFilters, chart, filter)));
        this.templated = usages.templated().stream()
                .map(dataset -> DatasetSql.of(dataset, dataset.dataset()))
                .toList();
        this.metricMacros = new MetricMacros(templated);
    }

    private void add(RuleUse rule) {
        Set<Integer> on = rule.rule().datasetIds();
        on.forEach(id -> put(rules, id, rule));
        Macros.in(rule.rule().clause()).datasetIds().stream()
                .filter(id -> !on.contains(id))
                .forEach(id -> put(rulesByMacro, id, rule));
    }

    private void add(ChartUse chart) {
        Integer dataset = chart.datasetId();
        if (dataset != null) {
            put(charts, dataset, chart);
        }
        chart.macroDatasetIds().stream().filter(id -> !id.equals(dataset)).forEach(id -> put(chartsByMacro, id, chart));
    }

    private void add(Query query) {
        Set<Integer> named = new LinkedHashSet<>(query.macros().datasetIds());
        named.add(query.use().datasetId());
        named.forEach(id -> put(queries, id, query));
    }

    private static Set<Integer> datasetsOf(FilterUse filter) {
        Set<Integer> ids = new LinkedHashSet<>(filter.datasetIds());
        ids.addAll(filter.filteredDatasetIds());
        ids.addAll(filter.macroDatasetIds());
        return ids;
    }

    private static <T> void put(Map<Integer, List<T>> index, int id, T one) {
        index.computeIfAbsent(id, _ -> new ArrayList<>()).add(one);
    }

    /** The charts whose data source it is. */
    List<ChartUse> chartsOn(int dataset) {
        return charts.getOrDefault(dataset, List.of());
    }

    /** The charts on others that name it by a macro. */
    List<ChartUse> chartsByMacro(int dataset) {
        return chartsByMacro.getOrDefault(dataset, List.of());
    }

    /** The filters that have to do with it in any way. */
    List<FilterUse> filters(int dataset) {
        return filters.getOrDefault(dataset, List.of());
    }

    /** The filters that have it as target. */
    List<FilterUse> filtersOn(int dataset) {
        return filters(dataset).stream()
                .filter(filter -> filter.datasetIds().contains(dataset))
                .toList();
    }

    List<RuleUse> rulesOn(int dataset) {
        return rules.getOrDefault(dataset, List.of());
    }

    /** The rules on others that name it by a macro. */
    List<RuleUse> rulesByMacro(int dataset) {
        return rulesByMacro.getOrDefault(dataset, List.of());
    }

    /** The SQL of other datasets that has macros in it. */
    List<DatasetSql> templatedBeside(int dataset) {
        return templated.stream().filter(sql -> sql.id() != dataset).toList();
    }

    /** The macros of a piece of SQL with those that the metrics which it takes in leave to it. */
    Macros whole(Macros macros) {
        return metricMacros.whole(macros);
    }

    /** The queries that name it by a macro, and its own. */
    List<Query> queries(int dataset) {
        return queries.getOrDefault(dataset, List.of());
    }

    /** What other charts filter a chart by. */
    List<CrossFilterUse> crossFiltersOf(int chart) {
        return crossFilters.getOrDefault(chart, List.of());
    }

    /** A query with the macros in it. */
    record Query(QueryUse use, Macros macros) {

        List<DatasetCall> callsOf(int dataset) {
            return macros.datasets().stream()
                    .filter(call -> call.id() == dataset)
                    .toList();
        }
    }
}
