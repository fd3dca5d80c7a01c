package dev.supersetsync.impact;

import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.impact.Impact.Kind;
import dev.supersetsync.impact.SqlText.Use;
import dev.supersetsync.impact.UserIndex.Query;
import dev.supersetsync.state.Macros;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.CrossFilterUse;
import dev.supersetsync.state.Usages.FilterUse;
import dev.supersetsync.state.Usages.RuleUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The search for those who use one thing, which gathers them with the effect on them. Who is touched through their
 * charts and filters is not its matter.
 */
final class Search {

    private final UserIndex index;
    private final Texts texts;
    private final MacroReading macros;
    private final Followers followers;
    private final Map<Integer, String> datasetUrls;
    private final Effect effect;
    private final List<Impact> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    Search(UserIndex index, Texts texts, Followers followers, Map<Integer, String> datasetUrls, Effect effect) {
        this.index = index;
        this.texts = texts;
        this.macros = new MacroReading(index, texts);
        this.followers = followers;
        this.datasetUrls = datasetUrls;
        this.effect = effect;
    }

    List<Impact> found() {
        return found;
    }

    /** A dataset as a whole. */
    void dataset(int id) {
        everybodyOn(id, "dataset", Use.CERTAIN);
        index.chartsByMacro(id).forEach(chart -> add(chart, "dataset", Use.CERTAIN));
        index.filters(id).stream()
                .filter(filter -> filter.macroDatasetIds().contains(id))
                .forEach(filter -> add(filter, "dataset", Use.CERTAIN));
        rules(id, "dataset", _ -> Use.CERTAIN);
        rulesByMacro(id, "dataset", _ -> Use.CERTAIN);
        queries(id, "dataset()", query -> certainIf(query.macros().datasetIds().contains(id)));
        templated(id, "dataset", text -> certainIf(Macros.in(text).datasetIds().contains(id)));
    }

    /** A saved metric. */
    void metric(DatasetSql sql, String name) {
        int id = sql.id();
        String use = "metric " + name;
        if (!seen.add(id + " " + use)) {
            return;
        }
        for (ChartUse chart : index.chartsOn(id)) {
            References references = texts.of(chart);
            boolean byMacro = macros.takeIn(references.macros(), id, name, id);
            texts.leaveOpen(chart, references.leaveMetricOpen(name) && !byMacro);
            add(chart, use, certainIf(byMacro).or(references.metric(name)));
        }
        byMacro(id, use, references -> macros.metricIn(references, id, name, null));
        for (FilterUse filter : index.filters(id)) {
            boolean isOn = filter.datasetIds().contains(id);
            add(filter, use, isOn ? texts.of(filter).metric(name) : Use.NONE);
            add(filter, use, macros.metricIn(texts.of(filter), id, name, isOn ? id : null));
        }
        values(sql, use, predicate -> certainIf(macros.takeIn(Macros.in(predicate), id, name, id)));
        rules(id, use, rule -> certainIf(macros.takeIn(Macros.in(rule.rule().clause()), id, name, id)));
        rulesByMacro(id, use, clause -> macros.metricIn(clause, id, name, null));
        queries(
                id,
                use,
                query ->
                        macros.metricIn(query.use().sql(), id, name, query.use().datasetId()));
        expressions(
                sql,
                use,
                expression -> certainIf(
                        !expression.is(Kind.METRIC, name) && macros.takeIn(Macros.in(expression.sql()), id, name, id)));
        templated(id, use, text -> macros.metricIn(text, id, name, null));
    }

    /** A column, by the dataset's entry for it. */
    void column(int id, String name) {
        String use = "column " + name;
        if (!seen.add(id + " " + use)) {
            return;
        }
        for (ChartUse chart : index.chartsOn(id)) {
            References references = texts.of(chart);
            texts.leaveOpen(chart, references.leaveColumnOpen(name));
            add(chart, use, references.column(name));
            crossFilters(chart, use, dimensions -> dimensions.column(name));
        }
        for (FilterUse filter : index.filters(id)) {
            add(filter, use, use(filter, id, name));
            add(filter, use, macros.columnIn(texts.of(filter), id, name));
        }
        byMacro(id, use, references -> macros.columnIn(references, id, name));
        rulesByMacro(id, use, clause -> macros.columnIn(clause, id, name));
        queries(id, use, query -> macros.columnIn(query.use().sql(), id, name));
        templated(id, use, text -> macros.columnIn(text, id, name));
    }

    /** A column that is behind the dataset no more, in SQL. */
    void lostColumn(DatasetSql sql, Dialect dialect, String name) {
        int id = sql.id();
        String use = "column " + name;
        Set<String> entries = sql.dataset().columnIds().keySet();
        for (ChartUse chart : index.chartsOn(id)) {
            Use used = texts.use(texts.of(chart).sql(entries), dialect, name);
            texts.leaveOpen(chart, used != Use.CERTAIN);
            add(chart, use, used);
            crossFilters(chart, use, dimensions -> texts.use(dimensions.sql(entries), dialect, name));
        }
        for (FilterUse filter : index.filtersOn(id)) {
            add(filter, use, texts.use(texts.of(filter).sql(entries), dialect, name));
        }
        values(sql, use, predicate -> texts.use(predicate, dialect, name));
        rules(id, use, rule -> texts.use(rule.rule().clause(), dialect, name));
        expressions(sql, use, expression -> texts.use(expression.sql(), dialect, name));
    }

    private static Use certainIf(boolean isUsed) {
        return isUsed ? Use.CERTAIN : Use.NONE;
    }

    private void everybodyOn(int datasetId, String use, Use used) {
        index.chartsOn(datasetId).forEach(chart -> add(chart, use, used));
        index.filtersOn(datasetId).forEach(filter -> add(filter, use, used));
    }

    /** A filter also filters charts of other datasets, by the name of its column. */
    private Use use(FilterUse filter, int datasetId, String column) {
        boolean isOn = filter.datasetIds().contains(datasetId);
        if (filter.columns().contains(column)) {
            return certainIf(isOn || filter.filteredDatasetIds().contains(datasetId));
        }
        return isOn ? texts.of(filter).column(column) : Use.NONE;
    }

    /** What charts of other datasets filter a chart by, when somebody clicks in them. */
    private void crossFilters(ChartUse chart, String use, Function<References, Use> in) {
        for (CrossFilterUse filter : index.crossFiltersOf(chart.id())) {
            add(chart, use + ", by which chart " + filter.chart() + " filters it", in.apply(texts.of(filter)));
        }
    }

    /** The filters whose values Superset fetches with the dataset's predicate. */
    private void values(DatasetSql sql, String use, Function<String, Use> in) {
        Use used = sql.valuesPredicate().isBlank() ? Use.NONE : in.apply(sql.valuesPredicate());
        index.filtersOn(sql.id()).stream()
                .filter(FilterUse::isChoice)
                .forEach(filter -> add(filter, use + " for its values", used));
    }

    private void rules(int datasetId, String use, Function<RuleUse, Use> in) {
        index.rulesOn(datasetId).forEach(rule -> add(rule, use, in.apply(rule)));
    }

    private void rulesByMacro(int datasetId, String use, Function<String, Use> in) {
        index.rulesByMacro(datasetId)
                .forEach(rule -> add(rule, use, in.apply(rule.rule().clause())));
    }

    /** The charts on others that name the dataset by a macro, be it in their saved query alone. */
    private void byMacro(int datasetId, String use, Function<References, Use> in) {
        for (ChartUse chart : index.chartsByMacro(datasetId)) {
            Use used = in.apply(texts.of(chart));
            texts.leaveOpen(chart, used != Use.CERTAIN);
            add(chart, use, used);
        }
    }

    /** The SQL of other datasets whose macros take in what is searched for, and who uses that. */
    private void templated(int datasetId, String use, Function<String, Use> in) {
        for (DatasetSql other : index.templatedBeside(datasetId)) {
            expressions(other, use, expression -> in.apply(expression.sql()));
            values(other, use, in);
        }
    }

    /** The datasets whose queries have a macro that takes in what is searched for, and those that read these. */
    private void queries(int datasetId, String use, Function<Query, Use> in) {
        for (Query query : index.queries(datasetId)) {
            Use used = in.apply(query);
            int reader = query.use().datasetId();
            if (used != Use.NONE && seen.add("query of " + reader)) {
                everybodyOn(reader, use + " in the query of " + query.use().name(), used);
                index.chartsByMacro(reader)
                        .forEach(chart -> add(chart, "dataset " + query.use().name(), used));
                queries(
                        reader,
                        "dataset " + query.use().name(),
                        next -> next.callsOf(reader).isEmpty() ? Use.NONE : used);
            }
        }
    }

    /** The metrics and calculated columns of the dataset itself, and those who use them. */
    private void expressions(DatasetSql sql, String use, Function<Expression, Use> in) {
        for (Expression expression : sql.expressions()) {
            Use used = in.apply(expression);
            Integer id = expression.idIn(sql.dataset());
            if (used != Use.NONE && id != null) {
                add(
                        expression.kind(),
                        id,
                        expression.name(),
                        datasetUrls.getOrDefault(sql.id(), ""),
                        List.of(),
                        use,
                        used);
                users(sql, expression);
            }
        }
    }

    private void users(DatasetSql sql, Expression expression) {
        boolean isMetric = expression.kind() == Kind.METRIC;
        if (effect == Effect.BREAKS) {
            queries(
                    sql.id(),
                    (isMetric ? "metric " : "column ") + expression.name(),
                    query -> certainIf(query.callsOf(sql.id()).stream()
                            .anyMatch(call -> isMetric ? call.takesMetrics() : !call.choosesColumns())));
        }
        if (isMetric) {
            metric(sql, expression.name());
        } else {
            column(sql.id(), expression.name());
        }
    }

    private void add(ChartUse chart, String use, Use used) {
        add(Kind.CHART, chart.id(), chart.name(), chart.url(), chart.owners(), use, used);
    }

    private void add(FilterUse filter, String use, Use used) {
        if (used != Use.NONE) {
            found.add(followers.filter(filter, use, effect, used == Use.CERTAIN));
        }
    }

    private void add(RuleUse rule, String use, Use used) {
        add(Kind.ROW_LEVEL_SECURITY, rule.rule().id(), rule.rule().name(), rule.url(), List.of(), use, used);
    }

    private void add(Kind kind, int id, String name, String url, List<String> owners, String use, Use used) {
        if (used != Use.NONE) {
            found.add(new Impact(kind, id, name, url, List.of(use), effect, used == Use.CERTAIN, owners));
        }
    }
}
