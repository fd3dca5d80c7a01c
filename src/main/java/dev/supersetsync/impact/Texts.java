package dev.supersetsync.impact;

import dev.supersetsync.state.Tree;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.CrossFilterUse;
import dev.supersetsync.state.Usages.FilterUse;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What charts, filters and SQL refer to, each looked into once. Saved queries are costly to read, so it also keeps of
 * which charts they could change an answer that was given.
 */
final class Texts {

    private final Map<Integer, Tree> savedQueries;
    private final Map<Object, References> references = new IdentityHashMap<>();
    private final Map<String, SqlText> parsed = new HashMap<>();
    private final Set<Integer> open = new HashSet<>();

    /**
     * The texts of usages.
     *
     * @param savedQueries the {@code query_context} of charts, by the chart's id, as far as they were read
     */
    Texts(Map<Integer, Tree> savedQueries) {
        this.savedQueries = savedQueries;
    }

    Set<Integer> open() {
        return Set.copyOf(open);
    }

    void leaveOpen(ChartUse chart, boolean isOpen) {
        if (isOpen && !savedQueries.containsKey(chart.id())) {
            open.add(chart.id());
        }
    }

    References of(ChartUse chart) {
        return references.computeIfAbsent(
                chart, _ -> References.ofChart(chart.params(), savedQueries.getOrDefault(chart.id(), Tree.NOTHING)));
    }

    References of(FilterUse filter) {
        return references.computeIfAbsent(filter, _ -> References.ofFilter(filter.settings()));
    }

    References of(CrossFilterUse filter) {
        return references.computeIfAbsent(filter, _ -> References.ofFilter(filter.dimensions()));
    }

    SqlText.Use use(Collection<String> texts, Dialect dialect, String column) {
        return texts.stream().map(text -> use(text, dialect, column)).reduce(SqlText.Use.NONE, SqlText.Use::or);
    }

    SqlText.Use use(String text, Dialect dialect, String column) {
        return parsed.computeIfAbsent(dialect + text, _ -> new SqlText(text, dialect))
                .uses(column);
    }
}
