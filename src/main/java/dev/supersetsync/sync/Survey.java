package dev.supersetsync.sync;

import dev.supersetsync.plan.Desired;
import dev.supersetsync.plan.Facts;
import dev.supersetsync.plan.Facts.Needs;
import dev.supersetsync.plan.Facts.Query;
import dev.supersetsync.plan.Plan;
import dev.supersetsync.plan.Planner;
import dev.supersetsync.plan.Situation;
import dev.supersetsync.plan.Warning;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.ListedDataset;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.SupersetException;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TargetConnection;
import dev.supersetsync.state.Usages;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a plan is made from and has it planned, until no fact is missing. Where the plan creates or deletes, two
 * passes over the dataset list must agree, since one alone may be somebody else's answer.
 */
final class Survey {

    /** Enough for tables, expressions, usages, and datasets that go, one after the other, with some to spare; more would be a planner that never ends. */
    private static final int MOST_ROUNDS = 8;

    private static final int MOST_PASSES = 6;

    private final TargetConnection connection;
    private final Assignment assignment;
    private final Memory memory;
    private final Map<String, Database> databases;
    private final List<Desired> desired;
    private final @Nullable String keptOwner;

    /**
     * A survey for one plan.
     *
     * @param creatable the databases that may be created when they are missing
     * @param memory what is remembered of the target
     * @throws dev.supersetsync.model.InvalidModels if a model refers to what Superset does not have
     */
    Survey(TargetConnection connection, Assignment assignment, Set<String> creatable, Memory memory) {
        this.connection = connection;
        this.assignment = assignment;
        this.memory = memory;
        this.databases = connection.datasets().databases().stream()
                .collect(Collectors.toMap(Database::name, database -> database, (one, other) -> one));
        new References(connection, databases, creatable)
                .check(assignment.document().models());
        this.desired = new DesiredModels(databases).of(assignment.document());
        this.keptOwner = statesOwners() ? connection.datasets().keptOwner().orElse(null) : null;
    }

    private boolean statesOwners() {
        return desired.stream().anyMatch(model -> model.dataset().settings().states(Setting.OWNERS));
    }

    /** The databases that models live in and that Superset does not have yet. */
    Set<String> missingDatabases() {
        return desired.stream()
                .map(model -> model.dataset().key().database())
                .filter(name -> !databases.containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The final plan. */
    Plan plan() {
        Plan plan = agreedPlan();
        return connection.isVersionKnown()
                ? plan
                : plan.warning(new Warning(
                        Warning.Code.VERSION_UNKNOWN,
                        "Superset " + connection.version()
                                + " is newer than the newest version that is known; it is treated as that.",
                        null,
                        null,
                        List.of()));
    }

    private Plan agreedPlan() {
        List<ListedDataset> listed = connection.datasets().list();
        Situation situation = situation(listed, Facts.NONE);
        for (int pass = 1; pass <= MOST_PASSES; pass++) {
            Round round = planned(situation);
            if (!round.plan().createsOrDeletes()) {
                return round.plan();
            }
            List<ListedDataset> again = connection.datasets().list();
            if (identities(again).equals(identities(round.situation().listed()))) {
                return round.plan();
            }
            situation = situation(again, round.situation().facts().withoutDatasets());
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

    private Situation situation(List<ListedDataset> listed, Facts facts) {
        Set<DatasetKey> keys =
                desired.stream().map(model -> model.dataset().key()).collect(Collectors.toSet());
        List<Integer> ids = listed.stream()
                .filter(dataset -> keys.contains(dataset.key()))
                .map(ListedDataset::id)
                .toList();
        return new Situation(
                assignment.document().name(),
                desired,
                databases,
                listed,
                byId(ids),
                memory.applied(assignment.document().name(), listed),
                keptOwner,
                facts,
                assignment.strategy(),
                assignment.guards());
    }

    private Round planned(Situation start) {
        Situation situation = start;
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            Planner.Draft draft = Planner.plan(situation);
            if (draft.needs().isEmpty()) {
                return new Round(situation, draft.plan());
            }
            situation = situation.with(more(situation.facts(), draft.needs()));
        }
        throw new IllegalStateException("A plan still needs facts after " + MOST_ROUNDS + " rounds.");
    }

    private Facts more(Facts facts, Needs needs) {
        return new Facts(
                both(facts.tables(), ask(needs.tables())),
                both(facts.queries(), run(needs.queries())),
                needs.probes().isEmpty()
                        ? facts.probes()
                        : both(facts.probes(), connection.warehouse().tryOut(needs.probes())),
                both(facts.usages(), needs.usagesOf()),
                Stream.concat(facts.usagesOf().stream(), needs.usagesOf().stream())
                        .collect(Collectors.toSet()),
                both(facts.undeclared(), read(needs.undeclared())));
    }

    private Map<Integer, Optional<ActualDataset>> read(Set<Integer> ids) {
        Map<Integer, ActualDataset> there = byId(ids);
        return ids.stream().collect(Collectors.toMap(id -> id, id -> Optional.ofNullable(there.get(id))));
    }

    private Map<Integer, ActualDataset> byId(Collection<Integer> ids) {
        return connection.datasets().read(ids).stream()
                .collect(Collectors.toMap(ActualDataset::id, dataset -> dataset));
    }

    private Map<DatasetKey, TableFacts> ask(Set<DatasetKey> tables) {
        return tables.isEmpty() ? Map.of() : connection.warehouse().tables(tables);
    }

    private Map<Query, TableFacts> run(Set<Query> queries) {
        if (queries.isEmpty()) {
            return Map.of();
        }
        Map<DatasetKey, String> sqlByDataset =
                queries.stream().collect(Collectors.toMap(Query::dataset, Query::sql, (one, other) -> one));
        Map<DatasetKey, TableFacts> answers = connection.warehouse().queries(sqlByDataset);
        var facts = new HashMap<Query, TableFacts>();
        sqlByDataset.forEach((dataset, sql) -> {
            TableFacts answer = answers.get(dataset);
            facts.put(new Query(dataset, sql), answer == null ? new TableFacts.Unknown("no answer") : answer);
        });
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

    /** A plan with the situation that it was made from. */
    private record Round(Situation situation, Plan plan) {}
}
