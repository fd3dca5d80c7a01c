package dev.supersetsync.plan;

import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import dev.supersetsync.state.Tree;
import dev.supersetsync.state.Usages;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was found out beyond the list and the datasets that a model is declared for. Only what is in here was asked; what a plan still lacks, it says
 * in its {@link Needs}.
 *
 * @param tables what the warehouse has, by dataset
 * @param queries what queries give, by the query and the place where it runs
 * @param probes whether expressions run
 * @param usages charts, dashboards and others that use datasets
 * @param usagesOf the ids of the datasets for which that was read
 * @param savedQueries the saved queries of charts, by the chart's id
 * @param readAlone datasets that were read one by one, with all ids, by id; empty for one that is gone
 */
public record Facts(
        Map<DatasetKey, TableFacts> tables,
        Map<Query, TableFacts> queries,
        Map<Probe, Probe.Result> probes,
        Usages usages,
        Set<Integer> usagesOf,
        Map<Integer, Tree> savedQueries,
        Map<Integer, Optional<ActualDataset>> readAlone) {

    /** Nothing was asked yet. */
    public static final Facts NONE = new Facts(Map.of(), Map.of(), Map.of(), Usages.NONE, Set.of(), Map.of(), Map.of());

    /** The same without the datasets, which are read again once the list turns out to have been another one. */
    public Facts withoutDatasets() {
        return new Facts(tables, queries, probes, usages, usagesOf, savedQueries, Map.of());
    }

    /**
     * A query of a virtual dataset.
     *
     * @param dataset the dataset
     * @param sql the query
     */
    public record Query(DatasetKey dataset, String sql) {}

    /**
     * What has to be found out before a plan can be final.
     *
     * @param tables what the warehouse must be asked about tables
     * @param queries queries to be run
     * @param probes expressions to be tried
     * @param usagesOf ids of datasets for which it must be read who uses them
     * @param savedQueriesOf ids of charts whose saved queries must be read
     * @param readAlone ids of datasets that must be read one by one, with all ids
     */
    public record Needs(
            Set<TableQuestion> tables,
            Set<Query> queries,
            Set<Probe> probes,
            Set<Integer> usagesOf,
            Set<Integer> savedQueriesOf,
            Set<Integer> readAlone) {

        /** Whether the plan is final. */
        public boolean isEmpty() {
            return tables.isEmpty()
                    && queries.isEmpty()
                    && probes.isEmpty()
                    && usagesOf.isEmpty()
                    && savedQueriesOf.isEmpty()
                    && readAlone.isEmpty();
        }
    }
}
