package dev.supersetsync.plan;

import dev.supersetsync.impact.DatasetSql;
import dev.supersetsync.impact.Impact;
import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.impact.ImpactFinder;
import dev.supersetsync.plan.Facts.Needs;
import dev.supersetsync.plan.Facts.Query;
import dev.supersetsync.plan.Plan.Refusal;
import dev.supersetsync.plan.Withheld.Reason;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What comes up while a plan is made: what is held back, what should be known, what refuses it, and what must still be
 * found out. It hands out facts and notes the ones that were missing; it decides nothing.
 */
final class Notes {

    private final Facts facts;
    private final ImpactFinder impacts;
    private final List<Withheld> withheld = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    private final Set<TableQuestion> tables = new LinkedHashSet<>();
    private final Set<Query> queries = new LinkedHashSet<>();
    private final Set<Probe> probes = new LinkedHashSet<>();
    private final Set<Integer> usagesOf = new LinkedHashSet<>();
    private final Set<Integer> readAlone = new LinkedHashSet<>();

    Notes(Facts facts) {
        this(facts, new ImpactFinder(facts.usages(), facts.savedQueries()));
    }

    private Notes(Facts facts, ImpactFinder impacts) {
        this.facts = facts;
        this.impacts = impacts;
    }

    /** Empty notes over the same facts. */
    Notes blank() {
        return new Notes(facts, impacts);
    }

    /** Adds everything that other notes say. */
    void add(Notes other) {
        withheld.addAll(other.withheld);
        warnings.addAll(other.warnings);
        refusals.addAll(other.refusals);
        addNeeds(other);
    }

    /** Adds only what other notes still need. */
    void addNeeds(Notes other) {
        tables.addAll(other.tables);
        queries.addAll(other.queries);
        probes.addAll(other.probes);
        usagesOf.addAll(other.usagesOf);
        readAlone.addAll(other.readAlone);
    }

    void withhold(Withheld entry) {
        withheld.add(entry);
    }

    /** Why a part is held back; empty if it is not. */
    Optional<Reason> reasonOf(DatasetKey dataset, String path) {
        return withheld.stream()
                .filter(entry -> entry.dataset().equals(dataset) && path.equals(entry.path()))
                .map(Withheld::reason)
                .findFirst();
    }

    void warn(Warning.Code code, DatasetKey dataset, @Nullable String path, String message) {
        warn(code, dataset, path, message, List.of());
    }

    void warn(Warning.Code code, DatasetKey dataset, @Nullable String path, String message, List<Impact> impact) {
        warnings.add(new Warning(code, message, dataset, path, impact));
    }

    void refuse(Refusal refusal) {
        refusals.add(refusal);
    }

    /** What the warehouse has of a table; empty if it was not asked yet. */
    Optional<TableFacts> table(TableQuestion question) {
        Optional<TableFacts> fact =
                Optional.ofNullable(facts.tables().get(question.table())).filter(question::isAnsweredBy);
        return known(fact, () -> tables.add(question));
    }

    /** What a query gives; empty if it was not asked yet. */
    Optional<TableFacts> query(DatasetKey key, String sql) {
        var query = new Query(key, sql);
        return known(Optional.ofNullable(facts.queries().get(query)), () -> queries.add(query));
    }

    /** Whether an expression runs; empty if it was not tried yet. */
    Optional<Probe.Result> probe(Probe probe) {
        return known(Optional.ofNullable(facts.probes().get(probe)), () -> probes.add(probe));
    }

    /** Who uses something of a dataset; nobody as long as it was not read, and perhaps not all until nothing is needed. */
    List<Impact> usersOf(int datasetId, Function<ImpactFinder, List<Impact>> question) {
        if (facts.usagesOf().contains(datasetId)) {
            return question.apply(impacts);
        }
        usagesOf.add(datasetId);
        return List.of();
    }

    /** Who uses a saved metric; where the dataset's own SQL takes metrics in, with the ids of that. */
    List<Impact> usersOfMetric(DatasetSql sql, String name, Effect effect) {
        DatasetSql told = sql.takesMetricsIn()
                ? new DatasetSql(withIds(sql.dataset()), sql.expressions(), sql.valuesPredicate())
                : sql;
        return usersOf(sql.dataset().id(), impacts -> impacts.ofMetric(told, name, effect));
    }

    /** A dataset with all its ids; empty if it was not read alone yet, or is gone. */
    Optional<ActualDataset> readAlone(int datasetId) {
        return known(Optional.ofNullable(facts.readAlone().get(datasetId)), () -> readAlone.add(datasetId))
                .flatMap(dataset -> dataset);
    }

    /** The dataset with the ids of its columns and metrics, as soon as they are known. */
    ActualDataset withIds(ActualDataset dataset) {
        return dataset.tellsIds() ? dataset : readAlone(dataset.id()).orElse(dataset);
    }

    private static <T> Optional<T> known(Optional<T> fact, Runnable otherwise) {
        if (fact.isEmpty()) {
            otherwise.run();
        }
        return fact;
    }

    List<Withheld> withheld() {
        return withheld;
    }

    List<Warning> warnings() {
        return warnings;
    }

    Set<Refusal> refusals() {
        return refusals;
    }

    Needs needs() {
        return new Needs(
                Set.copyOf(tables),
                Set.copyOf(queries),
                Set.copyOf(probes),
                Set.copyOf(usagesOf),
                impacts.open(),
                Set.copyOf(readAlone));
    }
}
