package dev.supersetsync.plan;

import dev.supersetsync.plan.Facts.Needs;
import java.util.HashMap;
import java.util.HashSet;

/**
 * Finds out what the planner needs, and nothing else.
 *
 * @param warehouse answers for tables, queries and expressions
 * @param charts who uses what
 */
record FactFinder(FakeWarehouse warehouse, FakeCharts charts) {

    Facts answered(Facts known, Needs needs) {
        var tables = new HashMap<>(known.tables());
        tables.putAll(warehouse.tables(needs));
        var queries = new HashMap<>(known.queries());
        queries.putAll(warehouse.queries(needs));
        var probes = new HashMap<>(known.probes());
        probes.putAll(warehouse.probes(needs));
        var usagesOf = new HashSet<>(known.usagesOf());
        usagesOf.addAll(needs.usagesOf());
        return new Facts(tables, queries, probes, charts.of(usagesOf), usagesOf);
    }
}
