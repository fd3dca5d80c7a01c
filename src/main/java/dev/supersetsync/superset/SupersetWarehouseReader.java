package dev.supersetsync.superset;

import dev.supersetsync.state.Database;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.DatasetKey.Place;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.Probe.Result;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import dev.supersetsync.state.WarehouseReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses the cheapest way to ask a warehouse that its dialect and our rights allow, and falls back to the others. */
final class SupersetWarehouseReader implements WarehouseReader {

    private final Databases databases;
    private final PostgresTables postgres;
    private final ListedColumns listed;
    private final ReflectedTables reflected;
    private final QueryColumns queryColumns;
    private final SqlLab sqlLab;
    private final ChartTrial chartTrial;

    SupersetWarehouseReader(Calls calls, Databases databases) {
        this.databases = databases;
        this.sqlLab = new SqlLab(calls);
        this.postgres = new PostgresTables(sqlLab);
        this.listed = new ListedColumns(sqlLab);
        this.reflected = new ReflectedTables(calls);
        this.queryColumns = new QueryColumns(sqlLab);
        this.chartTrial = new ChartTrial(calls);
    }

    @Override
    public Map<DatasetKey, TableFacts> tables(Collection<TableQuestion> questions) {
        Map<Place, List<TableQuestion>> places = questions.stream()
                .distinct()
                .collect(Collectors.groupingBy(question -> question.table().place()));
        var facts = new HashMap<DatasetKey, TableFacts>();
        Parallel.map(places.entrySet(), place -> tables(place.getKey(), place.getValue()))
                .forEach(facts::putAll);
        return facts;
    }

    private Map<DatasetKey, TableFacts> tables(Place place, List<TableQuestion> questions) {
        List<DatasetKey> keys =
                questions.stream().map(TableQuestion::table).distinct().toList();
        Optional<Database> found = databases.named(place.database());
        if (found.isEmpty()) {
            return keys.stream().collect(Collectors.toMap(key -> key, key -> noDatabase(key)));
        }
        Database database = found.get();
        return postgres.ask(database, place, keys).orElseGet(() -> listedOrLookedAt(database, place, questions));
    }

    private Map<DatasetKey, TableFacts> listedOrLookedAt(
            Database database, Place place, List<TableQuestion> questions) {
        List<TableQuestion.Presence> presence = questions.stream()
                .filter(TableQuestion.Presence.class::isInstance)
                .map(TableQuestion.Presence.class::cast)
                .toList();
        var facts = new HashMap<>(listed.confirmed(database, place, presence));
        List<DatasetKey> open = questions.stream()
                .map(TableQuestion::table)
                .filter(key -> !facts.containsKey(key))
                .distinct()
                .toList();
        if (!open.isEmpty()) {
            facts.putAll(reflected.ask(database, place, open));
        }
        return facts;
    }

    @Override
    public Map<DatasetKey, TableFacts> queries(Map<DatasetKey, String> sqlByDataset) {
        var facts = new HashMap<DatasetKey, TableFacts>();
        Parallel.map(
                        sqlByDataset.entrySet(),
                        entry -> Map.entry(entry.getKey(), query(entry.getKey(), entry.getValue())))
                .forEach(entry -> facts.put(entry.getKey(), entry.getValue()));
        return facts;
    }

    private TableFacts query(DatasetKey key, String sql) {
        return databases
                .named(key.database())
                .map(database -> queryColumns.of(database, key, sql))
                .orElseGet(() -> noDatabase(key));
    }

    private static TableFacts noDatabase(DatasetKey key) {
        return new TableFacts.Unknown("Superset has no database \"" + key.database() + "\"");
    }

    @Override
    public Map<Probe, Result> tryOut(Collection<Probe> probes) {
        Map<Place, List<Probe>> places = probes.stream()
                .distinct()
                .collect(Collectors.groupingBy(probe -> probe.dataset().place()));
        var results = new HashMap<Probe, Result>();
        Parallel.map(places.entrySet(), place -> tryOut(place.getKey(), place.getValue()))
                .forEach(results::putAll);
        return results;
    }

    private Map<Probe, Result> tryOut(Place place, List<Probe> probes) {
        Optional<Database> database = databases.named(place.database());
        Optional<Identifiers> identifiers = database.flatMap(known -> Identifiers.of(known.backend()));
        Map<Probe, Result> results = database.isPresent() && identifiers.isPresent()
                ? new Trials(sqlLab, database.get(), place, identifiers.get()).of(triedTogether(probes))
                : allUnknown(probes);
        return askedOtherwise(results, database.map(Database::backend).orElse(""));
    }

    private static List<List<Probe>> triedTogether(List<Probe> probes) {
        return List.copyOf(probes.stream()
                .collect(Collectors.groupingBy(
                        probe -> List.of(probe.dataset(), probe.role(), Optional.ofNullable(probe.sql()))))
                .values());
    }

    private static Map<Probe, Result> allUnknown(List<Probe> probes) {
        return probes.stream()
                .collect(Collectors.toMap(
                        probe -> probe, probe -> new Result.Unknown("there is no way to try it in this database")));
    }

    /** Where SQL Lab gave no answer, a chart may. */
    private Map<Probe, Result> askedOtherwise(Map<Probe, Result> results, String backend) {
        var all = new HashMap<Probe, Result>();
        Parallel.map(
                        results.entrySet(),
                        entry -> Map.entry(entry.getKey(), byChart(entry.getKey(), backend, entry.getValue())))
                .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    private Result byChart(Probe probe, String backend, Result result) {
        return result instanceof Result.Unknown(String why) && !SqlText.hasJinja(probe.expression())
                ? chartTrial.of(probe, backend, why)
                : result;
    }
}
