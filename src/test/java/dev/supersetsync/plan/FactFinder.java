package dev.supersetsync.plan;

import dev.supersetsync.plan.Facts.Needs;
import dev.supersetsync.state.ActualDataset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what the planner needs, and nothing else.
 *
 * @param datasets the datasets in Superset by id
 * @param warehouse answers for tables, queries and expressions
 * @param charts who uses what
 */
record FactFinder(Map<Integer, ActualDataset> datasets, FakeWarehouse warehouse, FakeCharts charts) {

    Facts answered(Facts known, Needs needs) {
        var tables = new HashMap<>(known.tables());
        tables.putAll(warehouse.tables(needs));
        var queries = new HashMap<>(known.queries());
        queries.putAll(warehouse.queries(needs));
        var probes = new HashMap<>(known.probes());
        probes.putAll(warehouse.probes(needs));
        var usagesOf = new HashSet<>(known.usagesOf());
        usagesOf.addAll(needs.usagesOf());
        var readAlone = new HashMap<>(known.readAlone());
        needs.readAlone().forEach(id -> readAlone.put(id, Optional.ofNullable(datasets.get(id))));
        var savedQueries = new HashMap<>(known.savedQueries());
        savedQueries.putAll(charts.savedQueriesOf(needs.savedQueriesOf()));
        return new Facts(tables, queries, probes, charts.of(usagesOf), usagesOf, savedQueries, readAlone);
    }
}
