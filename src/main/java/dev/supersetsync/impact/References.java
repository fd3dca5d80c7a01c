package dev.supersetsync.impact;

import dev.supersetsync.impact.SqlText.Use;
import dev.supersetsync.state.Macros;
import dev.supersetsync.state.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names that a chart or filter refers to, found by going through all of it, since every kind of chart keeps them in
 * places of its own: the key above a text says whether it names a column or a metric, and where a key says neither, the
 * text may name both. It knows no dataset, so it also gathers texts that are no names at all.
 */
final class References {

    private static final Set<String> COLUMN_KEYS = Set.of(
            "groupby",
            "columns",
            "column",
            "all_columns",
            "all_columns_x",
            "all_columns_y",
            "groupbyrows",
            "groupbycolumns",
            "granularity",
            "granularity_sqla",
            "series_columns",
            "x_axis",
            "subject",
            "col",
            "column_name",
            "tooltip_columns",
            "js_columns",
            "line_column",
            "latcol",
            "loncol",
            "dimension",
            "time_column");

    private static final Set<String> METRIC_KEYS = Set.of(
            "metrics",
            "percent_metrics",
            "secondary_metric",
            "timeseries_limit_metric",
            "series_limit_metric",
            "sortmetric");

    /** What is only shown, or a value that was filtered for, or the words of a calculation on the finished result. */
    private static final Set<String> NO_NAMES = Set.of(
            "viz_type",
            "label",
            "slice_name",
            "datasource",
            "comparator",
            "val",
            "op",
            "operator",
            "operatorid",
            "aggregate",
            "clause",
            "expressiontype",
            "columntype",
            "optionname",
            "filteroptionname",
            "time_range",
            "time_grain_sqla",
            "timegrain",
            "time_grain",
            "type",
            "url_params",
            "post_processing",
            "column_config",
            "annotation_layers",
            "deck_slices",
            "result_format",
            "result_type",
            "description");

    private static final Pattern SHOWN = Pattern.compile(".*(_title|_format|_color|color_scheme|colorscheme|_label)");

    private static final Set<String> CONDITIONS = Set.of("where", "having");

    /** Below these a piece of SQL is never a dimension. */
    private static final Set<String> NO_DIMENSIONS = Set.of("metric", "adhoc_filters");

    /** What a query filters by: since 6.1 a saved metric too, where the dataset has no column of that name. */
    private static final String FILTERED = "col";

    private static final Pattern SECOND_QUERY = Pattern.compile("_b$");

    private final boolean tellApart;
    private final Set<String> columns = new HashSet<>();
    private final Set<String> filtered = new HashSet<>();
    private final Set<String> metrics = new HashSet<>();
    private final Set<String> either = new HashSet<>();
    private final List<String> sql = new ArrayList<>();
    private final List<String> dimensions = new ArrayList<>();
    private Macros macros = Macros.NONE;

    private References(boolean tellApart) {
        this.tellApart = tellApart;
    }

    /**
     * The references of a chart. Its saved query lists all columns and metrics as such, so with it one that the settings
     * name unclearly is what it is elsewhere; without it the name may mean both.
     *
     * @param savedQuery the {@code query_context}; {@link Tree#NOTHING} if there is none, or it was not read yet
     */
    static References ofChart(Tree settings, Tree savedQuery) {
        var references = new References(!savedQuery.member("queries").parts().isEmpty());
        references.walk("", settings);
        references.walk("", savedQuery);
        return references;
    }

    /** The references of a filter, where a name that is clear in one place is clear in all. */
    static References ofFilter(Tree settings) {
        var references = new References(true);
        references.walk("", settings);
        return references;
    }

    /** Whether a column is named, by the dataset's entry. */
    Use column(String name) {
        boolean isClear = columns.contains(name) || dimensions.stream().anyMatch(text -> isJust(text, name));
        return isClear ? Use.CERTAIN : unclear(name, metrics);
    }

    /** What follows from a name that may be a column and a metric. */
    private Use unclear(String name, Set<String> clearlyTheOther) {
        if (!either.contains(name)) {
            return Use.NONE;
        }
        if (!clearlyTheOther.contains(name)) {
            return Use.CERTAIN;
        }
        return tellApart ? Use.NONE : Use.POSSIBLE;
    }

    private static boolean isJust(String text, String name) {
        return text.equals(name) || text.equals('"' + name + '"') || text.equals('`' + name + '`');
    }

    /** The macros in its SQL. */
    Macros macros() {
        return macros;
    }

    /** Whether a saved metric is named otherwise than by a macro. */
    Use metric(String name) {
        boolean isClear = metrics.contains(name) || filtered.contains(name);
        return isClear ? Use.CERTAIN : unclear(name, columns);
    }

    /** Whether a saved query could change the answer of {@link #column}. */
    boolean leaveColumnOpen(String name) {
        return !columns.contains(name) && dimensions.stream().noneMatch(text -> isJust(text, name));
    }

    /** Whether a saved query could change the answer of {@link #metric}. */
    boolean leaveMetricOpen(String name) {
        return !metrics.contains(name) && !filtered.contains(name);
    }

    /**
     * The pieces of SQL that go to the warehouse. Of a dimension whose SQL is just the name of one of the dataset's
     * columns, Superset takes that column.
     *
     * @param entries the names of the dataset's columns
     */
    List<String> sql(Set<String> entries) {
        return Stream.concat(sql.stream(), dimensions.stream().filter(text -> !entries.contains(text)))
                .toList();
    }

    private void walk(String key, Tree tree) {
        switch (tree) {
            case Tree.Text(String text) -> text(key, text);
            case Tree.Items(List<Tree> items) -> items.forEach(item -> walk(key, item));
            case Tree.Members object -> object(key, object);
            case Tree.Whole _, Tree.Nothing _ -> {}
        }
    }

    private void object(String key, Tree.Members object) {
        String expressionType = object.member("expressionType").text();
        if (expressionType.equals("SQL")) {
            sql(key, object.member("sqlExpression").text());
        } else if (!object.member("column_name").text().isEmpty()) {
            columns.add(object.member("column_name").text());
        } else if (isMetricByLabel(key, object)) {
            metrics.add(object.member("label").text());
        } else {
            object.members().forEach((name, member) -> member(key, object, keyOf(name), member));
        }
    }

    private void sql(String key, String text) {
        if (!text.isBlank()) {
            boolean isDimension = !METRIC_KEYS.contains(key) && !NO_DIMENSIONS.contains(key);
            (isDimension ? dimensions : sql).add(text.strip());
            macros(text);
        }
    }

    private void macros(String text) {
        macros = macros.and(Macros.in(text));
    }

    /** So charts of old name a saved metric, and Superset still takes it. */
    private static boolean isMetricByLabel(String key, Tree.Members object) {
        return (METRIC_KEYS.contains(key) || key.equals("metric"))
                && !object.member("label").text().isEmpty()
                && object.member("expressionType").text().isEmpty()
                && object.member("sqlExpression").text().isEmpty();
    }

    private static String keyOf(String name) {
        return SECOND_QUERY.matcher(name.toLowerCase(Locale.ROOT)).replaceFirst("");
    }

    private void member(String above, Tree.Members object, String key, Tree member) {
        boolean isLeftover = key.equals("sqlexpression")
                && !object.member("expressionType").text().isEmpty();
        if (isLeftover || NO_NAMES.contains(key) || SHOWN.matcher(key).matches()) {
            return;
        }
        boolean mayBeMetric =
                key.equals("subject") && object.member("clause").text().equals("HAVING");
        boolean isColumn = key.equals("name") && above.equals("column");
        walk(mayBeMetric ? "" : isColumn ? "column_name" : key, member);
    }

    private void text(String key, String text) {
        if (text.isBlank()) {
            return;
        }
        if (key.equals(FILTERED)) {
            filtered.add(text);
        }
        if (CONDITIONS.contains(key)) {
            sql.add(text);
            macros(text);
        } else if (key.equals("sqlexpression")) {
            sql(key, text);
        } else if (COLUMN_KEYS.contains(key)) {
            columns.add(text);
        } else if (METRIC_KEYS.contains(key)) {
            metrics.add(text);
        } else {
            either.add(text);
        }
    }
}
