package dev.supersetsync.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Superset's Jinja macros that a piece of SQL takes other definitions in with: {@code dataset()} stands for a query of a
 * dataset's columns, {@code metric()} for the expression of a saved metric. It sees what is written out; an id that a
 * template calculates it does not.
 *
 * @param datasets the calls of {@code dataset()}
 * @param metrics the calls of {@code metric()}
 */
public record Macros(List<DatasetCall> datasets, List<MetricCall> metrics) {

    /** No macro. */
    public static final Macros NONE = new Macros(List.of(), List.of());

    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{.*?}}|\\{%.*?%}", Pattern.DOTALL);
    private static final Pattern DATASET =
            Pattern.compile("\\bdataset\\s*\\(\\s*(?:dataset_id\\s*=\\s*)?['\"]?(\\d+)([^)]*)\\)");
    private static final Pattern METRIC =
            Pattern.compile("\\bmetric\\s*\\(\\s*(?:metric_key\\s*=\\s*)?\\\\?(['\"])(.+?)"
                    + "\\\\?\\1(?:\\s*,\\s*(?:dataset_id\\s*=\\s*)?(\\d+))?[^)]*\\)");

    public Macros {
        datasets = List.copyOf(datasets);
        metrics = List.copyOf(metrics);
    }

    /** The macros in a piece of SQL, or in a JSON text that has SQL in it. */
    public static Macros in(String text) {
        if (!text.contains("{{") && !text.contains("{%")) {
            return NONE;
        }
        var datasets = new ArrayList<DatasetCall>();
        var metrics = new ArrayList<MetricCall>();
        for (MatchResult template : TEMPLATE.matcher(text).results().toList()) {
            DATASET.matcher(template.group()).results().map(DatasetCall::of).forEach(datasets::add);
            METRIC.matcher(template.group()).results().map(MetricCall::of).forEach(metrics::add);
        }
        return new Macros(datasets, metrics);
    }

    /** The SQL with a name in place of each template that is nothing but one of these macros, so that it can be parsed. */
    public static String named(String sql) {
        return TEMPLATE.matcher(sql).replaceAll(template -> Matcher.quoteReplacement(name(template.group())));
    }

    private static String name(String template) {
        String content = template.substring(2, template.length() - 2).strip();
        Matcher dataset = DATASET.matcher(content);
        if (dataset.matches()) {
            return "dataset_" + dataset.group(1);
        }
        return METRIC.matcher(content).matches() ? "NULL" : template;
    }

    /** These and others. */
    public Macros and(Macros others) {
        var allDatasets = new ArrayList<>(datasets);
        allDatasets.addAll(others.datasets);
        var allMetrics = new ArrayList<>(metrics);
        allMetrics.addAll(others.metrics);
        return new Macros(allDatasets, allMetrics);
    }

    /** The ids of all datasets that are named. */
    public Set<Integer> datasetIds() {
        var ids = new HashSet<Integer>();
        datasets.forEach(call -> ids.add(call.id()));
        metrics.stream().map(MetricCall::datasetId).forEach(id -> {
            if (id != null) {
                ids.add(id);
            }
        });
        return ids;
    }

    /**
     * Whether a saved metric is named.
     *
     * @param datasetId the dataset of the metric
     * @param name its name
     * @param ownId the dataset that a call means which names none, null if it is not known
     */
    public boolean nameMetric(int datasetId, String name, @Nullable Integer ownId) {
        return metrics.stream().anyMatch(call -> call.metric().equals(name) && call.isOf(datasetId, ownId));
    }

    /**
     * A call of {@code dataset()}.
     *
     * @param id the id of the dataset
     * @param arguments what else it says: columns, whether there shall be metrics
     */
    public record DatasetCall(int id, String arguments) {

        private static final Pattern NO_METRICS = Pattern.compile("include_metrics\\s*=\\s*False|^\\s*,\\s*False");

        private static DatasetCall of(MatchResult match) {
            return new DatasetCall(number(match.group(1)), match.group(2));
        }

        /** Whether it says which columns it takes; else it takes all. */
        public boolean choosesColumns() {
            return arguments.contains("[");
        }

        /** Whether it takes all metrics too. */
        public boolean takesMetrics() {
            return arguments.contains("True") && !NO_METRICS.matcher(arguments).find();
        }

        /** Whether it names this column itself. */
        public boolean names(String column) {
            return arguments.contains("'" + column + "'") || arguments.contains('"' + column + '"');
        }
    }

    /**
     * A call of {@code metric()}.
     *
     * @param metric the name of the metric
     * @param datasetId the id of its dataset, null for the one that is asked
     */
    public record MetricCall(String metric, @Nullable Integer datasetId) {

        private static MetricCall of(MatchResult match) {
            return new MetricCall(match.group(2), match.group(3) == null ? null : number(match.group(3)));
        }

        private boolean isOf(int dataset, @Nullable Integer own) {
            Integer meant = datasetId == null ? own : datasetId;
            return meant != null && meant == dataset;
        }
    }

    /** No id is that large. */
    private static int number(String digits) {
        return digits.length() > 9 ? -1 : Integer.parseInt(digits);
    }
}
