package dev.supersetsync.sync;

import dev.supersetsync.plan.Facts;
import dev.supersetsync.plan.Facts.Needs;
import dev.supersetsync.plan.Facts.Query;
import dev.supersetsync.plan.Planner.Draft;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.DatasetReader;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.Usages;
import dev.supersetsync.state.WarehouseReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out what a plan needs, until no fact is missing. Where the plan creates or deletes, two passes over the dataset
 * list must agree, since one alone may be somebody else's answer.
 */
final class Inquiry {

    /** Enough for tables, expressions, usages, saved queries, and datasets that go, one after the other, with some to spare; more would be a planner that never ends. */
    private static final int MOST_ROUNDS = 8;

    private static final int MOST_PASSES = 6;

    private final TargetConnection connection;
    private final WarehouseReader warehouse;
    private final Supplier<List<ListedDataset>> listing;
    private final List<ListedDataset> first;
    private final Map<Integer, ActualDataset> known;

    private Inquiry(
            TargetConnection connection,
            WarehouseReader warehouse,
            Supplier<List<ListedDataset>> listing,
            List<ListedDataset> first,
            Map<Integer, ActualDataset> known) {
        this.connection = connection;
        this.warehouse = warehouse;
        this.listing = listing;
        this.first = first;
        this.known = known;
    }

    /** Asks for all that a plan needs; it begins with the list. */
    static Inquiry full(TargetConnection connection) {
        DatasetReader datasets = connection.datasets();
        return new Inquiry(connection, connection.warehouse(), datasets::list, datasets.list(), Map.of());
    }

    /** Asks the warehouse nothing, and reads few datasets; it begins with the list. */
    static Inquiry fast(TargetConnection connection) {
        List<ListedDataset> listed = connection.datasets().listBriefly();
        return standing(connection, listed, Map.of());
    }

    /**
     * The same, where the list was read before.
     *
     * @param known the datasets that were read already, by id
     */
    static Inquiry standing(
            TargetConnection connection, List<ListedDataset> listed, Map<Integer, ActualDataset> known) {
        return new Inquiry(connection, new SilentWarehouse(), connection.datasets()::listBriefly, listed, known);
    }

    /**
     * The final plan.
     *
     * @param reading what a plan is made from, given a pass over the list
     * @param planning what is planned from that, with facts
     */
    <S> Surveyed agreed(Function<List<ListedDataset>, S> reading, BiFunction<S, Facts, Draft> planning) {
        List<ListedDataset> listed = first;
        Facts facts = Facts.NONE;
        for (int pass = 1; pass <= MOST_PASSES; pass++) {
            S basis = reading.apply(listed);
            Surveyed surveyed = planned(facts, known -> planning.apply(basis, known));
            if (!surveyed.plan().createsOrDeletes()) {
                return surveyed;
            }
            List<ListedDataset> again = listing.get();
            if (identities(again).equals(identities(listed))) {
                return surveyed;
            }
            listed = again;
            facts = surveyed.facts().withoutDatasets();
        }
        throw new SupersetException(
                SupersetException.Kind.UNAVAILABLE,
                "GET /api/v1/dataset/",
                200,
                "The dataset list answered differently each of " + MOST_PASSES
                        + " times, so it is not known what is there. Nothing was written.");
    }

    private static Set<String> identities(List<ListedDataset> listed) {
        return listed.stream()
                .map(dataset -> dataset.id() + " " + dataset.uuid() + " " + dataset.kind() + " " + dataset.key())
                .collect(Collectors.toSet());
    }

    private Surveyed planned(Facts start, Function<Facts, Draft> planning) {
        Facts facts = start;
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            Draft draft = planning.apply(facts);
            if (draft.needs().isEmpty()) {
                return new Surveyed(draft.plan(), facts);
            }
            facts = more(facts, draft.needs());
        }
        throw new IllegalStateException("A plan still needs facts after " + MOST_ROUNDS + " rounds.");
    }

    private Facts more(Facts facts, Needs needs) {
        return new Facts(
                both(facts.tables(), ask(needs.tables())),
                both(facts.queries(), run(needs.queries())),
                needs.probes().isEmpty() ? facts.probes() : both(facts.probes(), warehouse.tryOut(needs.probes())),
                both(facts.usages(), needs.usagesOf()),
                Stream.concat(facts.usagesOf().stream(), needs.usagesOf().stream())
                        .collect(Collectors.toSet()),
                needs.savedQueriesOf().isEmpty()
                        ? facts.savedQueries()
                        : both(facts.savedQueries(), connection.usages().savedQueriesOf(needs.savedQueriesOf())),
                both(facts.readAlone(), readAlone(needs.readAlone())));
    }

    /** What goes is kept with all its ids, and who uses its expressions is told with theirs. */
    private Map<Integer, Optional<ActualDataset>> readAlone(Set<Integer> ids) {
        Map<Integer, ActualDataset> there = byId(connection.datasets().readWithIds(ids));
        return ids.stream().collect(Collectors.toMap(id -> id, id -> Optional.ofNullable(there.get(id))));
    }

    /** These datasets by id, in bulk if they are many; one that is gone is left out. */
    Map<Integer, ActualDataset> byId(Collection<Integer> ids) {
        return known.keySet().containsAll(ids)
                ? known
                : byId(connection.datasets().read(ids));
    }

    private static Map<Integer, ActualDataset> byId(List<ActualDataset> datasets) {
        return datasets.stream().collect(Collectors.toMap(ActualDataset::id, dataset -> dataset));
    }

    private Map<DatasetKey, TableFacts> ask(Set<TableQuestion> tables) {
        return tables.isEmpty() ? Map.of() : warehouse.tables(tables);
    }

    private Map<Query, TableFacts> run(Set<Query> queries) {
        var facts = new HashMap<Query, TableFacts>();
        List<Query> open = List.copyOf(queries);
        while (!open.isEmpty()) {
            Map<DatasetKey, String> sqlByDataset =
                    open.stream().collect(Collectors.toMap(Query::dataset, Query::sql, (one, _) -> one));
            Map<DatasetKey, TableFacts> answers = warehouse.queries(sqlByDataset);
            sqlByDataset.forEach((dataset, sql) -> facts.put(
                    new Query(dataset, sql), answers.getOrDefault(dataset, new TableFacts.Unknown("no answer"))));
            open = open.stream().filter(query -> !facts.containsKey(query)).toList();
        }
        return facts;
    }

    private Usages both(Usages known, Set<Integer> ids) {
        return ids.isEmpty() ? known : known.and(connection.usages().usagesOf(ids));
    }

    private static <K, V> Map<K, V> both(Map<K, V> known, Map<K, V> more) {
        var all = new HashMap<>(known);
        all.putAll(more);
        return all;
    }
}
