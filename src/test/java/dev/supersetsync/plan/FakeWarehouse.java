package dev.supersetsync.plan;

import dev.supersetsync.plan.Facts.Needs;
import dev.supersetsync.plan.Facts.Query;
import dev.supersetsync.state.Column;
import dev.supersetsync.state.Dataset;
import dev.supersetsync.state.DatasetKey;
import dev.supersetsync.state.Probe;
import dev.supersetsync.state.Setting;
import dev.supersetsync.state.TableFacts;
import dev.supersetsync.state.TableQuestion;
import dev.supersetsync.state.WarehouseColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A warehouse that has whatever somebody believes it to have, and runs whatever it is asked, unless a test says
 * otherwise. It remembers what it was asked.
 */
final class FakeWarehouse {

    private final Map<DatasetKey, Map<String, WarehouseColumn>> believed = new HashMap<>();
    private final Map<String, TableFacts> answers = new HashMap<>();
    private final Map<String, Set<String>> lost = new HashMap<>();
    private final Map<String, List<WarehouseColumn>> gained = new HashMap<>();
    private final Map<String, Probe.Result> results = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private boolean listsNames;

    /** Has the columns that a dataset reads from it. */
    void believe(Dataset dataset) {
        var columns = believed.computeIfAbsent(dataset.key(), key -> new LinkedHashMap<>());
        dataset.columns().stream()
                .filter(column -> !column.isCalculated())
                .forEach(column -> columns.putIfAbsent(column.name(), found(column)));
    }

    private static WarehouseColumn found(Column column) {
        return new WarehouseColumn(
                column.name(),
                column.settings().text(Setting.TYPE).orElse("TEXT"),
                column.settings().isOn(Setting.TEMPORAL));
    }

    /** Says something of its own of a table (by the dataset's name) or a query (by its SQL). */
    void answer(String tableOrSql, TableFacts facts) {
        answers.put(tableOrSql, facts);
    }

    void loses(String table, String column) {
        lost.computeIfAbsent(table, name -> new HashSet<>()).add(column);
    }

    void gains(String table, WarehouseColumn column) {
        gained.computeIfAbsent(table, name -> new ArrayList<>()).add(column);
    }

    void probe(String expression, Probe.Result result) {
        results.put(expression, result);
    }

    /** Says of tables only what their columns are called, as far as that is enough. */
    void listsNames() {
        listsNames = true;
    }

    /** The tables, queries and expressions that it was asked about. */
    Set<String> asked() {
        return asked;
    }

    Map<DatasetKey, TableFacts> tables(Needs needs) {
        var facts = new HashMap<DatasetKey, TableFacts>();
        needs.tables().forEach(question -> facts.put(question.table(), facts(question)));
        return facts;
    }

    Map<Query, TableFacts> queries(Needs needs) {
        var facts = new HashMap<Query, TableFacts>();
        needs.queries().forEach(query -> facts.put(query, facts(query.dataset(), query.sql())));
        return facts;
    }

    Map<Probe, Probe.Result> probes(Needs needs) {
        var facts = new HashMap<Probe, Probe.Result>();
        needs.probes().forEach(probe -> {
            asked.add(probe.expression());
            facts.put(probe, results.getOrDefault(probe.expression(), new Probe.Result.Runs()));
        });
        return facts;
    }

    private TableFacts facts(TableQuestion question) {
        TableFacts facts = facts(question.table(), question.table().name());
        if (listsNames && facts instanceof TableFacts.Present(var columns, var _)) {
            var names = new TableFacts.Listed(
                    columns.stream().map(WarehouseColumn::name).toList());
            return question.isAnsweredBy(names) ? names : facts;
        }
        return facts;
    }

    private TableFacts facts(DatasetKey key, String tableOrSql) {
        asked.add(tableOrSql);
        TableFacts answer = answers.get(tableOrSql);
        return answer == null ? new TableFacts.Present(columns(key)) : answer;
    }

    /** What a table has, by name. */
    List<WarehouseColumn> columns(DatasetKey key) {
        Map<String, WarehouseColumn> columns = new LinkedHashMap<>(believed.getOrDefault(key, Map.of()));
        gained.getOrDefault(key.name(), List.of()).forEach(column -> columns.put(column.name(), column));
        lost.getOrDefault(key.name(), Set.of()).forEach(columns::remove);
        return columns.values().stream()
                .sorted(Comparator.comparing(WarehouseColumn::name))
                .toList();
    }
}
