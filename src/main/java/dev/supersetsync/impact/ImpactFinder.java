package dev.supersetsync.impact;

import dev.supersetsync.impact.Impact.Effect;
import dev.supersetsync.impact.Impact.Kind;
import dev.supersetsync.state.Usages;
import dev.supersetsync.state.Usages.ChartUse;
import dev.supersetsync.state.Usages.FilterUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds who uses a dataset, a metric or a column. It looks for the name as a word anywhere in a chart's texts, so it
 * may name a chart that does not really use it, and misses none that names it.
 */
public final class ImpactFinder {

    private final Map<Integer, List<ChartText>> charts;
    private final Map<Integer, List<FilterUse>> filters;

    public ImpactFinder(Usages usages) {
        charts = usages.charts().stream()
                .map(ChartText::of)
                .collect(Collectors.groupingBy(text -> text.chart().datasetId()));
        filters = usages.filters().stream().collect(Collectors.groupingBy(FilterUse::datasetId));
    }

    /** Everybody whose data source is the dataset. */
    public List<Impact> ofDataset(int datasetId, Effect effect) {
        return users(datasetId, "dataset", chart -> true, filter -> true, effect);
    }

    /** Everybody who uses a metric of the dataset. */
    public List<Impact> ofMetric(int datasetId, String name, Effect effect) {
        return users(datasetId, "metric " + name, chart -> chart.names(name), filter -> false, effect);
    }

    /** Everybody who uses a column of the dataset. */
    public List<Impact> ofColumn(int datasetId, String name, Effect effect) {
        return users(
                datasetId,
                "column " + name,
                chart -> chart.names(name),
                filter -> name.equals(filter.column()),
                effect);
    }

    private List<Impact> users(
            int datasetId, String use, Predicate<ChartText> inChart, Predicate<FilterUse> inFilter, Effect effect) {
        var found = new ArrayList<Impact>();
        matching(charts, datasetId, inChart).forEach(text -> found.add(chart(text.chart(), use, effect)));
        matching(filters, datasetId, inFilter).forEach(filter -> found.add(filter(filter, use, effect)));
        return List.copyOf(found);
    }

    private static <T> List<T> matching(Map<Integer, List<T>> all, int datasetId, Predicate<T> wanted) {
        return all.getOrDefault(datasetId, List.of()).stream().filter(wanted).toList();
    }

    private static Impact chart(ChartUse chart, String use, Effect effect) {
        return new Impact(Kind.CHART, chart.id(), chart.name(), chart.url(), List.of(use), effect, true);
    }

    private static Impact filter(FilterUse filter, String use, Effect effect) {
        String name = filter.dashboard() + ": " + filter.filter();
        return new Impact(Kind.NATIVE_FILTER, filter.dashboardId(), name, filter.url(), List.of(use), effect, true);
    }

    /** A chart with its texts in a form in which names can be looked for: no escapes, no case. */
    private record ChartText(ChartUse chart, String text) {

        private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

        static ChartText of(ChartUse chart) {
            return new ChartText(chart, plain(chart.params() + "\n" + chart.queryContext()));
        }

        boolean names(String name) {
            return occursAsWord(plain(name));
        }

        /** JSON may stand inside JSON, and Python escapes what is not ASCII: both sides are compared without that. */
        private static String plain(String text) {
            return UNICODE_ESCAPE
                    .matcher(text)
                    .replaceAll(match ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))))
                    .replace("\\", "")
                    .toLowerCase(Locale.ROOT);
        }

        private boolean occursAsWord(String name) {
            for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
                if (isEdge(at - 1, name.charAt(0)) && isEdge(at + name.length(), name.charAt(name.length() - 1))) {
                    return true;
                }
            }
            return false;
        }

        private boolean isEdge(int neighbour, char inside) {
            return !isWordPart(inside)
                    || neighbour < 0
                    || neighbour >= text.length()
                    || !isWordPart(text.charAt(neighbour));
        }

        private static boolean isWordPart(char c) {
            return Character.isLetterOrDigit(c) || c == '_';
        }
    }
}
