package dev.supersetsync.plan;

import dev.supersetsync.state.RowRule;
import dev.supersetsync.state.Tree;
import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.DashboardUse;
import dev.supersetsync.state.Usages.FilterUse;
import dev.supersetsync.state.Usages.RuleUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Charts that use something of a dataset, native filters of one dashboard, {@code Sales}, and row-level security. */
final class FakeCharts {

    private static final DashboardUse DASHBOARD = new DashboardUse(1, "Sales", "/dashboard/1", List.of());

    private final List<ChartUse> charts = new ArrayList<>();
    private final Map<Integer, Tree> savedQueries = new HashMap<>();
    private final List<FilterUse> filters = new ArrayList<>();
    private final List<RuleUse> rules = new ArrayList<>();

    /** A chart that names these columns or metrics. */
    void add(String name, int dataset, String... uses) {
        add(name, dataset, "uses", uses);
    }

    /** A chart with pieces of SQL. */
    void addSql(String name, int dataset, String... sql) {
        add(name, dataset, "sqlExpression", sql);
    }

    private void add(String name, int dataset, String key, String... texts) {
        List<Tree> items = Arrays.stream(texts).<Tree>map(Tree.Text::new).toList();
        var params = new Tree.Members(Map.of(key, new Tree.Items(items)));
        charts.add(new ChartUse(
                charts.size() + 1,
                name,
                "/chart/" + name,
                List.of("Ana"),
                dataset,
                Set.of(),
                Set.of(),
                Set.of(),
                params));
    }

    /** A chart whose parameters name nothing, and whose saved query names these columns or metrics. */
    void addSaved(String name, int dataset, String... uses) {
        add(name, dataset);
        List<Tree> items = Arrays.stream(uses).<Tree>map(Tree.Text::new).toList();
        savedQueries.put(charts.size(), new Tree.Members(Map.of("uses", new Tree.Items(items))));
    }

    void addFilter(String name, int dataset, String column) {
        filters.add(new FilterUse(1, name, Set.of(dataset), Set.of(), Set.of(column), Set.of(), true, Tree.NOTHING));
    }

    void addRule(String name, int dataset, String clause) {
        var rule = new RowRule(1, name, clause, "Regular", null, null, Set.of(1), Set.of(dataset));
        rules.add(new RuleUse(rule, "/rules"));
    }

    void clear() {
        charts.clear();
        savedQueries.clear();
        filters.clear();
        rules.clear();
    }

    Map<Integer, Tree> savedQueriesOf(Set<Integer> charts) {
        return charts.stream().collect(Collectors.toMap(id -> id, id -> savedQueries.getOrDefault(id, Tree.NOTHING)));
    }

    /** Only those of the given datasets: what nobody asks for, nobody gets. */
    Usages of(Set<Integer> datasets) {
        return new Usages(
                Map.of(),
                List.of(),
                List.of(),
                charts.stream()
                        .filter(chart -> datasets.contains(Objects.requireNonNull(chart.datasetId())))
                        .toList(),
                List.of(DASHBOARD),
                filters.stream()
                        .filter(filter -> filter.datasetIds().stream().anyMatch(datasets::contains))
                        .toList(),
                List.of(),
                rules.stream()
                        .filter(rule -> rule.rule().datasetIds().stream().anyMatch(datasets::contains))
                        .toList(),
                List.of());
    }
}
