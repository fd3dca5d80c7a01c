package dev.supersetsync.impact;

import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.impact.Impact.Kind;
import dev.supersetsync.state.ActualDataset;
import dev.supersetsync.state.Tree;
import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.FilterUse;
import dev.supersetsync.state.Usages.RuleUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds who uses a dataset, a metric or a column, and who is touched through them: dashboards, alerts, charts that show
 * another one as a layer. What goes through the dataset's own entries (saved metrics, columns by name) and what stands in
 * SQL text are asked for apart, since the one breaks when the entry goes and the other when the warehouse's column does.
 * Saved queries are costly to read, so it says of which charts they could change an answer that it gave.
 */
public final class ImpactFinder {

    private final Usages usages;
    private final Map<Integer, Tree> savedQueries;
    private final Followers followers;
    private final Map<Integer, List<ChartUse>> charts;
    private final Map<Object, References> references = new IdentityHashMap<>();
    private final Map<String, SqlText> parsed = new HashMap<>();
    private final Set<Integer> open = new HashSet<>();

    /**
     * A finder among these usages.
     *
     * @param savedQueries the {@code query_context} of charts, by the chart's id, as far as they were read
     */
    public ImpactFinder(Usages usages, Map<Integer, Tree> savedQueries) {
        this.usages = usages;
        this.savedQueries = savedQueries;
        this.followers = new Followers(usages);
        this.charts = usages.charts().stream()
                .filter(chart -> chart.datasetId() != null)
                .collect(Collectors.groupingBy(chart -> Objects.requireNonNull(chart.datasetId())));
    }

    /** The ids of the charts whose saved queries were not read and could change one of the answers given so far. */
    public Set<Integer> open() {
        return Set.copyOf(open);
    }

    /** Everybody whose data source is the dataset, when it goes. */
    public List<Impact> ofDataset(int datasetId) {
        List<Impact> found = users(
                datasetId, "dataset", _ -> true, filter -> filter.datasetIds().contains(datasetId), Effect.BREAKS);
        return followed(found, rules(datasetId, _ -> SqlText.Use.CERTAIN, "dataset"));
    }

    /** Everybody who uses a saved metric of the dataset. */
    public List<Impact> ofMetric(int datasetId, String name, Effect effect) {
        return followed(users(
                datasetId,
                "metric " + name,
                chart -> {
                    References references = references(chart);
                    leaveOpen(chart, references.leaveMetricOpen(name));
                    return references.nameMetric(name);
                },
                filter -> filter.datasetIds().contains(datasetId)
                        && references(filter).nameMetric(name),
                effect));
    }

    /** Everybody who uses a column of the dataset through its entry: not in SQL text. */
    public List<Impact> ofColumn(int datasetId, String name, Effect effect) {
        return followed(users(
                datasetId,
                "column " + name,
                chart -> {
                    References references = references(chart);
                    leaveOpen(chart, references.leaveColumnOpen(name));
                    return references.nameColumn(name);
                },
                filter -> uses(filter, datasetId, name),
                effect));
    }

    /**
     * Everybody whose SQL text names a column that is no longer behind the dataset, and who uses a metric or calculated
     * column whose SQL does.
     *
     * @param dataset the dataset as it is, with the ids of its columns and metrics
     * @param expressions the SQL that its metrics and calculated columns shall have; what is new among them is left out
     * @param backend Superset's word for the dialect
     * @param name the column
     */
    public List<Impact> ofLostColumn(
            ActualDataset dataset, Collection<Expression> expressions, String backend, String name) {
        Dialect dialect = Dialect.of(backend);
        Set<String> entries = dataset.columnIds().keySet();
        var found = new ArrayList<Impact>();
        for (ChartUse chart : charts.getOrDefault(dataset.id(), List.of())) {
            SqlText.Use use = use(references(chart).sql(entries), dialect, name);
            leaveOpen(chart, use != SqlText.Use.CERTAIN);
            add(found, use, chart(chart, "column " + name, Effect.BREAKS, use == SqlText.Use.CERTAIN));
        }
        for (FilterUse filter : usages.filters()) {
            if (filter.datasetIds().contains(dataset.id())) {
                SqlText.Use use = use(references(filter).sql(entries), dialect, name);
                add(found, use, filter(filter, "column " + name, Effect.BREAKS, use == SqlText.Use.CERTAIN));
            }
        }
        List<Impact> rules =
                rules(dataset.id(), rule -> sql(rule.rule().clause(), dialect).uses(name), "column " + name);
        List<Impact> direct = followed(found, rules);
        return both(direct, throughExpressions(dataset, expressions, dialect, name));
    }

    private List<Impact> throughExpressions(
            ActualDataset dataset, Collection<Expression> expressions, Dialect dialect, String name) {
        var found = new ArrayList<Impact>();
        for (Expression expression : expressions) {
            SqlText.Use use = sql(expression.sql(), dialect).uses(name);
            Integer id = expression.idIn(dataset);
            if (use != SqlText.Use.NONE && id != null) {
                found.add(new Impact(
                        expression.kind(),
                        id,
                        expression.name(),
                        usages.datasetUrls().getOrDefault(dataset.id(), ""),
                        List.of("column " + name),
                        Effect.BREAKS,
                        use == SqlText.Use.CERTAIN,
                        List.of()));
                found.addAll(
                        expression.kind() == Kind.METRIC
                                ? ofMetric(dataset.id(), expression.name(), Effect.BREAKS)
                                : ofColumn(dataset.id(), expression.name(), Effect.BREAKS));
            }
        }
        return found;
    }

    private List<Impact> users(
            int datasetId, String use, Predicate<ChartUse> inChart, Predicate<FilterUse> inFilter, Effect effect) {
        var found = new ArrayList<Impact>();
        charts.getOrDefault(datasetId, List.of()).stream()
                .filter(inChart)
                .forEach(chart -> found.add(chart(chart, use, effect, true)));
        usages.filters().stream().filter(inFilter).forEach(filter -> found.add(filter(filter, use, effect, true)));
        return found;
    }

    /** A filter also filters charts of other datasets, by the name of its column. */
    private boolean uses(FilterUse filter, int datasetId, String column) {
        boolean named = filter.columns().contains(column);
        return (named && filter.filteredDatasetIds().contains(datasetId))
                || (filter.datasetIds().contains(datasetId)
                        && (named || references(filter).nameColumn(column)));
    }

    private List<Impact> rules(int datasetId, Function<RuleUse, SqlText.Use> use, String what) {
        var found = new ArrayList<Impact>();
        for (RuleUse rule : usages.rules()) {
            if (rule.rule().datasetIds().contains(datasetId)) {
                SqlText.Use used = use.apply(rule);
                add(found, used, rule(rule, what, used == SqlText.Use.CERTAIN));
            }
        }
        return found;
    }

    private SqlText.Use use(Collection<String> texts, Dialect dialect, String name) {
        return texts.stream()
                .map(text -> sql(text, dialect).uses(name))
                .reduce(SqlText.Use.NONE, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    private SqlText sql(String text, Dialect dialect) {
        return parsed.computeIfAbsent(dialect + text, _ -> new SqlText(text, dialect));
    }

    private static void add(List<Impact> found, SqlText.Use use, Impact impact) {
        if (use != SqlText.Use.NONE) {
            found.add(impact);
        }
    }

    private void leaveOpen(ChartUse chart, boolean isOpen) {
        if (isOpen && !savedQueries.containsKey(chart.id())) {
            open.add(chart.id());
        }
    }

    private References references(ChartUse chart) {
        return references.computeIfAbsent(
                chart, _ -> References.in(chart.params(), savedQueries.getOrDefault(chart.id(), Tree.NOTHING)));
    }

    private References references(FilterUse filter) {
        return references.computeIfAbsent(filter, _ -> References.in(filter.settings()));
    }

    private List<Impact> followed(List<Impact> found) {
        return followed(found, List.of());
    }

    private List<Impact> followed(List<Impact> found, List<Impact> others) {
        return both(both(found, others), followers.of(found));
    }

    private static List<Impact> both(List<Impact> one, List<Impact> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return Impacts.merged(all);
    }

    private static Impact chart(ChartUse chart, String use, Effect effect, boolean certain) {
        return new Impact(
                Kind.CHART, chart.id(), chart.name(), chart.url(), List.of(use), effect, certain, chart.owners());
    }

    private Impact filter(FilterUse filter, String use, Effect effect, boolean certain) {
        return followers.filter(filter, use, effect, certain);
    }

    private static Impact rule(RuleUse rule, String use, boolean certain) {
        return new Impact(
                Kind.ROW_LEVEL_SECURITY,
                rule.rule().id(),
                rule.rule().name(),
                rule.url(),
                List.of(use),
                Effect.BREAKS,
                certain,
                List.of());
    }
}
